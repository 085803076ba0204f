import type { partnerEvents } from '../../mentoring/partners/partner.events.js';
import type { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import { shares, measure } from './measure.js';
import { groupAt, levels, partnerDays, type PartnerDay } from './partner-days.js';

/** Number 1: of those who take part on a day, how many have a partnership on it. */
export const matchRate = measure<PartnerDay, typeof partnerEvents | typeof partnershipEvents>({
  name: 'match-rate',
  title: 'Match rate',
  unit: 'share',
  definition:
    'Of the partners who have joined and are neither paused nor withdrawn on the day: the share who have at least one partnership that is formed and not closed.',
  definitionVersion: 1,
  rows: partnerDays,

  answer(found, { asOf, by }) {
    const taking = [...Map.groupBy(found, ({ partnerId }) => partnerId).values()].flatMap((days) => {
      const { active, partnered } = levels(days, (on) => on <= asOf);
      return active > 0 ? [{ group: groupAt(days, asOf), matched: partnered > 0 }] : [];
    });
    return shares(taking, by);
  },
});
