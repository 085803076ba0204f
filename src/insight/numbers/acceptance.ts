import { dayOf } from '../../kernel/clock.js';
import { readModel } from '../../kernel/read-model.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import type { Side } from '../exchange-movements.js';
import { ALL, groupsOf, measure, SLICES, type Answer, type Row, type Slice } from './measure.js';

/** Outcomes of proposals that happened on one day and were recorded on one day, in one group. */
export interface OutcomeCell extends Row {
  readonly slice: Slice | typeof ALL;
  readonly group: string;
  readonly occurredDay: string;
  readonly counts: Readonly<Record<string, number>>;
}

interface Outcome {
  readonly recordedDay: string;
  readonly occurredAt: string;
  readonly data: { readonly programId: string; readonly a: Side; readonly b: Side };
}

function cells({ data: { programId, a, b }, recordedDay, occurredAt }: Outcome): readonly string[] {
  const cell = (slice: string, group: string) =>
    JSON.stringify([programId, slice, group, dayOf(occurredAt), recordedDay]);
  return [
    cell(ALL, ALL),
    ...SLICES.flatMap((slice) =>
      groupsOf([a, b], slice)
        .slice(1)
        .map((group) => cell(slice, group)),
    ),
  ];
}

const rows = readModel<OutcomeCell, typeof partnershipEvents>({
  name: 'number-acceptance',
  version: 1,
  events: [partnershipEvents],
  indexes: [['programId', 'slice', 'recordedDay']],
  initial: (key) => {
    const [programId, slice, group, occurredDay, recordedDay] = JSON.parse(key) as [
      string,
      Slice,
      string,
      string,
      string,
    ];
    return { programId, slice, group, occurredDay, recordedDay, counts: {} };
  },
  on: {
    PairFormed: { key: cells, evolve: (cell) => counted(cell, 'accepted') },
    ProposalDeclined: { key: cells, evolve: (cell, { data }) => counted(cell, `declined: ${data.reason}`) },
    ProposalLapsed: { key: cells, evolve: (cell, { data }) => counted(cell, `lapsed: ${data.reason}`) },
  },
});

const counted = (cell: OutcomeCell, outcome: string): OutcomeCell => ({
  ...cell,
  counts: { ...cell.counts, [outcome]: (cell.counts[outcome] ?? 0) + 1 },
});

/** Number 3: of the proposals that came to an end, how many became pairs. */
export const acceptance = measure<OutcomeCell, typeof partnershipEvents>({
  name: 'acceptance',
  title: 'Acceptance',
  unit: 'share',
  definition:
    'Accepted proposals ÷ (accepted + declined + lapsed). A proposal is accepted when both have accepted and the pair is formed.',
  definitionVersion: 1,
  rows,

  answer(found, { asOf, by }) {
    const groups = new Map<string, Record<string, number>>([[ALL, {}]]);
    for (const { slice, group, occurredDay, counts } of found) {
      if (occurredDay > asOf || (slice !== ALL && slice !== by)) continue;
      const sums = groups.get(group) ?? {};
      groups.set(group, sums);
      for (const [outcome, count] of Object.entries(counts)) sums[outcome] = (sums[outcome] ?? 0) + count;
    }
    return new Map(
      [...groups].map(([group, sums]): [string, Answer] => {
        const of = Object.values(sums).reduce((sum, count) => sum + count, 0);
        const accepted = sums['accepted'] ?? 0;
        return [group, { value: of === 0 ? null : accepted / of, of, parts: { accepted, ...sums } }];
      }),
    );
  },
});
