import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Length,
  Max,
  Min,
  Type,
  ValidateNested,
} from '../../platform/command-handling/bodies/validators.js';
import { ARENAS } from '../vocabulary.js';

/** Asked by the system at the first start. */
export class FoundOrganization {
  readonly name!: string;
  /** The identity of the log whose first event it is. */
  readonly logId!: string;
}

export class GenerationBandBody {
  /** A code: lower case letters, digits and hyphens. */
  @Length(1, 60) readonly name!: string;
  /** The first and the last birth year; absent: open at that end. */
  @IsOptional() @IsInt() @Min(1800) @Max(2200) readonly from?: number;
  @IsOptional() @IsInt() @Min(1800) @Max(2200) readonly to?: number;
}

export class DefineGenerations {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => GenerationBandBody)
  readonly bands!: readonly GenerationBandBody[];
}

export class SkillBody {
  @Length(1, 100) readonly id!: string;
  @Length(1, 100) readonly name!: string;
  @Length(1, 100) readonly category!: string;
  @IsArray() @ArrayMaxSize(50) @Length(1, 100, { each: true }) readonly aliases!: readonly string[];
  @IsIn(ARENAS) readonly arena!: (typeof ARENAS)[number];
}

export class LoadSkillCatalogue {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5000)
  @ValidateNested({ each: true })
  @Type(() => SkillBody)
  readonly skills!: readonly SkillBody[];
}
