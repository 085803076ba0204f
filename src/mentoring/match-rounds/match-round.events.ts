import { Type } from 'typebox';
import { Count, Day, eventSchemas, Id, OneOf, Optional, Text, type EventOf } from '../../kernel/events.js';
import { Why } from '../fields.js';
import { OBJECTIVES, UNMATCHED_REASONS } from '../vocabulary.js';

const ofRound = { programId: Id, roundId: Id };
const solution = { ...ofRound, solution: Type.Integer({ minimum: 1 }) };

/** What the matching was asked: with the pool at `poolPosition` it gives the same answer again. */
export const Parameters = Type.Object(
  {
    objective: OneOf(...OBJECTIVES),
    availabilityFrom: Day,
    candidatesPerPartner: Type.Integer({ minimum: 1 }),
    excludeReportingLine: Type.Boolean(),
    maxTimeZoneGapHours: Optional(Type.Number()),
    minReciprocity: Type.Number(),
    reproposeAfterDays: Type.Integer(),
    maxActivePartnerships: Type.Integer(),
    weights: Type.Object(
      { relatedSkill: Type.Number(), generationBonus: Type.Number(), waitingBonus: Type.Number() },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

export const Draft = Type.Object(
  {
    a: Id,
    b: Id,
    aPersonId: Id,
    bPersonId: Id,
    /** round(score × 1e6) */
    score: Type.Integer(),
    why: Why,
  },
  { additionalProperties: false },
);

export const Unmatched = Type.Object(
  { partnerId: Id, reason: OneOf(...UNMATCHED_REASONS), rule: Optional(Text), candidates: Count },
  { additionalProperties: false },
);

/** What can happen to a match round. `MatchRoundCompleted` is the commit point of a solution. */
export const matchRoundEvents = eventSchemas('matchround', {
  MatchRoundStarted: {
    audience: 'restricted',
    fields: {
      ...ofRound,
      /** A decimal string: the checkpoint of the read model `matching-pool` (in `poolVersion`) at which the pool is derived. */
      poolPosition: Text,
      poolVersion: Type.Integer(),
      /** SHA-256, hex, over the pool. */
      poolHash: Text,
      poolSize: Count,
      parameters: Parameters,
      catalogueVersion: Type.Integer(),
      engine: Text,
      timeZoneData: Text,
    },
  },
  PairsDrafted: {
    audience: 'restricted',
    fields: { ...solution, chunk: Count, pairs: Type.Array(Draft, { maxItems: 200 }) },
  },
  PartnersLeftUnmatched: {
    audience: 'restricted',
    fields: { ...solution, chunk: Count, partners: Type.Array(Unmatched, { maxItems: 500 }) },
  },
  MatchRoundCompleted: {
    audience: 'restricted',
    fields: {
      ...solution,
      pairs: Count,
      unmatched: Count,
      /** Sum of the scores × 1e6. */
      total: Type.Integer(),
      matchable: Count,
      edges: Count,
    },
  },
  MatchRoundFailed: { audience: 'restricted', fields: { ...ofRound, code: Text, message: Text } },
  MatchRoundPublished: { audience: 'restricted', fields: { ...solution, pairs: Count } },
  MatchRoundDiscarded: { audience: 'restricted', fields: ofRound },
});
export type MatchRoundEvent = EventOf<typeof matchRoundEvents>;
