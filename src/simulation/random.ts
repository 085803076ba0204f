import { hash } from 'node:crypto';

/** A stream of draws that is fully determined by its seed. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  /** Throws RangeError for an empty list. */
  pick<T>(list: readonly T[]): T;
  /** One value, drawn in proportion to its weight (≥ 0, not all 0). */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T;
  /** Up to `count` different elements, heavier ones more often and earlier; elements of weight 0 never. */
  some<T>(list: readonly T[], count: number, weightOf?: (element: T) => number): T[];
  /** A new list. */
  shuffle<T>(list: readonly T[]): T[];
  normal(mean: number, sd: number): number;
  /** A normal draw that is kept within 0 … 1. */
  share(mean: number, sd: number): number;
  /** How long to wait for what may happen at any time alike. */
  exponential(mean: number): number;
  poisson(mean: number): number;
  /** A stream of its own, which depends on the seed and the name alone: what was drawn here before does not shift it. */
  fork(name: string): Random;
}

export function seededRandom(seed: number | string): Random {
  return randomFrom(digest(`seed ${seed}`));
}

function randomFrom(key: Buffer): Random {
  const next = sfc32(key);
  const normal = (mean: number, sd: number) =>
    mean + sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const exponential = (mean: number) => -Math.log(1 - next()) * mean;
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));

  const some = <T>(list: readonly T[], count: number, weightOf: (element: T) => number = () => 1): T[] =>
    list
      .map((element) => ({ element, weight: weightOf(element) }))
      .filter(({ weight }) => weight > 0)
      // The first to arrive, the heavier at a higher rate, are a weighted sample without replacement.
      .map(({ element, weight }) => ({ element, arrival: exponential(1 / weight) }))
      .sort((one, other) => one.arrival - other.arrival)
      .slice(0, Math.max(0, count))
      .map(({ element }) => element);

  return {
    next,
    int,
    some,
    normal,
    exponential,
    chance: (probability) => next() < probability,
    shuffle: (list) => some(list, list.length),

    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new RangeError('There is nothing to pick from.');
      return list[int(0, list.length - 1)] as T; // within bounds
    },

    weighted<T>(choices: readonly (readonly [T, number])[]): T {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of choices) {
        if (left < weight) return value;
        left -= weight;
      }
      throw new RangeError('There is nothing to draw: no choice has a weight.');
    },

    share: (mean, sd) => Math.min(1, Math.max(0, normal(mean, sd))),
    poisson: (mean) => poisson(mean, next),
    fork: (name) => randomFrom(digest(`${key.toString('hex')} ${name}`)),
  };
}

const digest = (text: string) => hash('sha256', text, 'buffer');

/** Chris Doty-Humphrey's small fast chaotic generator with a counter, 32 bit. */
function sfc32(key: Buffer): () => number {
  let a = key.readUInt32LE(0);
  let b = key.readUInt32LE(4);
  let c = key.readUInt32LE(8);
  let counter = key.readUInt32LE(12);
  return () => {
    const output = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + output) | 0;
    return (output >>> 0) / 2 ** 32;
  };
}

/** Counts how many uniform factors fit above e^-mean (Knuth); large means are halved, or e^-mean would vanish. */
function poisson(mean: number, next: () => number): number {
  if (mean > 30) return poisson(mean / 2, next) + poisson(mean / 2, next);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}
