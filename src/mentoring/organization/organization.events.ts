import { Type } from 'typebox';
import { eventSchemas, Id, OneOf, Optional, Text, type EventOf } from '../../kernel/events.js';
import { ARENAS } from '../vocabulary.js';

export const Skill = Type.Object(
  { id: Text, name: Text, category: Text, aliases: Type.Array(Text), arena: OneOf(...ARENAS) },
  { additionalProperties: false },
);

/** The birth years of a generation, both included; open at an end that is absent. */
export const GenerationBand = Type.Object(
  { name: Text, from: Optional(Type.Integer()), to: Optional(Type.Integer()) },
  { additionalProperties: false },
);

/** What can happen to the organization. Its founding is the first event of a log. */
export const organizationEvents = eventSchemas('organization', {
  OrganizationFounded: { audience: 'public', fields: { organizationId: Id, name: Text, logId: Id } },
  GenerationsDefined: { audience: 'public', fields: { organizationId: Id, bands: Type.Array(GenerationBand) } },
  SkillCatalogueLoaded: {
    audience: 'public',
    fields: { organizationId: Id, version: Type.Integer({ minimum: 1 }), skills: Type.Array(Skill) },
  },
});
export type OrganizationEvent = EventOf<typeof organizationEvents>;
