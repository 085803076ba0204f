import { RULES, type Draft, type MatchParameters, type PoolPartner, type Rule } from './pool.js';
import { ScoringPool } from './scoring-pool.js';
import { SharedHours } from './shared-hours.js';

export type PairScore =
  | { readonly feasible: true; readonly draft: Draft }
  /** The gains are those of the partners as given. Without a rule, one of them is zero. */
  | { readonly feasible: false; readonly aGain: number; readonly bGain: number; readonly rules: readonly Rule[] };

/** What scoring remembers from pair to pair: how the zones lie to one another. */
export interface ScoringContext {
  readonly hours: SharedHours;
}

export function scoringContext({ availabilityFrom }: MatchParameters): ScoringContext {
  return { hours: new SharedHours(availabilityFrom) };
}

/** Two partners, with all that speaks for and against them as a pair. The order in which they are given makes no difference to a draft. */
export function scorePair(
  a: PoolPartner,
  b: PoolPartner,
  parameters: MatchParameters,
  context: ScoringContext = scoringContext(parameters),
): PairScore {
  const pool = new ScoringPool([a, b], parameters, context.hours);
  const scorer = new PairScorer(pool, parameters);
  const [aGain, bGain] = [pool.skills.learnings(0, 1).gain, pool.skills.learnings(1, 0).gain];
  const rules = scorer.rulesAgainst(0, 1, aGain, bGain);
  if (rules.length === 0 && aGain > 0 && bGain > 0) return { feasible: true, draft: scorer.draft(0, 1) };
  return pool.partners[0] === a
    ? { feasible: false, aGain, bGain, rules }
    : { feasible: false, aGain: bGain, bGain: aGain, rules };
}

/** Free this many hours a week together, two have all they need: more adds nothing. */
const AMPLE_HOURS = 4;
const MAX_WAITED_ROUNDS = 5;
/** Scores are integers in this unit, so that sums and differences of them are exact. */
const SCORE_UNIT = 1e6;

/** Scores pairs of one pool. */
export class PairScorer {
  readonly #learns: Float64Array;
  readonly #teaches: Float64Array;

  constructor(
    private readonly pool: ScoringPool,
    private readonly parameters: MatchParameters,
  ) {
    this.#learns = new Float64Array(pool.size);
    this.#teaches = new Float64Array(pool.size);
  }

  /** The scores of a member with all from another on; 0 where they are no pair. */
  scores(member: number, from: number, into: Int32Array): void {
    this.pool.skills.gains(member, this.#learns, this.#teaches);
    into.fill(0);
    for (let other = from; other < into.length; other++) {
      const learns = this.#learns[other] ?? 0;
      const teaches = this.#teaches[other] ?? 0;
      if (learns > 0 && teaches > 0 && other !== member) into[other] = this.#score(member, other, learns, teaches);
    }
  }

  /** Every rule that forbids the pair, given what i and j gain from one another. */
  rulesAgainst(i: number, j: number, iGain: number, jGain: number): readonly Rule[] {
    const { pool, parameters } = this;
    const gap = parameters.maxTimeZoneGapHours;
    const holds: Readonly<Record<Rule, boolean>> = {
      'same-person': pool.barsBetween(i, j).includes('same-person'),
      excluded: pool.barsBetween(i, j).includes('excluded'),
      'previous-pair': pool.barsBetween(i, j).includes('previous-pair'),
      'reporting-line': pool.barsBetween(i, j).includes('reporting-line'),
      'time-zone-gap': gap !== undefined && pool.zoneGap(i, j) > gap,
      'no-shared-language': !pool.shareLanguage(i, j),
      'no-shared-hours': pool.sharedMinutes(i, j) === 0 && !pool.shareAsynchronousMethod(i, j),
      'min-reciprocity': this.#tooOneSided(iGain, jGain),
    };
    return RULES.filter((rule) => holds[rule]);
  }

  /** A feasible pair, explained. */
  draft(i: number, j: number): Draft {
    const [first, second] = i < j ? [i, j] : [j, i];
    const a = this.pool.skills.learnings(first, second);
    const b = this.pool.skills.learnings(second, first);
    const minutes = this.pool.sharedMinutes(first, second);
    return {
      a: this.pool.partner(first).partnerId,
      b: this.pool.partner(second).partnerId,
      score: this.#scoreOf(first, second, a.gain, b.gain, minutes),
      aLearns: a.learnings,
      bLearns: b.learnings,
      aGain: a.gain,
      bGain: b.gain,
      factors: {
        reciprocal: harmonicMean(a.gain, b.gain),
        availability: availability(minutes),
        styles: this.#styles(first, second),
        methods: this.#methods(first, second),
        generations: this.#generations(first, second),
        waiting: this.#waiting(first, second),
        sharedHours: SharedHours.perWeek(minutes),
      },
    };
  }

  /** The same as `rulesAgainst` and `draft` say, at the price of a pair among millions. */
  #score(i: number, j: number, iGain: number, jGain: number): number {
    const { pool } = this;
    const gap = this.parameters.maxTimeZoneGapHours;
    if (this.#tooOneSided(iGain, jGain) || !pool.shareLanguage(i, j) || pool.barsBetween(i, j).length > 0) return 0;
    const minutes = pool.sharedMinutes(i, j);
    if (minutes === 0 && !pool.shareAsynchronousMethod(i, j)) return 0;
    if (gap !== undefined && pool.zoneGap(i, j) > gap) return 0;
    return this.#scoreOf(i, j, iGain, jGain, minutes);
  }

  #scoreOf(i: number, j: number, iGain: number, jGain: number, minutes: number): number {
    const product =
      harmonicMean(iGain, jGain) *
      availability(minutes) *
      this.#styles(i, j) *
      this.#methods(i, j) *
      this.#generations(i, j) *
      this.#waiting(i, j);
    // A pair that is allowed is worth more than none, however little each gains.
    return Math.max(1, Math.round(product * SCORE_UNIT));
  }

  #styles(i: number, j: number): number {
    return 0.85 + 0.15 * this.pool.styleOverlap(i, j);
  }

  #methods(i: number, j: number): number {
    return 0.88 + 0.12 * this.pool.methodOverlap(i, j);
  }

  #generations(i: number, j: number): number {
    return this.pool.sameGeneration(i, j) ? 1 : 1 + this.parameters.weights.generationBonus;
  }

  #waiting(i: number, j: number): number {
    const rounds =
      Math.min(this.pool.waitedRounds(i), MAX_WAITED_ROUNDS) + Math.min(this.pool.waitedRounds(j), MAX_WAITED_ROUNDS);
    return 1 + this.parameters.weights.waitingBonus * rounds;
  }

  #tooOneSided(iGain: number, jGain: number): boolean {
    return iGain > 0 && jGain > 0 && Math.min(iGain, jGain) / Math.max(iGain, jGain) < this.parameters.minReciprocity;
  }
}

function harmonicMean(one: number, other: number): number {
  return (2 * one * other) / (one + other);
}

function availability(minutes: number): number {
  return 0.88 + 0.12 * Math.min(1, SharedHours.perWeek(minutes) / AMPLE_HOURS);
}
