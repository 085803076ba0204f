/** In which part somebody acts. Rules compare persons, whatever their part. */
export type ActorKind =
  'partner' | 'coordinator' | 'auditor' | 'analyst' | 'hr' | 'service' | 'import' | 'system' | 'respondent';

/** Who did it: `id` is the person's id for every human, the key's id for a service. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly onBehalfOf?: string;
}

/** A role that a key gives; with `programId`, in that program only. */
export interface Grant {
  readonly role: Role;
  readonly programId?: string;
}
export const ROLES = ['admin', 'coordinator', 'partner', 'auditor', 'analyst', 'hr', 'service'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks, as the bearer token shows them. */
export interface Principal {
  readonly keyId: string;
  readonly personId?: string;
  readonly grants: readonly Grant[];
}

/** What a command or a query touches, so that it can be said who may. */
export interface Scope {
  readonly programId?: string;
  /** The persons whose own matter it is. */
  readonly persons?: readonly string[];
}
