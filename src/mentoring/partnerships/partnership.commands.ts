import type { Static } from 'typebox';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInstant,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Max,
  Min,
  Type,
  ValidateNested,
} from '../../platform/command-handling/bodies/validators.js';
import type { Why } from '../fields.js';
import {
  CLOSURE_REASONS,
  CORRECTION_REASONS,
  DECLINE_REASONS,
  DISPUTE_REASONS,
  METHODS,
  type LAPSE_REASONS,
} from '../vocabulary.js';

const MAX_TOPIC = 200;
const MAX_WORDS = 4000;

/** What can be asked of a partnership. `a`, `b`, `from`, `to` and `onBehalfOf` are partner ids. */
export class ProposePair {
  @IsUUID() readonly programId!: string;
  @IsUUID() readonly a!: string;
  @IsUUID() readonly b!: string;
}

/** Asked for by the system when a match round is published; the partnership's id derives from the round and the pair. */
export class ProposeDraft {
  readonly programId!: string;
  readonly roundId!: string;
  readonly a!: string;
  readonly b!: string;
  /** round(score × 1e6) */
  readonly score!: number;
  readonly why!: Static<typeof Why>;
}

export class AcceptProposal {
  @IsOptional() @IsUUID() readonly onBehalfOf?: string;
  /** Why somebody else accepts for them. */
  @IsOptional() @Length(1, MAX_WORDS) readonly reason?: string;
}

export class DeclineProposal {
  @IsIn(DECLINE_REASONS) readonly reason!: (typeof DECLINE_REASONS)[number];
  @IsOptional() @Length(1, MAX_WORDS) readonly words?: string;
}

/** Asked for by the system. */
export class LapseProposal {
  readonly reason!: (typeof LAPSE_REASONS)[number];
}

/** Asked for by the system, when both hold a slot for it. */
export class FormPair {}

class Contribution {
  @IsUUID() readonly from!: string;
  @IsUUID() readonly to!: string;
  @Length(1, MAX_TOPIC) readonly topic!: string;
  @IsOptional() @Length(1, MAX_TOPIC) readonly skill?: string;
  @IsInt() @Min(1) @Max(1440) readonly minutes!: number;
  @IsOptional() @IsIn(METHODS) readonly how?: (typeof METHODS)[number];
}

export class LogExchange {
  @IsInstant() readonly heldAt!: string;
  @IsInt() @Min(1) @Max(1440) readonly minutes!: number;
  @IsIn(METHODS) readonly method!: (typeof METHODS)[number];

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => Contribution)
  readonly contributions!: readonly Contribution[];

  @IsOptional() @Length(1, MAX_TOPIC) readonly place?: string;
  @IsOptional() @Length(1, MAX_WORDS) readonly note?: string;
}

export class ConfirmExchange {
  @IsUUID() readonly exchangeId!: string;
  /** The version that was seen. */
  @IsInt() @Min(1) readonly version!: number;
  @IsOptional() @IsUUID() readonly onBehalfOf?: string;
  /** Why somebody else confirms for them. */
  @IsOptional() @Length(1, MAX_WORDS) readonly reason?: string;
}

export class DisputeExchange {
  @IsUUID() readonly exchangeId!: string;
  @IsInt() @Min(1) readonly version!: number;
  @IsIn(DISPUTE_REASONS) readonly reason!: (typeof DISPUTE_REASONS)[number];
  @IsOptional() @Length(1, MAX_WORDS) readonly words?: string;
}

export class WithdrawDispute {
  @IsUUID() readonly exchangeId!: string;
}

/** The whole exchange as it should stand. */
export class CorrectExchange extends LogExchange {
  @IsUUID() readonly exchangeId!: string;
  /** The version that was seen; without it, whichever stands. */
  @IsOptional() @IsInt() @Min(1) readonly version?: number;
  @IsIn(CORRECTION_REASONS) readonly reason!: (typeof CORRECTION_REASONS)[number];
  @IsOptional() @Length(1, MAX_WORDS) readonly words?: string;
}

export class VoidExchange {
  @IsUUID() readonly exchangeId!: string;
  @IsIn(CORRECTION_REASONS) readonly reason!: (typeof CORRECTION_REASONS)[number];
  @IsOptional() @Length(1, MAX_WORDS) readonly words?: string;
}

export class BeginClosure {
  @IsIn(CLOSURE_REASONS) readonly reason!: (typeof CLOSURE_REASONS)[number];
  @IsOptional() @Length(1, MAX_WORDS) readonly words?: string;
}

export class SubmitReflection {
  /** How much one gave and received, 1 (little) to 5 (much). */
  @IsInt() @Min(1) @Max(5) readonly gave!: number;
  @IsInt() @Min(1) @Max(5) readonly received!: number;
  @IsOptional() @IsBoolean() readonly continueInformally?: boolean;
  @IsOptional() @Length(1, MAX_WORDS) readonly text?: string;
}

export class ClosePartnership {
  /** Without it, the reason for which closing was begun. */
  @IsOptional() @IsIn(CLOSURE_REASONS) readonly reason?: (typeof CLOSURE_REASONS)[number];
  /** A coordinator closes without the reflections that are missing, and says why in `words`. */
  @IsOptional() @IsBoolean() readonly waive?: boolean;
  @IsOptional() @Length(1, MAX_WORDS) readonly words?: string;
}
