import { ROLES, type Role } from '../../kernel/actor.js';
import { IsIn, IsInstant, IsOptional, IsUUID, Length } from '../../platform/command-handling/bodies/validators.js';

export class CreateKey {
  @IsOptional() @IsUUID() readonly personId?: string;
  /** What the key is for. Without one, the role. */
  @IsOptional() @Length(1, 100) readonly label?: string;
  @IsIn(ROLES) readonly role!: Role;
  @IsOptional() @IsUUID() readonly programId?: string;
  @IsOptional() @IsInstant() readonly expiresAt?: string;
}

export class RevokeKey {}
