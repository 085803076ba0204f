import { addDays } from '../../kernel/clock.js';
import { weekOf, type MatrixCell } from '../read-models/exchange-matrix.js';

/** Minutes given in a week (its Monday), by direction between generations. */
export interface WeekOfGiving {
  readonly week: string;
  readonly olderToYounger: number;
  readonly youngerToOlder: number;
  /** Between two of one generation, or of an unknown one. */
  readonly same: number;
  readonly waiting: number;
}

/** Week by week without gaps, from the first with an exchange to the present one. Generations come oldest first. */
export function giveAndTake(
  cells: readonly MatrixCell[],
  generations: readonly string[],
  today: string,
): readonly WeekOfGiving[] {
  const first = cells[0]?.week;
  if (first === undefined) return [];
  const age = new Map(generations.map((name, place) => [name, place]));
  const weeks = new Map<string, WeekOfGiving>();
  for (let week = first; week <= weekOf(`${today}T00:00:00Z`); week = addDays(week, 7))
    weeks.set(week, { week, olderToYounger: 0, youngerToOlder: 0, same: 0, waiting: 0 });
  for (const { week, from, to, confirmed, waiting } of cells) {
    const sums = weeks.get(week);
    if (sums === undefined) continue;
    const direction = directionOf(age.get(from), age.get(to));
    weeks.set(week, { ...sums, [direction]: sums[direction] + confirmed, waiting: sums.waiting + waiting });
  }
  return [...weeks.values()];
}

function directionOf(from: number | undefined, to: number | undefined): 'olderToYounger' | 'youngerToOlder' | 'same' {
  if (from === undefined || to === undefined || from === to) return 'same';
  return from < to ? 'olderToYounger' : 'youngerToOlder';
}
