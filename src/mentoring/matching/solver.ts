import maxWeightMatching from 'edmonds-blossom-fixed';
import { LIMITS, PoolTooLarge } from './limits.js';
import type { Objective } from './pool.js';

/** Two vertices, and what they are worth as a pair: a positive integer. */
export type Edge = readonly [a: number, b: number, weight: number];

/**
 * The best set of pairs of a general graph, exactly (Edmonds' blossoms; O(n³) in the worst case). The same edges in the same order give the
 * same pairs.
 *
 * @returns the mate of each of the n vertices, -1 without one
 * @throws PoolTooLarge beyond `LIMITS`
 */
export function solve(edges: readonly Edge[], n: number, objective: Objective): Int32Array {
  if (n > LIMITS.partners || edges.length > LIMITS.edges) throw new PoolTooLarge(n, edges.length);
  const mates = new Int32Array(n).fill(-1);
  if (edges.length > 0) mates.set(maxWeightMatching(edges, objective === 'pairs'));
  return mates;
}
