import { Type } from 'typebox';
import { Id, Instant, OneOf, Optional, Text } from '../kernel/events.js';
import { Personal, Sealed } from '../kernel/sealed.js';
import { LEARNING_STYLES, METHODS } from './vocabulary.js';

/** One of a pair, as they were when it was proposed. */
export const Side = Type.Object(
  {
    partnerId: Id,
    personId: Id,
    generation: Text,
    unit: Text,
    site: Text,
    grade: Optional(Text),
    cohortId: Optional(Id),
    /** YYYY-MM */
    hiredMonth: Optional(Text),
  },
  { additionalProperties: false },
);

/** What every event of a partnership carries, so that it stands alone. */
export const ofPartnership = { programId: Id, partnershipId: Id, a: Side, b: Side };

/** The policy that governs a partnership: fixed when it is formed. */
export const Terms = Type.Object(
  { lateLogDays: Type.Integer(), closureGraceDays: Type.Integer(), plannedMonths: Type.Integer() },
  { additionalProperties: false },
);

export const Offer = Type.Object({ skill: Text, level: Type.Integer({ minimum: 1, maximum: 5 }) });
/** Priority 3 is the strongest wish. */
export const Want = Type.Object({ skill: Text, priority: Type.Integer({ minimum: 1, maximum: 3 }) });
export const Style = OneOf(...LEARNING_STYLES);
export const Method = OneOf(...METHODS);

/** What one gave to the other in an exchange. Its topic stands at the same place in the exchange's sealed `topics`. */
export const Contribution = Type.Object(
  {
    from: Id,
    to: Id,
    skill: Optional(Text),
    minutes: Type.Integer({ minimum: 1 }),
    how: Optional(Method),
  },
  { additionalProperties: false },
);

/** One meeting in one version. `from`, `to` and `author` are partner ids. */
export const Exchange = Type.Object(
  {
    exchangeId: Id,
    version: Type.Integer({ minimum: 1 }),
    author: Id,
    heldAt: Instant,
    minutes: Type.Integer({ minimum: 1, maximum: 1440 }),
    method: Method,
    contributions: Type.Array(Contribution),
    sealed: Sealed(
      { of: ['a.personId', 'b.personId'] },
      {
        topics: Personal(Type.Array(Type.String()), { purpose: 'record-of-exchange', keepFor: 'P6Y after closing' }),
        place: Optional(Personal(Text, { purpose: 'record-of-exchange', keepFor: 'P6Y after closing' })),
        note: Optional(Personal(Text, { purpose: 'record-of-exchange', keepFor: 'P6Y after closing' })),
      },
    ),
  },
  { additionalProperties: false },
);

/** What the matching said of a pair when it was drafted. Gains are 0-1. */
const Learning = Type.Object({ skill: Text, by: Text, level: Type.Integer(), priority: Type.Integer() });
export const Why = Type.Object({
  aLearns: Type.Array(Learning),
  bLearns: Type.Array(Learning),
  aGain: Type.Number(),
  bGain: Type.Number(),
  factors: Type.Record(Type.String(), Type.Number()),
});

/** Free text that explains a reason code, and whose it is. */
export const wordsOf = (of: string | readonly [string, string]) =>
  Optional(
    Sealed(
      { of, audience: 'restricted' },
      { words: Personal(Text, { purpose: 'reason', keepFor: 'P2Y after closing' }) },
    ),
  );
