import { readModel } from '../../kernel/read-model.js';
import { dayOf } from '../../kernel/clock.js';
import { partnerEvents } from '../../mentoring/partners/partner.events.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import type { Row, Slice } from './measure.js';

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

/** One document a partner and recorded day: from it the numbers of partners are answered. */
export const partnerDays = readModel<PartnerDay, typeof partnerEvents | typeof partnershipEvents>({
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

/** By how much a partner is active and partnered through what happened on days that count. */
export function levels(
  days: readonly PartnerDay[],
  counts: (day: string) => boolean,
): { active: number; partnered: number } {
  const level = { active: 0, partnered: 0 };
  for (const { changes } of days)
    for (const { on, active, partnered } of changes) {
      if (!counts(on)) continue;
      level.active += active;
      level.partnered += partnered;
    }
  return level;
}

/** Where a partner stood on a day: as recorded last by then, or else first. */
export function groupAt(days: readonly PartnerDay[], day: string): Group {
  const known = days
    .filter(({ group }) => group !== undefined)
    .sort((a, b) => (a.recordedDay < b.recordedDay ? -1 : 1));
  return (known.findLast(({ recordedDay }) => recordedDay <= day) ?? known[0])?.group ?? {};
}
