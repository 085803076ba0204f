import { Type } from 'typebox';
import { ROLES } from '../../kernel/actor.js';
import { eventSchemas, Id, Instant, OneOf, Optional, Text, type EventOf } from '../../kernel/events.js';

export const Grant = Type.Object({ role: OneOf(...ROLES), programId: Optional(Id) }, { additionalProperties: false });

/** What can happen to a bearer key. Its secret is in no event. */
export const accessEvents = eventSchemas('access', {
  KeyCreated: {
    audience: 'restricted',
    fields: { keyId: Id, personId: Optional(Id), label: Text, grants: Type.Array(Grant), expiresAt: Optional(Instant) },
  },
  KeyRevoked: { audience: 'restricted', fields: { keyId: Id, personId: Optional(Id) } },
});
export type AccessEvent = EventOf<typeof accessEvents>;
