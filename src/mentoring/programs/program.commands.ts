import {
  IsBoolean,
  IsDay,
  IsInt,
  IsNumber,
  IsOptional,
  IsTimeZone,
  Length,
  Max,
  Min,
  Type,
  ValidateNested,
} from '../../platform/command-handling/bodies/validators.js';

export class DesignProgram {
  @Length(1, 200) readonly name!: string;
  @IsOptional() @Length(1, 2000) readonly purpose?: string;
  /** Of its days. Without one, UTC. */
  @IsOptional() @IsTimeZone() readonly timeZone?: string;
  @IsOptional() @IsDay() readonly startsOn?: string;
  @IsOptional() @IsDay() readonly endsOn?: string;
}

export class PolicyWeights {
  /** What a related skill is worth beside the wanted one itself. */
  @IsOptional() @IsNumber() @Min(0) @Max(1) readonly relatedSkill?: number;
  /** Added to a factor of 1 for two of different generations. */
  @IsOptional() @IsNumber() @Min(0) @Max(1) readonly generationBonus?: number;
  /** Added to a factor of 1 for each round that one of the two waited. */
  @IsOptional() @IsNumber() @Min(0) @Max(1) readonly waitingBonus?: number;
}

/** What is left out stays as it is. */
export class SetPolicy {
  /** A partner's own capacity may be smaller. */
  @IsOptional() @IsInt() @Min(1) @Max(20) readonly maxActivePartnerships?: number;
  @IsOptional() @IsBoolean() readonly excludeReportingLine?: boolean;
  /** The shorter way around the clock: no two are further apart than 12. */
  @IsOptional() @IsNumber() @Min(0) @Max(12) readonly maxTimeZoneGapHours?: number;
  /** Of a draft: what the one gains who gains less, by what the other gains. */
  @IsOptional() @IsNumber() @Min(0) @Max(1) readonly minReciprocity?: number;
  @IsOptional() @IsInt() @Min(1) @Max(365) readonly proposalExpiresAfterDays?: number;
  @IsOptional() @IsInt() @Min(0) @Max(3650) readonly reproposeAfterDays?: number;
  @IsOptional() @IsInt() @Min(1) @Max(120) readonly plannedMonths?: number;
  @IsOptional() @IsInt() @Min(1) @Max(3650) readonly lateLogDays?: number;
  @IsOptional() @IsInt() @Min(0) @Max(365) readonly closureGraceDays?: number;
  /** Reports tell of no fewer people than these. */
  @IsOptional() @IsInt() @Min(1) @Max(1000) readonly kAnonymity?: number;
  @IsOptional() @ValidateNested() @Type(() => PolicyWeights) readonly weights?: PolicyWeights;
}

/** Asked by the import, when it has taken the last row. */
export class RecordRosterImport {
  /** SHA-256 of the file, hex. */
  readonly fileHash!: string;
  readonly counts!: {
    readonly rows: number;
    readonly joined: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly rejected: number;
  };
}
