import { describe, expect, it } from '@jest/globals';
import { seededRandom } from './random.js';

const times = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a seeded random stream', () => {
  it('gives the same draws for the same seed, and others for another', () => {
    const draws = (seed: number | string) => times(50, seededRandom(seed).next);
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).toEqual(draws('7'));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it('forks a stream that earlier draws do not shift', () => {
    const fresh = seededRandom(7);
    const used = seededRandom(7);
    times(1000, used.next);
    expect(times(20, used.fork('people').next)).toEqual(times(20, fresh.fork('people').next));
  });

  it('forks different streams by name and by parent', () => {
    const root = seededRandom(7);
    const first = [
      root,
      root.fork('a'),
      root.fork('b'),
      root.fork('a').fork('b'),
      root.fork('b').fork('a'),
      root.fork('a b'),
      seededRandom(8).fork('a'),
    ].map((random) => random.next());
    expect(new Set(first).size).toBe(first.length);
  });

  it('draws uniformly: every tenth of [0, 1) gets its tenth', () => {
    const random = seededRandom('uniform');
    const tenths = new Array<number>(10).fill(0);
    for (const value of times(50_000, random.next)) tenths[Math.floor(value * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count - 5_000)).toBeLessThan(350); // five standard deviations
  });

  it('draws whole numbers with both ends', () => {
    const random = seededRandom('dice');
    expect([...new Set(times(500, () => random.int(1, 6)))].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(random.int(3, 3)).toBe(3);
  });

  it('draws weighted values in proportion, and never one of weight 0', () => {
    const random = seededRandom('weights');
    const draws = times(10_000, () =>
      random.weighted([
        ['never', 0],
        ['often', 3],
        ['seldom', 1],
      ] as const),
    );
    expect(draws).not.toContain('never');
    expect(draws.filter((draw) => draw === 'often').length / draws.length).toBeCloseTo(0.75, 1);
  });

  it('refuses to pick from nothing', () => {
    expect(() => seededRandom(1).pick([])).toThrow(RangeError);
    expect(() => seededRandom(1).weighted([['never', 0]])).toThrow(RangeError);
  });

  it('samples different elements, the heavier ones more often', () => {
    const random = seededRandom('sample');
    const samples = times(2_000, () => random.some([1, 2, 3, 4, 5], 2, (value) => (value === 5 ? 10 : 1)));
    for (const sample of samples) expect(new Set(sample).size).toBe(2);
    const share = (value: number) => samples.filter((sample) => sample.includes(value)).length / samples.length;
    expect(share(5)).toBeGreaterThan(0.8);
    expect(share(1)).toBeLessThan(0.4);
    expect(random.some([1, 2], 5)).toHaveLength(2);
  });

  it('shuffles into a new list and leaves the old one alone', () => {
    const list = times(20, () => 0).map((_, index) => index);
    const shuffled = seededRandom('cards').shuffle(list);
    expect(shuffled).not.toEqual(list);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(list);
  });

  it('has the mean and spread that were asked for', () => {
    const random = seededRandom('moments');
    const normal = times(20_000, () => random.normal(10, 2));
    expect(mean(normal)).toBeCloseTo(10, 1);
    expect(Math.sqrt(mean(normal.map((value) => (value - 10) ** 2)))).toBeCloseTo(2, 1);
    for (const expected of [0.5, 4, 90]) {
      const counts = times(5_000, () => random.poisson(expected));
      expect(Math.abs(mean(counts) - expected)).toBeLessThan(5 * Math.sqrt(expected / 5_000));
      expect(mean(counts.map((count) => (count - expected) ** 2)) / expected).toBeCloseTo(1, 0);
    }
    expect(random.poisson(0)).toBe(0);
  });
});
