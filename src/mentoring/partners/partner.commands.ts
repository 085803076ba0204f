import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsTimeZone,
  IsUUID,
  Length,
  Max,
  Min,
  Type,
  ValidateNested,
} from '../../platform/command-handling/bodies/validators.js';
import { AVAILABILITY_SLOTS, LEARNING_STYLES, METHODS, WITHDRAWAL_REASONS } from '../vocabulary.js';
import type { AvailabilitySlot, LearningStyle, MeetingMethod } from './partner.facts.js';

const MAX_SKILLS = 60;
const MAX_CAPACITY = 20;

export class InvitePartner {
  @IsUUID() readonly programId!: string;
  @IsUUID() readonly personId!: string;
}

export class OfferBody {
  @Length(1, 100) readonly skill!: string;
  /** 5: could teach anyone. */
  @IsInt() @Min(1) @Max(5) readonly level!: number;
}

export class WantBody {
  @Length(1, 100) readonly skill!: string;
  /** 3: the strongest wish. */
  @IsInt() @Min(1) @Max(3) readonly priority!: number;
}

export class JoinProgram {
  @IsUUID() readonly programId!: string;
  @IsUUID() readonly personId!: string;
  /** Of the privacy notice that they agreed to. */
  @Length(1, 100) readonly noticeVersion!: string;
  @IsOptional() @IsUUID() readonly cohortId?: string;
  @IsArray() @ArrayMaxSize(20) @ArrayUnique() @Length(1, 40, { each: true }) readonly languages!: readonly string[];
  /** Without one, that of the person. */
  @IsOptional() @IsTimeZone() readonly timeZone?: string;
  @IsArray()
  @ArrayUnique()
  @IsIn(AVAILABILITY_SLOTS, { each: true })
  readonly availability!: readonly AvailabilitySlot[];
  @IsArray() @ArrayUnique() @IsIn(METHODS, { each: true }) readonly methods!: readonly MeetingMethod[];
  @IsArray()
  @ArrayMaxSize(MAX_SKILLS)
  @ValidateNested({ each: true })
  @Type(() => OfferBody)
  readonly offers!: readonly OfferBody[];
  @IsArray()
  @ArrayMaxSize(MAX_SKILLS)
  @ValidateNested({ each: true })
  @Type(() => WantBody)
  readonly wants!: readonly WantBody[];
  @IsArray() @ArrayUnique() @IsIn(LEARNING_STYLES, { each: true }) readonly learningStyles!: readonly LearningStyle[];
  /** Partnerships at a time. Without one, 1: nobody is given more than they asked for. */
  @IsOptional() @IsInt() @Min(1) @Max(MAX_CAPACITY) readonly capacity?: number;
}

export class DeclareOffers {
  @IsArray()
  @ArrayMaxSize(MAX_SKILLS)
  @ValidateNested({ each: true })
  @Type(() => OfferBody)
  readonly offers!: readonly OfferBody[];
}

export class DeclareWants {
  @IsArray()
  @ArrayMaxSize(MAX_SKILLS)
  @ValidateNested({ each: true })
  @Type(() => WantBody)
  readonly wants!: readonly WantBody[];
}

export class DescribeLearningStyle {
  @IsArray() @ArrayUnique() @IsIn(LEARNING_STYLES, { each: true }) readonly learningStyles!: readonly LearningStyle[];
}

/** Time zone and languages stay as they are when left out. */
export class StateAvailability {
  @IsOptional() @IsTimeZone() readonly timeZone?: string;
  @IsArray()
  @ArrayUnique()
  @IsIn(AVAILABILITY_SLOTS, { each: true })
  readonly availability!: readonly AvailabilitySlot[];
  @IsArray() @ArrayUnique() @IsIn(METHODS, { each: true }) readonly methods!: readonly MeetingMethod[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 40, { each: true })
  readonly languages?: readonly string[];
}

export class SetCapacity {
  /** Partnerships at a time. What is held beyond it stays; it bars the next. */
  @IsInt() @Min(1) @Max(MAX_CAPACITY) readonly capacity!: number;
}

export class PauseParticipation {}

export class ResumeParticipation {}

export class Withdraw {
  @IsIn(WITHDRAWAL_REASONS) readonly reason!: (typeof WITHDRAWAL_REASONS)[number];
  @IsOptional() @Length(1, 2000) readonly words?: string;
}

export class RejoinProgram {}

export class ExcludePair {
  @IsUUID() readonly otherPersonId!: string;
  @IsOptional() @Length(1, 2000) readonly words?: string;
}

/** Asked when what HR knows of the person has changed. What is left out is not known any longer. */
export class UpdateDetails {
  readonly generation!: string;
  readonly unit!: string;
  readonly site!: string;
  readonly grade?: string;
  readonly managerId?: string;
  readonly timeZone!: string;
}

/** Asked for both sides of an accepted proposal, before the pair is formed. */
export class ReserveSlot {
  readonly partnershipId!: string;
  readonly attempt!: number;
  readonly otherPartnerId!: string;
  readonly otherPersonId!: string;
}

/** Asked when the partnership has lapsed, was declined or is closed. */
export class ReleaseSlot {
  readonly partnershipId!: string;
  readonly attempt!: number;
}
