import { PairScorer, scoringContext, type ScoringContext } from './pair-score.js';
import type { MatchParameters, PoolPartner } from './pool.js';
import { ScoringPool } from './scoring-pool.js';
import type { Edge } from './solver.js';

/** Who may be paired with whom. Partners go by their number in the order of partnerIds. */
export interface CandidateGraph {
  readonly partnerIds: readonly string[];
  /** Each partner's best candidates, from either side; a < b, in ascending order. */
  readonly edges: readonly Edge[];
  /** With how many each partner may be paired, whether or not they are among the best. */
  readonly candidates: Int32Array;
  /** Partners who can be reached from one another over pairs that are allowed have the same number here. */
  readonly component: Int32Array;
}

export function candidateGraph(
  pool: readonly PoolPartner[],
  parameters: MatchParameters,
  context: ScoringContext = scoringContext(parameters),
): CandidateGraph {
  const scoringPool = new ScoringPool(pool, parameters, context.hours);
  return candidatesIn(scoringPool, new PairScorer(scoringPool, parameters), parameters);
}

export function candidatesIn(
  pool: ScoringPool,
  scorer: PairScorer,
  { candidatesPerPartner }: MatchParameters,
  onProgress: (done: number) => void = () => {},
): CandidateGraph {
  const best = new BestCandidates(pool.size, candidatesPerPartner);
  const candidates = new Int32Array(pool.size);
  const components = new Components(pool.size);
  const scores = new Int32Array(pool.size);
  for (let a = 0; a < pool.size; a++) {
    scorer.scores(a, a + 1, scores);
    for (let b = a + 1; b < pool.size; b++) {
      const score = scores[b] ?? 0;
      if (score === 0) continue;
      best.offer(a, b, score);
      best.offer(b, a, score);
      candidates[a] = (candidates[a] ?? 0) + 1;
      candidates[b] = (candidates[b] ?? 0) + 1;
      components.join(a, b);
    }
    onProgress(a + 1);
  }
  return {
    partnerIds: pool.partners.map((partner) => partner.partnerId),
    edges: best.edges(),
    candidates,
    component: components.numbers(),
  };
}

/** The k best candidates of each of n partners, best first; of equals, the one with the lower number. */
class BestCandidates {
  readonly #count: Int32Array;
  readonly #others: Int32Array;
  readonly #scores: Int32Array;

  constructor(
    private readonly n: number,
    private readonly k: number,
  ) {
    if (!Number.isInteger(k) || k < 1)
      throw new RangeError(`${k} candidates per partner: a whole number from 1 on is needed.`);
    this.k = Math.min(k, n);
    this.#count = new Int32Array(n);
    this.#others = new Int32Array(n * this.k);
    this.#scores = new Int32Array(n * this.k);
  }

  /** A partner's candidates are offered in ascending order, so that of equals the first offered stays ahead. */
  offer(partner: number, other: number, score: number): void {
    const start = partner * this.k;
    const count = this.#count[partner] ?? 0;
    let at = start + count;
    if (count === this.k) {
      if (score <= (this.#scores[--at] ?? 0)) return;
    } else this.#count[partner] = count + 1;
    for (; at > start && score > (this.#scores[at - 1] ?? 0); at--) {
      this.#scores[at] = this.#scores[at - 1] ?? 0;
      this.#others[at] = this.#others[at - 1] ?? 0;
    }
    this.#scores[at] = score;
    this.#others[at] = other;
  }

  edges(): readonly Edge[] {
    const weights = new Map<number, number>();
    for (let partner = 0; partner < this.n; partner++)
      for (let at = partner * this.k; at < partner * this.k + (this.#count[partner] ?? 0); at++) {
        const other = this.#others[at] ?? 0;
        weights.set(Math.min(partner, other) * this.n + Math.max(partner, other), this.#scores[at] ?? 0);
      }
    return [...weights]
      .sort(([one], [other]) => one - other)
      .map(([key, weight]) => [Math.floor(key / this.n), key % this.n, weight]);
  }
}

/** Union-find with path halving. */
class Components {
  readonly #parents: Int32Array;

  constructor(n: number) {
    this.#parents = Int32Array.from({ length: n }, (_, member) => member);
  }

  join(a: number, b: number): void {
    const [first, second] = [this.#root(a), this.#root(b)];
    if (first !== second) this.#parents[Math.max(first, second)] = Math.min(first, second);
  }

  numbers(): Int32Array {
    return this.#parents.map((_, member) => this.#root(member));
  }

  #root(member: number): number {
    let at = member;
    for (let parent = this.#parents[at] ?? at; parent !== at; parent = this.#parents[at] ?? at) {
      this.#parents[at] = this.#parents[parent] ?? parent;
      at = parent;
    }
    return at;
  }
}
