import { dayOf } from '../../kernel/clock.js';
import { readModel } from '../../kernel/read-model.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import { minutesFrom, movements, type ExchangeEvent, type Side } from '../exchange-movements.js';
import { EXCHANGES_FOR_RECIPROCITY, reciprocityOf } from '../read-models/reciprocity-board.js';
import { ALL, groupsOf, measure, median, type Answer, type Row } from './measure.js';

/** Confirmed minutes of one partnership that were recorded, or taken back, on one day. */
export interface BalanceDay extends Row {
  readonly partnershipId: string;
  readonly a?: Side;
  readonly b?: Side;
  readonly changes: readonly {
    readonly on: string;
    readonly fromA: number;
    readonly fromB: number;
    readonly exchanges: number;
  }[];
}

const dayOfPartnership = ({
  data,
  recordedDay,
}: {
  readonly data: { readonly programId: string; readonly partnershipId: string };
  readonly recordedDay: string;
}) => [data.programId, data.partnershipId, recordedDay].join('|');

const rows = readModel<BalanceDay, typeof partnershipEvents>({
  name: 'number-reciprocity',
  version: 1,
  events: [partnershipEvents],
  indexes: [['programId', 'recordedDay']],
  initial: (key) => {
    const [programId = '', partnershipId = '', recordedDay = ''] = key.split('|');
    return { programId, partnershipId, recordedDay, changes: [] };
  },
  on: {
    ExchangeConfirmed: { key: dayOfPartnership, evolve: moved },
    VoidingConfirmed: { key: dayOfPartnership, evolve: moved },
  },
});

function moved(row: BalanceDay, event: ExchangeEvent): BalanceDay {
  const { a, b } = event.data;
  const changes = movements(event)
    .filter(({ among }) => among === 'confirmed')
    .map(({ exchange, sign }) => ({
      on: dayOf(exchange.heldAt),
      fromA: sign * minutesFrom(exchange, a.partnerId),
      fromB: sign * minutesFrom(exchange, b.partnerId),
      exchanges: sign,
    }));
  return { ...row, a, b, changes: [...row.changes, ...changes] };
}

interface Balance {
  fromA: number;
  fromB: number;
  exchanges: number;
  readonly sides: readonly Side[];
}

/** Number 5: how even give and take are. */
export const reciprocity = measure<BalanceDay, typeof partnershipEvents>({
  name: 'reciprocity',
  title: 'Reciprocity',
  unit: 'ratio',
  definition:
    'Of a partnership with at least three confirmed exchanges: 2 × the minutes of the lesser direction ÷ the minutes of both; 1 is even, 0 one-way. The median over partnerships, and the share with at least 0.5.',
  definitionVersion: 1,
  rows,

  answer(found, { asOf, by }) {
    const balances = new Map<string, Balance>();
    for (const { partnershipId, a, b, changes } of found) {
      if (a === undefined || b === undefined) continue;
      const balance = balances.get(partnershipId) ?? { fromA: 0, fromB: 0, exchanges: 0, sides: [a, b] };
      balances.set(partnershipId, balance);
      for (const { on, fromA, fromB, exchanges } of changes) {
        if (on > asOf) continue;
        balance.fromA += fromA;
        balance.fromB += fromB;
        balance.exchanges += exchanges;
      }
    }
    const groups = new Map<string, number[]>([[ALL, []]]);
    for (const { fromA, fromB, exchanges, sides } of balances.values()) {
      if (exchanges < EXCHANGES_FOR_RECIPROCITY) continue;
      for (const group of groupsOf(sides, by)) into(groups, group, reciprocityOf(fromA, fromB));
    }
    return new Map(
      [...groups].map(([group, values]): [string, Answer] => {
        const even = values.filter((value) => value >= 0.5).length;
        const shareEven = values.length === 0 ? null : even / values.length;
        return [
          group,
          { value: median(values), of: values.length, parts: { even, shareEven, partnerships: values.length } },
        ];
      }),
    );
  },
});

function into(groups: Map<string, number[]>, group: string, value: number): void {
  const values = groups.get(group);
  if (values === undefined) groups.set(group, [value]);
  else values.push(value);
}
