import { Type } from 'typebox';
import { Count, Day, eventSchemas, Id, Optional, Text, type EventOf } from '../../kernel/events.js';

const Weights = Type.Object(
  { relatedSkill: Type.Number(), generationBonus: Type.Number(), waitingBonus: Type.Number() },
  { additionalProperties: false },
);

/** The rules of a program, whole. An absent maximum: no limit. */
export const Policy = Type.Object(
  {
    maxActivePartnerships: Type.Integer({ minimum: 1 }),
    excludeReportingLine: Type.Boolean(),
    maxTimeZoneGapHours: Optional(Type.Number()),
    minReciprocity: Type.Number({ minimum: 0, maximum: 1 }),
    proposalExpiresAfterDays: Type.Integer({ minimum: 1 }),
    reproposeAfterDays: Type.Integer({ minimum: 0 }),
    plannedMonths: Type.Integer({ minimum: 1 }),
    lateLogDays: Type.Integer({ minimum: 1 }),
    closureGraceDays: Type.Integer({ minimum: 0 }),
    kAnonymity: Type.Integer({ minimum: 1 }),
    weights: Weights,
  },
  { additionalProperties: false },
);

/** What can happen to a program. */
export const programEvents = eventSchemas('program', {
  ProgramDesigned: {
    audience: 'public',
    fields: {
      programId: Id,
      name: Text,
      purpose: Optional(Text),
      timeZone: Type.String({ format: 'time-zone' }),
      startsOn: Optional(Day),
      endsOn: Optional(Day),
    },
  },
  PolicySet: { audience: 'restricted', fields: { programId: Id, policy: Policy } },
  RosterImported: {
    audience: 'restricted',
    fields: {
      programId: Id,
      /** SHA-256 of the file, hex. */
      fileHash: Text,
      counts: Type.Object(
        { rows: Count, joined: Count, changed: Count, unchanged: Count, rejected: Count },
        { additionalProperties: false },
      ),
    },
  },
});
export type ProgramEvent = EventOf<typeof programEvents>;
