import { readModel } from '../../kernel/read-model.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import { minutesFrom, movements, type ExchangeEvent, type Side } from '../exchange-movements.js';

/** With fewer exchanges nothing is said of a partnership's balance. */
export const EXCHANGES_FOR_RECIPROCITY = 3;

/** 2·min ÷ sum of the minutes in both directions: 1 even, 0 one-way. */
export const reciprocityOf = (fromA: number, fromB: number): number =>
  fromA + fromB === 0 ? 0 : (2 * Math.min(fromA, fromB)) / (fromA + fromB);

export interface BalanceDocument {
  readonly partnershipId: string;
  readonly programId: string;
  readonly a?: Side;
  readonly b?: Side;
  readonly fromA: number;
  readonly fromB: number;
  readonly exchanges: number;
  /** Absent below three confirmed exchanges. */
  readonly reciprocity?: number;
  readonly closed: boolean;
}

const own = ({ data }: { readonly data: { readonly partnershipId: string } }) => data.partnershipId;

/** One document a formed partnership: who gave how much to whom. */
export const reciprocityBoard = readModel<BalanceDocument, typeof partnershipEvents>({
  name: 'reciprocity-board',
  version: 1,
  events: [partnershipEvents],
  indexes: [['programId', 'reciprocity']],
  initial: (partnershipId) => ({ partnershipId, programId: '', fromA: 0, fromB: 0, exchanges: 0, closed: false }),

  on: {
    PairFormed: { key: own, evolve: (balance, { data: { programId, a, b } }) => ({ ...balance, programId, a, b }) },
    ExchangeConfirmed: { key: own, evolve: moved },
    VoidingConfirmed: { key: own, evolve: moved },
    PartnershipClosed: { key: own, evolve: (balance) => ({ ...balance, closed: true }) },
  },
});

function moved(balance: BalanceDocument, event: ExchangeEvent): BalanceDocument {
  let { fromA, fromB, exchanges } = balance;
  for (const { exchange, among, sign } of movements(event)) {
    if (among !== 'confirmed') continue;
    fromA += sign * minutesFrom(exchange, event.data.a.partnerId);
    fromB += sign * minutesFrom(exchange, event.data.b.partnerId);
    exchanges += sign;
  }
  const { reciprocity: _, ...rest } = balance;
  const known = exchanges >= EXCHANGES_FOR_RECIPROCITY ? { reciprocity: reciprocityOf(fromA, fromB) } : {};
  return { ...rest, fromA, fromB, exchanges, ...known };
}
