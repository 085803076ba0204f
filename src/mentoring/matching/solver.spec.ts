import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LIMITS, PoolTooLarge } from './limits.js';
import { solve, type Edge } from './solver.js';

/** Vertices 0-9; few different weights make many ties. */
const graphs = fc
  .uniqueArray(fc.tuple(fc.nat(9), fc.nat(9), fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 1e6 }))), {
    selector: ([a, b]) => Math.min(a, b) * 10 + Math.max(a, b),
    maxLength: 45,
  })
  .map((triples) => triples.filter(([a, b]) => a !== b).map(([a, b, weight]): Edge => [Math.min(a, b), Math.max(a, b), weight])); // prettier-ignore

describe('solve', () => {
  it.each([
    ['total', ({ weight }: Value) => weight],
    ['pairs', ({ pairs, weight }: Value) => pairs * 1e9 + weight],
  ] as const)('finds what trying every set of pairs finds (%s)', (objective, worth) => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const mates = solve(edges, 10, objective);
        mates.forEach((mate, vertex) => expect(mate < 0 || mates[mate] === vertex).toBe(true));
        const chosen = edges.filter(([a, b]) => mates[a] === b);
        expect(chosen.length * 2).toBe(mates.filter((mate) => mate >= 0).length);
        expect(worth(valueOf(chosen))).toBe(worth(bestValue(edges, worth)));
      }),
      { seed: 4, numRuns: 400 },
    );
  });

  it('gives up a pair for a greater sum only where the sum is the objective', () => {
    const chain: Edge[] = [[0, 1, 2], [1, 2, 5], [2, 3, 2]]; // prettier-ignore
    expect([...solve(chain, 4, 'total')]).toEqual([-1, 2, 1, -1]);
    expect([...solve(chain, 4, 'pairs')]).toEqual([1, 0, 3, 2]);
  });

  it('finds mates through an odd circle', () => {
    const edges: Edge[] = [[0, 1, 8], [0, 2, 9], [1, 2, 10], [2, 3, 7], [0, 5, 5], [3, 4, 6]]; // prettier-ignore
    expect([...solve(edges, 6, 'total')]).toEqual([5, 2, 1, 4, 3, 0]);
  });

  it('leaves everybody alone where there is no edge', () => {
    expect([...solve([], 3, 'pairs')]).toEqual([-1, -1, -1]);
  });

  it('refuses more than it answers in reasonable time, with both figures and what to do', () => {
    const edges = Array.from({ length: LIMITS.edges + 1 }, (): Edge => [0, 1, 1]);
    expect(() => solve(edges, 2000, 'total')).toThrow(PoolTooLarge);
    expect(() => solve(edges, 2000, 'total')).toThrow(
      /2000 partners and 150001 candidate pairs .* Run a round for each cohort/,
    );
    expect(() => solve([], LIMITS.partners + 1, 'total')).toThrow(PoolTooLarge);
  });
});

interface Value {
  readonly pairs: number;
  readonly weight: number;
}

function valueOf(edges: readonly Edge[]): Value {
  return { pairs: edges.length, weight: edges.reduce((sum, [, , weight]) => sum + weight, 0) };
}

/** Takes or leaves each edge in turn. */
function bestValue(edges: readonly Edge[], worth: (value: Value) => number): Value {
  const best = new Map<string, Value>();
  const from = (at: number, taken: number): Value => {
    const edge = edges[at];
    if (!edge) return { pairs: 0, weight: 0 };
    const key = `${at} ${taken}`;
    const known = best.get(key);
    if (known) return known;
    const [a, b, weight] = edge;
    let value = from(at + 1, taken);
    if ((taken & ((1 << a) | (1 << b))) === 0) {
      const rest = from(at + 1, taken | (1 << a) | (1 << b));
      const other = { pairs: rest.pairs + 1, weight: rest.weight + weight };
      if (worth(other) > worth(value)) value = other;
    }
    best.set(key, value);
    return value;
  };
  return from(0, 0);
}
