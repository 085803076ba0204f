import { dayText } from '../../kernel/clock.js';
import { readModel } from '../../kernel/read-model.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import { movements, type ExchangeEvent, type Side } from '../exchange-movements.js';

export const MATRIX_DIMENSIONS = ['generation', 'unit', 'grade'] as const;
export type MatrixDimension = (typeof MATRIX_DIMENSIONS)[number];

/** Minutes given from one group to another in a week (its Monday, UTC). */
export interface MatrixCell {
  readonly programId: string;
  readonly week: string;
  readonly dimension: MatrixDimension;
  readonly from: string;
  readonly to: string;
  readonly confirmed: number;
  readonly waiting: number;
}

/** Who teaches whom, week by week: one document a cell. */
export const exchangeMatrix = readModel<MatrixCell, typeof partnershipEvents>({
  name: 'exchange-matrix',
  version: 1,
  events: [partnershipEvents],
  indexes: [['programId', 'dimension', 'week']],
  initial: (key) => {
    const [programId, dimension, week, from, to] = JSON.parse(key) as [string, MatrixDimension, string, string, string];
    return { programId, dimension, week, from, to, confirmed: 0, waiting: 0 };
  },

  on: {
    ExchangeLogged: { key: cells, evolve: moved },
    ExchangeConfirmed: { key: cells, evolve: moved },
    ExchangeCorrected: { key: cells, evolve: moved },
    ExchangeVoided: { key: cells, evolve: moved },
    VoidingConfirmed: { key: cells, evolve: moved },
  },
});

interface Gift {
  readonly key: string;
  readonly among: 'confirmed' | 'waiting';
  readonly minutes: number;
}

/** Every cell of an event asks for the same. */
const known = new WeakMap<ExchangeEvent, readonly Gift[]>();

function gifts(event: ExchangeEvent): readonly Gift[] {
  let found = known.get(event);
  if (found === undefined) known.set(event, (found = giftsIn(event)));
  return found;
}

function giftsIn(event: ExchangeEvent): readonly Gift[] {
  const { programId, a, b } = event.data;
  return movements(event).flatMap(({ exchange, among, sign }) => {
    const week = weekOf(exchange.heldAt);
    return exchange.contributions.flatMap(({ from, minutes }) => {
      const [giver, receiver] = from === a.partnerId ? [a, b] : [b, a];
      return MATRIX_DIMENSIONS.map((dimension) => ({
        key: JSON.stringify([programId, dimension, week, group(giver, dimension), group(receiver, dimension)]),
        among,
        minutes: sign * minutes,
      }));
    });
  });
}

function cells(event: ExchangeEvent): readonly string[] {
  return [...new Set(gifts(event).map(({ key }) => key))];
}

function moved(cell: MatrixCell, event: ExchangeEvent, key: string): MatrixCell {
  let { confirmed, waiting } = cell;
  for (const gift of gifts(event)) {
    if (gift.key !== key) continue;
    if (gift.among === 'confirmed') confirmed += gift.minutes;
    else waiting += gift.minutes;
  }
  return { ...cell, confirmed, waiting };
}

const group = (side: Side, dimension: MatrixDimension) => side[dimension] ?? 'unknown';

const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday. */
const DAYS_AFTER_MONDAY = 3;

/** The Monday (UTC) of the week in which an instant lies. */
export function weekOf(instant: string): string {
  const day = Math.floor(Date.parse(instant) / DAY_MS);
  return dayText(day - ((day + DAYS_AFTER_MONDAY) % 7));
}
