import {
  IsDay,
  IsEmail,
  IsInt,
  IsOptional,
  IsTimeZone,
  IsUUID,
  Length,
  Max,
  Min,
} from '../../platform/command-handling/bodies/validators.js';

/** A person as HR knows them, whole. */
class PersonDetails {
  /** HR's number for them. */
  @Length(1, 200) readonly personRef!: string;
  @Length(1, 200) readonly displayName!: string;
  @IsEmail() readonly email!: string;
  @IsOptional() @IsInt() @Min(1900) @Max(2100) readonly birthYear?: number;
  @IsOptional() @IsDay() readonly hiredOn?: string;
  @Length(1, 200) readonly unit!: string;
  @Length(1, 200) readonly site!: string;
  @IsTimeZone() readonly timeZone!: string;
  @IsOptional() @Length(1, 200) readonly grade?: string;
  @IsOptional() @IsUUID() readonly managerId?: string;
}

export class RegisterPerson extends PersonDetails {}

/** What is left out is not known any longer. */
export class ChangeDetails extends PersonDetails {}
