import type { partnerEvents } from '../../mentoring/partners/partner.events.js';
import type { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import { shares, measure } from './measure.js';
import { groupAt, levels, partnerDays, type PartnerDay } from './partner-days.js';

/** The other half of number 1: of those who took part in a time, how many had a partnership in it. Never to be read as the match rate. */
export const everMatched = measure<PartnerDay, typeof partnerEvents | typeof partnershipEvents>({
  name: 'ever-matched',
  title: 'Ever matched',
  unit: 'share',
  definition:
    'Of the partners who took part, neither paused nor withdrawn, at some time from one day to another: the share who had a partnership, formed and not closed, at some time in it. Without a first day: from the beginning.',
  definitionVersion: 1,
  ofWindow: true,
  rows: partnerDays,

  answer(found, { from = '', asOf, by }) {
    const took = [...Map.groupBy(found, ({ partnerId }) => partnerId).values()].flatMap((days) => {
      const before = levels(days, (on) => on < from);
      const begun = days.flatMap(({ changes }) => changes).filter(({ on }) => on >= from && on <= asOf);
      const active = before.active > 0 || begun.some((change) => change.active > 0);
      const matched = before.partnered > 0 || begun.some((change) => change.partnered > 0);
      return active ? [{ group: groupAt(days, asOf), matched }] : [];
    });
    return shares(took, by);
  },
});
