import { Type } from 'typebox';
import { Day, eventSchemas, Id, OneOf, Optional, Restricted, Text, type EventOf } from '../../kernel/events.js';
import { Personal, Sealed } from '../../kernel/sealed.js';
import { Exchange, ofPartnership, Terms, Why, wordsOf } from '../fields.js';
import {
  CLOSURE_REASONS,
  CORRECTION_REASONS,
  DECLINE_REASONS,
  DISPUTE_REASONS,
  LAPSE_REASONS,
  PROPOSAL_SOURCES,
} from '../vocabulary.js';

const Source = OneOf(...PROPOSAL_SOURCES);
const Score = Restricted(Type.Integer());
const Rating = Type.Integer({ minimum: 1, maximum: 5 });
/** The partner who acted, or for whom a coordinator acted: then `onBehalf`. */
const by = { by: Id, byPersonId: Id };
const onBehalf = { onBehalf: Optional(Type.Literal(true)) };
/** The version that has counted until now, when there is one. */
const counted = Optional(Exchange);

/** What can happen to a partnership, from its proposal to its end. */
export const partnershipEvents = eventSchemas('partnership', {
  PairProposed: {
    audience: 'public',
    fields: {
      ...ofPartnership,
      source: Source,
      roundId: Optional(Id),
      score: Optional(Score),
      why: Optional(Restricted(Why)),
      expiresOn: Day,
      terms: Terms,
    },
  },
  ProposalAccepted: {
    audience: 'public',
    fields: { ...ofPartnership, ...by, ...onBehalf, words: wordsOf('byPersonId') },
  },
  ProposalDeclined: {
    audience: 'public',
    fields: { ...ofPartnership, ...by, reason: Restricted(OneOf(...DECLINE_REASONS)), words: wordsOf('byPersonId') },
  },
  ProposalLapsed: { audience: 'public', fields: { ...ofPartnership, reason: Restricted(OneOf(...LAPSE_REASONS)) } },
  PairFormed: {
    audience: 'public',
    fields: {
      ...ofPartnership,
      source: Source,
      roundId: Optional(Id),
      score: Optional(Score),
      plannedEnd: Day,
      terms: Terms,
    },
  },

  ExchangeLogged: { audience: 'public', fields: { ...ofPartnership, exchange: Exchange } },
  ExchangeConfirmed: {
    audience: 'public',
    fields: { ...ofPartnership, ...by, ...onBehalf, exchange: Exchange, counted, words: wordsOf('byPersonId') },
  },
  ExchangeDisputed: {
    audience: 'public',
    fields: {
      ...ofPartnership,
      ...by,
      exchangeId: Id,
      version: Type.Integer(),
      reason: Restricted(OneOf(...DISPUTE_REASONS)),
      words: wordsOf('byPersonId'),
    },
  },
  DisputeWithdrawn: {
    audience: 'public',
    fields: { ...ofPartnership, ...by, exchangeId: Id, version: Type.Integer() },
  },
  ExchangeCorrected: {
    audience: 'public',
    fields: {
      ...ofPartnership,
      ...by,
      before: Exchange,
      after: Exchange,
      counted,
      reason: Restricted(OneOf(...CORRECTION_REASONS)),
      words: wordsOf('byPersonId'),
    },
  },
  /** Of one that counts: it goes on counting until the other confirms (`VoidingConfirmed`). */
  ExchangeVoided: {
    audience: 'public',
    fields: {
      ...ofPartnership,
      ...by,
      exchange: Exchange,
      version: Type.Integer(),
      counted,
      reason: Restricted(OneOf(...CORRECTION_REASONS)),
      words: wordsOf('byPersonId'),
    },
  },
  VoidingConfirmed: {
    audience: 'public',
    fields: {
      ...ofPartnership,
      ...by,
      ...onBehalf,
      exchangeId: Id,
      version: Type.Integer(),
      counted: Exchange,
      words: wordsOf('byPersonId'),
    },
  },

  ClosureBegun: {
    audience: 'public',
    fields: {
      ...ofPartnership,
      by: Optional(Id),
      reason: Restricted(OneOf(...CLOSURE_REASONS)),
      graceEndsOn: Day,
      /** Partners whose reflection is there already. */
      reflectionsOf: Type.Array(Id),
      words: wordsOf(['a.personId', 'b.personId']),
    },
  },
  ReflectionSubmitted: {
    audience: 'author',
    fields: {
      ...ofPartnership,
      ...by,
      gave: Rating,
      received: Rating,
      continueInformally: Optional(Type.Boolean()),
      text: Optional(
        Sealed(
          { of: 'byPersonId', audience: 'author' },
          { words: Personal(Text, { purpose: 'reflection', keepFor: 'P2Y after closing' }) },
        ),
      ),
    },
  },
  PartnershipClosed: {
    audience: 'public',
    fields: {
      ...ofPartnership,
      reason: Restricted(OneOf(...CLOSURE_REASONS)),
      /** Reflections that were not asked for any longer, by partner. */
      waived: Restricted(Type.Array(Type.Object({ partnerId: Id, reason: OneOf('coordinator', 'not-submitted') }))),
      words: wordsOf(['a.personId', 'b.personId']),
    },
  },
});
export type PartnershipEvent = EventOf<typeof partnershipEvents>;
