import { candidatesIn, type CandidateGraph } from './candidate-graph.js';
import { LIMITS, PoolTooLarge } from './limits.js';
import { PairScorer, scoringContext } from './pair-score.js';
import type { MatchParameters, MatchProgress, MatchResult, PoolPartner } from './pool.js';
import { ScoringPool } from './scoring-pool.js';
import { solve, type Edge } from './solver.js';
import { explainUnmatched } from './unmatched.js';

/**
 * The best set of pairs for a round, with reasons for each pair and for everybody who is left. Everybody gets one partner at most.
 *
 * The set is the exact optimum over each partner's best candidates, widened until nobody who is left could take the place of a worse
 * partner in any allowed pair. It depends on nothing but the arguments and the runtime's time zone data; the order of the pool does not matter.
 *
 * @throws PoolTooLarge beyond `LIMITS`, before anything is solved
 * @throws RangeError for an unknown zone, slot or day, and for a partner who is in the pool twice
 */
export function matchPool(
  pool: readonly PoolPartner[],
  parameters: MatchParameters,
  onProgress: MatchProgress = () => {},
): MatchResult {
  if (pool.length > LIMITS.partners) throw new PoolTooLarge(pool.length);
  const n = pool.length;
  const scoringPool = new ScoringPool(pool, parameters, scoringContext(parameters).hours);
  const scorer = new PairScorer(scoringPool, parameters);
  const graph = candidatesIn(scoringPool, scorer, parameters, (done) => onProgress('scoring', done, n));

  onProgress('solving', 0, n);
  const { edges, mates } = solveWidening(graph, scorer, parameters);
  onProgress('solving', n, n);

  const drafts = [...mates.entries()].filter(([a, b]) => a < b).map(([a, b]) => scorer.draft(a, b));
  const unmatched = explainUnmatched(scoringPool, scorer, graph, mates, (done) => onProgress('explaining', done, n));
  return {
    drafts,
    unmatched,
    total: drafts.reduce((sum, draft) => sum + draft.score, 0),
    edges: edges.length,
    matchable: graph.candidates.filter((candidates) => candidates > 0).length,
  };
}

/**
 * The best candidates alone can leave somebody whose further candidates are free, or in a pair worth less. Such pairs are added and the
 * whole is solved again, until there is none.
 */
function solveWidening(
  graph: CandidateGraph,
  scorer: PairScorer,
  { objective, candidatesPerPartner }: MatchParameters,
) {
  const n = graph.partnerIds.length;
  let edges = graph.edges;
  for (;;) {
    const mates = solve(edges, n, objective);
    const missed = missedPairs(edges, mates, graph, scorer, candidatesPerPartner);
    if (missed.length === 0) return { edges, mates };
    edges = [...edges, ...missed].sort(([a, b], [c, d]) => a - c || b - d);
  }
}

/** For each who is left, the best pairs, at most k, with somebody who is free or in a draft worth less. */
function missedPairs(
  edges: readonly Edge[],
  mates: Int32Array,
  { candidates }: CandidateGraph,
  scorer: PairScorer,
  k: number,
): readonly Edge[] {
  const worth = new Int32Array(mates.length);
  for (const [a, b, weight] of edges) if (mates[a] === b) worth[a] = worth[b] = weight;

  const scores = new Int32Array(mates.length);
  const missed = new Map<string, Edge>();
  mates.forEach((mate, partner) => {
    if (mate >= 0 || candidates[partner] === 0) return;
    scorer.scores(partner, 0, scores);
    const better = [...scores.entries()].filter(([other, score]) => score > (worth[other] ?? 0));
    for (const [other, score] of better.sort(([, one], [, another]) => another - one).slice(0, k)) {
      const [a, b] = partner < other ? [partner, other] : [other, partner];
      missed.set(`${a} ${b}`, [a, b, score]);
    }
  });
  return [...missed.values()];
}
