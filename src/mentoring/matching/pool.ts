/** One partner as a round sees them. Every list is a set: its order and repetitions carry no meaning. */
export interface PoolPartner {
  readonly partnerId: string;
  readonly personId: string;
  /** `skill` is an id of the catalogue, aliases already folded; `level` 1-5, 5 is the most proficient. */
  readonly offers: readonly { readonly skill: string; readonly level: number }[];
  /** `priority` 1-3, **3 is the strongest**: `Go:3` in a roster is wanted three times as much as `Go:1`. */
  readonly wants: readonly { readonly skill: string; readonly priority: number }[];
  readonly learningStyles: readonly string[];
  readonly methods: readonly string[];
  /** Local slots `mon-am` to `sun-pm`: am 9-12, noon 12-14, pm 14-17. Another word is a RangeError. */
  readonly availability: readonly string[];
  /** An IANA zone. One that the runtime does not know is a RangeError. */
  readonly timeZone: string;
  readonly languages: readonly string[];
  readonly generation: string;
  /** A personId. */
  readonly managerId?: string;
  /** personIds they shall not be paired with; holds in both directions. */
  readonly excluded: readonly string[];
  /** personIds of those with whom a pair was formed or proposed too recently to repeat; holds in both directions. */
  readonly previous: readonly string[];
  readonly waitedRounds: number;
}

/** `total`: the greatest sum of scores. `pairs`: as many pairs as possible, and among those the greatest sum. */
export type Objective = 'total' | 'pairs';

export interface MatchParameters {
  readonly objective: Objective;
  /** A day, YYYY-MM-DD: shared hours are counted in the 4 weeks from 00:00 UTC of that day, by the zones' own rules. */
  readonly availabilityFrom: string;
  /** How many of a partner's best candidates are kept; a pair stays when it is among the best of either side. */
  readonly candidatesPerPartner: number;
  readonly excludeReportingLine: boolean;
  /** Hours between the wall clocks on `availabilityFrom`, the shorter way around the dial (0-12). */
  readonly maxTimeZoneGapHours?: number;
  /** 0-1: what the one with the smaller gain gets ÷ what the other gets must not be below. */
  readonly minReciprocity: number;
  readonly weights: {
    /** 0-1: what an offered skill of the same category is worth beside the wanted skill itself. */
    readonly relatedSkill: number;
    /** Added to a factor of 1 when the two are of different generations. */
    readonly generationBonus: number;
    /** Added to a factor of 1 for each round that either waited, at most 5 rounds each. */
    readonly waitingBonus: number;
  };
  /** skill id → category id. A skill that is not here is related to none. */
  readonly categories: Readonly<Record<string, string>>;
}

/** A score is the product of all of these but `sharedHours`. */
export interface Factors {
  /** Harmonic mean of both gains, 0-1. */
  readonly reciprocal: number;
  /** 0.88-1. */
  readonly availability: number;
  /** 0.85-1. */
  readonly styles: number;
  /** 0.88-1. */
  readonly methods: number;
  /** 1, or 1 + generationBonus. */
  readonly generations: number;
  /** 1 or more. */
  readonly waiting: number;
  /** For information: hours a week that both are free, on the average of the 4 weeks. */
  readonly sharedHours: number;
}

/** What one learns from the other: a want of the learner, and the offer of the other that covers it best. */
export interface Learning {
  /** The wanted skill. */
  readonly skill: string;
  /** The offered skill that covers it: the same, or a related one. */
  readonly by: string;
  /** Level of the offer, 1-5. */
  readonly level: number;
  /** Priority of the want, 1-3. */
  readonly priority: number;
}

/** A pair that may be proposed. */
export interface Draft {
  /** partnerIds, a < b. */
  readonly a: string;
  readonly b: string;
  /** An integer, the product of the factors in millionths and at least 1: sums of scores are exact. */
  readonly score: number;
  /** What each learns, what counts most first. */
  readonly aLearns: readonly Learning[];
  readonly bLearns: readonly Learning[];
  /** 0-1: the share of their wants, weighted by priority, that the other covers; full at level 5. */
  readonly aGain: number;
  readonly bGain: number;
  readonly factors: Factors;
}

/** What can forbid a pair in which each could teach the other something. */
export const RULES = [
  'same-person',
  'excluded',
  'previous-pair',
  'reporting-line',
  'time-zone-gap',
  'no-shared-language',
  'no-shared-hours',
  'min-reciprocity',
] as const;
export type Rule = (typeof RULES)[number];

/**
 * Why somebody is left. The first that is true, in this order:
 * - `nobody-offers-what-they-want`: nobody else in the pool offers a skill they want, or a related one (true too of one without wants).
 * - `nobody-wants-what-they-offer`: nobody else wants a skill they offer, or a related one.
 * - `no-reciprocal-partner`: some could teach them and some could learn from them, but nobody is both.
 * - `rules-remove-every-partner`: each one who is both is forbidden by a rule.
 * - `odd-one-out`: the partners who can be reached from them over allowed pairs are, with them, odd in number, and they alone are left of those.
 * - `candidates-are-worth-more-elsewhere`: each allowed candidate is in a draft whose score is at least the score with them.
 */
export type UnmatchedReason =
  | 'nobody-offers-what-they-want'
  | 'nobody-wants-what-they-offer'
  | 'no-reciprocal-partner'
  | 'rules-remove-every-partner'
  | 'candidates-are-worth-more-elsewhere'
  | 'odd-one-out';

export interface Unmatched {
  readonly partnerId: string;
  readonly reason: UnmatchedReason;
  /** With `rules-remove-every-partner`: the rule that forbids most of their reciprocal partners; of equals, the first in `RULES`. */
  readonly rule?: Rule;
  /** With how many of the pool they may be paired. */
  readonly candidates: number;
}

export interface MatchResult {
  /** By `a`. */
  readonly drafts: readonly Draft[];
  /** By partnerId. */
  readonly unmatched: readonly Unmatched[];
  /** Sum of the drafts' scores. */
  readonly total: number;
  /** Pairs among which the best set was sought. */
  readonly edges: number;
  /** Partners with at least one whom they may be paired with. */
  readonly matchable: number;
}

export type MatchStage = 'scoring' | 'solving' | 'explaining';
export type MatchProgress = (stage: MatchStage, done: number, of: number) => void;
