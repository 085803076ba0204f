import type { RecordedOf } from '../../kernel/events.js';
import { Refusal } from '../../kernel/refusal.js';
import type { CLOSURE_REASONS } from '../vocabulary.js';
import type { partnershipEvents } from './partnership.events.js';

/** What is remembered of a partnership to decide what may follow. */
export type Partnership = { readonly status: 'none' } | Proposed | Declined | Lapsed | Formed | Closing | Closed;

export interface Proposed extends Agreed {
  readonly status: 'proposed';
  /** The last day on which it can be accepted. */
  readonly expiresOn: string;
  /** Partner ids. */
  readonly acceptedBy: readonly string[];
}

interface Declined {
  readonly status: 'declined';
  readonly pair: Pair;
}

interface Lapsed {
  readonly status: 'lapsed';
  readonly pair: Pair;
}

export interface Formed extends Life {
  readonly status: 'formed';
}

export interface Closing extends Life {
  readonly status: 'closing';
  readonly reason: ClosureReason;
  /** From this day on it is closed without the reflections that are missing. */
  readonly graceEndsOn: string;
}

interface Closed extends Life {
  readonly status: 'closed';
  readonly closedAt: string;
}

/** Formed, be it closed by now. */
export type Lived = Formed | Closing | Closed;

interface Agreed {
  readonly pair: Pair;
  readonly proposal: Pick<Recorded<'PairProposed'>, 'source' | 'roundId' | 'score'>;
  readonly terms: Recorded<'PairProposed'>['terms'];
}

interface Life extends Agreed {
  readonly formedAt: string;
  /** In the order in which they were logged. An array: copying it costs least, and a partnership has few of them. */
  readonly exchanges: readonly LoggedExchange[];
  readonly reflections: readonly Reflection[];
}

export interface LoggedExchange {
  /** The newest version that says what took place. */
  readonly present: Exchange;
  /** Of the newest version, which may be a voiding: then it is above that of `present`. */
  readonly version: number;
  /** The partner who wrote the newest version; the other confirms or disputes it. */
  readonly author: string;
  readonly standing: 'waiting' | 'disputed' | 'confirmed' | 'voided';
  /** The version whose minutes count: the newest that was confirmed, until its voiding is. */
  readonly counted?: Exchange;
}

interface Reflection {
  readonly by: string;
  readonly gave: number;
  readonly received: number;
  readonly continueInformally: boolean | undefined;
  readonly hasText: boolean;
}

/** The ids and sides that every event of a partnership carries. */
export type Pair = Pick<Recorded<'PairProposed'>, 'programId' | 'partnershipId' | 'a' | 'b'>;
export type Side = Pair['a'];
export type Exchange = Recorded<'ExchangeLogged'>['exchange'];
type ClosureReason = (typeof CLOSURE_REASONS)[number];

type Recorded<Name> = Extract<RecordedOf<typeof partnershipEvents>, { type: Name }>['data'];

/** Proposed or more. */
export function known(state: Partnership) {
  if (state.status === 'none')
    throw new Refusal('partnership-not-found', 'There is no such partnership; look at its id.', 'not-found');
  return state;
}

/** Proposed, and neither formed nor ended. */
export function open(state: Partnership): Proposed {
  const { status } = known(state);
  if (state.status === 'proposed') return state;
  if (status === 'declined' || status === 'lapsed')
    throw new Refusal('proposal-not-open', `This proposal has ${status}; propose the pair anew.`, 'conflict');
  throw new Refusal('already-formed', 'This pair is formed already; to end it, close the partnership.', 'conflict');
}

/** Formed, be it closed by now. */
export function lived(state: Partnership): Lived {
  const { status } = known(state);
  if (state.status === 'formed' || state.status === 'closing' || state.status === 'closed') return state;
  throw new Refusal(
    'partnership-not-formed',
    status === 'proposed'
      ? 'This pair is not formed yet; it is when both have accepted.'
      : `This proposal has ${status}; propose the pair anew.`,
    'conflict',
  );
}

/** Formed and not closed. */
export function running(state: Partnership): Formed | Closing {
  const formed = lived(state);
  if (formed.status === 'closed')
    throw new Refusal(
      'partnership-closed',
      'This partnership is closed: nothing new can be recorded in it. What was logged before can still be confirmed or corrected.',
      'conflict',
    );
  return formed;
}
