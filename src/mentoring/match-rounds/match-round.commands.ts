import {
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsUUID,
  Max,
  Min,
} from '../../platform/command-handling/bodies/validators.js';
import { OBJECTIVES } from '../vocabulary.js';
import type { Draft, Parameters, Unmatched } from './match-round.facts.js';

export type Objective = (typeof OBJECTIVES)[number];

/** What a coordinator asks for. The pool is then read, and the round opened with it: `OpenMatchRound`. */
export class StartMatchRound {
  @IsUUID() readonly programId!: string;
  /** `total`: the greatest sum of scores. `pairs`: as many pairs as possible, and then the greatest sum. Without one, `total`. */
  @IsOptional() @IsIn(OBJECTIVES) readonly objective?: Objective;
  /** How many of each partner's best candidates are considered. Without it, 50. */
  @IsOptional() @IsInt() @Min(5) @Max(200) readonly candidatesPerPartner?: number;
  /** Without it, what the program's policy says. */
  @IsOptional() @IsNumber() @Min(0) @Max(1) readonly minReciprocity?: number;
}

/** A round with all that its answer depends on. */
export class OpenMatchRound {
  readonly programId!: string;
  /** A decimal string. */
  readonly poolPosition!: string;
  readonly poolVersion!: number;
  /** SHA-256, hex. */
  readonly poolHash!: string;
  readonly poolSize!: number;
  readonly parameters!: Parameters;
  readonly catalogueVersion!: number;
  readonly engine!: string;
  readonly timeZoneData!: string;
}

/** A chunk of a solution. Chunks are numbered from 0 on; one that comes again changes nothing. */
export class DraftPairs {
  readonly solution!: number;
  readonly chunk!: number;
  readonly pairs!: readonly Draft[];
}

export class LeaveUnmatched {
  readonly solution!: number;
  readonly chunk!: number;
  readonly partners!: readonly Unmatched[];
}

/** Says what all chunks of the solution together hold. */
export class CompleteMatchRound {
  readonly solution!: number;
  readonly pairs!: number;
  readonly unmatched!: number;
  /** Sum of the scores. */
  readonly total!: number;
  /** Partners with at least one allowed candidate, and the allowed pairs among which the best were sought. */
  readonly matchable!: number;
  readonly edges!: number;
}

export class FailMatchRound {
  readonly code!: string;
  readonly message!: string;
}

export class PublishMatchRound {}

export class DiscardMatchRound {}
