import { readModel } from '../../kernel/read-model.js';
import { dayOf } from '../../kernel/clock.js';
import { partnerEvents } from '../../mentoring/partners/partner.events.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import { groupsOf, measure, type Answer, type Row, type Slice } from './measure.js';

type Group = Partial<Record<Slice, string>>;

/** What was recorded on a day of one partner: by how much they became active or partnered, and on which day that was so. */
export interface PartnerDay extends Row {
  readonly partnerId: string;
  readonly changes: readonly { readonly on: string; readonly active: number; readonly partnered: number }[];
  /** What HR knew of them, when it was recorded on this day. */
  readonly group?: Group;
}

interface When {
  readonly recordedDay: string;
  readonly occurredAt: string;
}
interface Own extends When {
  readonly data: { readonly programId: string; readonly partnerId: string };
}
interface Pair extends When {
  readonly data: {
    readonly programId: string;
    readonly a: { readonly partnerId: string };
    readonly b: { readonly partnerId: string };
  };
}
const own = ({ data: { programId, partnerId }, recordedDay }: Own) => keyOf(programId, partnerId, recordedDay);
const both = ({ data: { programId, a, b }, recordedDay }: Pair) =>
  [a, b].map(({ partnerId }) => keyOf(programId, partnerId, recordedDay));
const keyOf = (...parts: readonly [string, string, string]) => parts.join('|');

const rows = readModel<PartnerDay, typeof partnerEvents | typeof partnershipEvents>({
  name: 'number-match-rate',
  version: 1,
  events: [partnerEvents, partnershipEvents],
  indexes: [['programId', 'recordedDay']],
  initial: (key) => {
    const [programId = '', partnerId = '', recordedDay = ''] = key.split('|');
    return { programId, partnerId, recordedDay, changes: [] };
  },
  on: {
    PartnerJoined: { key: own, evolve: (row, event) => ({ ...changed(row, event, 1, 0), group: groupOf(event.data) }) },
    PartnerDetailsUpdated: { key: own, evolve: (row, { data }) => ({ ...row, group: groupOf(data) }) },
    PartnerPaused: { key: own, evolve: (row, event) => changed(row, event, -1, 0) },
    PartnerResumed: { key: own, evolve: (row, event) => changed(row, event, 1, 0) },
    PartnerWithdrawn: {
      key: own,
      evolve: (row, event) => (event.data.wasPaused === true ? row : changed(row, event, -1, 0)),
    },
    PartnerRejoined: { key: own, evolve: (row, event) => changed(row, event, 1, 0) },
    PairFormed: { key: both, evolve: (row, event) => changed(row, event, 0, 1) },
    PartnershipClosed: { key: both, evolve: (row, event) => changed(row, event, 0, -1) },
  },
});

const changed = (row: PartnerDay, { occurredAt }: When, active: number, partnered: number): PartnerDay => ({
  ...row,
  changes: [...row.changes, { on: dayOf(occurredAt), active, partnered }],
});

const groupOf = ({ unit, site, generation, grade }: Group): Group => ({
  ...(unit === undefined ? {} : { unit }),
  ...(site === undefined ? {} : { site }),
  ...(generation === undefined ? {} : { generation }),
  ...(grade === undefined ? {} : { grade }),
});

interface Standing {
  active: number;
  partnered: number;
  groupOn: string;
  group: Group;
}

/** Number 1: of those who take part on a day, how many have a partnership on it. */
export const matchRate = measure<PartnerDay, typeof partnerEvents | typeof partnershipEvents>({
  name: 'match-rate',
  title: 'Match rate',
  unit: 'share',
  definition:
    'Of the partners who have joined and are neither paused nor withdrawn on the day: the share who have at least one partnership that is formed and not closed.',
  definitionVersion: 1,
  rows,

  answer(found, { asOf, by }) {
    const partners = new Map<string, Standing>();
    for (const { partnerId, changes, group, recordedDay } of found) {
      const standing = partners.get(partnerId) ?? { active: 0, partnered: 0, groupOn: '', group: {} };
      partners.set(partnerId, standing);
      if (group !== undefined && recordedDay >= standing.groupOn) {
        standing.group = group;
        standing.groupOn = recordedDay;
      }
      for (const { on, active, partnered } of changes) {
        if (on > asOf) continue;
        standing.active += active;
        standing.partnered += partnered;
      }
    }
    const counts = new Map<string, { active: number; matched: number }>([['all', { active: 0, matched: 0 }]]);
    for (const { active, partnered, group } of partners.values()) {
      if (active <= 0) continue;
      for (const name of groupsOf([group as Record<Slice, string>], by)) {
        const count = counts.get(name) ?? { active: 0, matched: 0 };
        counts.set(name, { active: count.active + 1, matched: count.matched + (partnered > 0 ? 1 : 0) });
      }
    }
    return new Map(
      [...counts].map(([group, { active, matched }]): [string, Answer] => [
        group,
        { value: active === 0 ? null : matched / active, of: active, parts: { matched, active } },
      ]),
    );
  },
});
