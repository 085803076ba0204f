import { addDays } from './calendar.js';
import type { Pair } from './pair-life.js';
import type { Random } from './random.js';

/** What a pair has between them, beyond what each brings along. */
export interface Chemistry {
  /** 0 they hardly meet … 1 they meet often, and gladly. */
  readonly warmth: number;
  /** The share of what is taught that comes from a. */
  readonly taughtByA: number;
}

/** How it goes with a pair: to the planned end, broken off on a day, or quiet after some meetings. */
export type Course =
  | { readonly kind: 'runs-to-the-end' | 'broken-off'; readonly endsOn: string }
  | { readonly kind: 'goes-quiet'; readonly meetings: number };

export function chemistryOf(random: Random, { a, b }: Pair): Chemistry {
  return {
    warmth: random.share((a.temperament.reliability + b.temperament.reliability) / 2, 0.15),
    taughtByA: random.share(0.5 + 0.6 * (a.temperament.giving - b.temperament.giving), 0.1),
  };
}

/** The usual `plannedMonths: 6`. */
export const PLANNED_DAYS = 182;

export function courseOf(random: Random, { warmth }: Chemistry, from: string): Course {
  const coldness = 1 - warmth;
  return random.weighted<() => Course>([
    [() => ({ kind: 'goes-quiet', meetings: random.int(0, 6) }), 0.04 + 0.4 * coldness ** 2],
    [() => ({ kind: 'broken-off', endsOn: addDays(from, random.int(25, 160)) }), 0.04 + 0.12 * coldness],
    [() => ({ kind: 'runs-to-the-end', endsOn: addDays(from, PLANNED_DAYS + random.int(-14, 14)) }), 0.9],
  ])();
}
