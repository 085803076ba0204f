import type { MeetingMethod } from '../mentoring/partners/partner.facts.js';
import type { CLOSURE_REASONS, CORRECTION_REASONS, DISPUTE_REASONS } from '../mentoring/vocabulary.js';
import type { Temperament } from './life.js';
import type { RosterPerson } from './people.js';

/** The facts of a pair's life as they would happen in the world, before anybody records them. Days are ISO dates. */

export interface PairMember extends Pick<
  RosterPerson,
  'offers' | 'wants' | 'methods' | 'availability' | 'site' | 'timeZone'
> {
  readonly temperament: Temperament;
}

export interface Pair {
  readonly a: PairMember;
  readonly b: PairMember;
}

export type Side = keyof Pair;

export interface PairLife {
  /** In order of time. What nobody would ever log is left out. */
  readonly meetings: readonly Meeting[];
  /** The day from which nothing happens any more, though the pair is not closed then. */
  readonly quietFrom?: string;
  /** Absent: open on the last day. */
  readonly closing?: Closing;
}

export interface Meeting {
  readonly day: string;
  /** The instant (ISO, UTC) at which it begins; it ends on the same `day` in UTC. */
  readonly heldAt: string;
  readonly minutes: number;
  readonly method: MeetingMethod;
  readonly contributions: readonly Contribution[];
  readonly note?: string;
  readonly loggedBy: Side;
  readonly loggedAfterDays: number;
  /** What the other does about what was logged. */
  readonly answer: MeetingAnswer;
}

/** Each `afterDays` counts from the step before: logged, answered, settled. */
export type MeetingAnswer =
  | { readonly kind: 'silent' }
  /** `afterthought`: the author notices a mistake in what the other had confirmed. */
  | { readonly kind: 'confirmed'; readonly afterDays: number; readonly afterthought?: Amendment }
  | {
      readonly kind: 'disputed';
      readonly afterDays: number;
      readonly reason: (typeof DISPUTE_REASONS)[number];
      readonly words: string;
      readonly settlement: Settlement;
    };

export type Settlement =
  | { readonly kind: 'unsettled' }
  /** By who disputed; then confirmed. */
  | { readonly kind: 'withdrawn'; readonly afterDays: number; readonly confirmedAfterDays: number }
  | Amendment;

/** By the author; `confirmedAfterDays` is absent where the other stays silent about it. */
export type Amendment =
  | {
      readonly kind: 'corrected';
      readonly afterDays: number;
      readonly reason: (typeof CORRECTION_REASONS)[number];
      readonly words: string;
      readonly minutes: number;
      readonly contributions: readonly Contribution[];
      readonly confirmedAfterDays?: number;
    }
  | {
      readonly kind: 'voided';
      readonly afterDays: number;
      readonly reason: (typeof CORRECTION_REASONS)[number];
      readonly words: string;
      readonly confirmedAfterDays?: number;
    };

/** All contributions of a meeting together take no longer than the meeting. */
export interface Contribution {
  readonly from: Side;
  readonly to: Side;
  /** A name of the catalogue. */
  readonly skill: string;
  readonly topic: string;
  readonly minutes: number;
}

export interface Closing {
  /** After everything about the meetings is settled. */
  readonly begunOn: string;
  readonly begunBy: Side;
  readonly reason: ClosingReason;
  readonly reflections: Readonly<Partial<Record<Side, Reflection>>>;
  /** Absent where a reflection is missing: the grace of the policy passes, and the scheduler closes. */
  readonly closedOn?: string;
}

export type ClosingReason = (typeof CLOSURE_REASONS)[number];

export interface Reflection {
  readonly submittedOn: string;
  /** How much the other could make of it, 1 … 5. */
  readonly gave: number;
  /** How much one got out of it, 1 … 5. */
  readonly received: number;
  readonly continueInformally: boolean;
  readonly text: string;
}
