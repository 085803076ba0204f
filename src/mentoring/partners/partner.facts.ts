import type { Static } from 'typebox';
import { foldOf } from '../../kernel/decider.js';
import { derivedId } from '../../kernel/ids.js';
import type { RecordedData } from '../../kernel/sealed.js';
import type { Method, Offer as OfferSchema, Style, Want as WantSchema } from '../fields.js';
import type { AVAILABILITY_SLOTS } from '../vocabulary.js';
import { partnerEvents } from './partner.events.js';

export type Offer = RecordedData<Static<typeof OfferSchema>>;
export type Want = RecordedData<Static<typeof WantSchema>>;
export type AvailabilitySlot = (typeof AVAILABILITY_SLOTS)[number];
export type MeetingMethod = Static<typeof Method>;
export type LearningStyle = Static<typeof Style>;

/** A place that a partnership holds with this partner. */
export interface HeldSlot {
  readonly partnershipId: string;
  readonly attempt: number;
  readonly otherPartnerId: string;
  readonly otherPersonId: string;
}

/** What others may know of a partner. Until they have joined, their details and lists are empty. */
export interface PartnerFacts {
  readonly status: 'none' | 'invited' | 'active' | 'paused' | 'withdrawn';
  readonly programId: string;
  readonly personId: string;
  readonly cohortId?: string;
  readonly generation: string;
  readonly unit: string;
  readonly site: string;
  readonly grade?: string;
  /** YYYY-MM */
  readonly hiredMonth?: string;
  readonly managerId?: string;
  readonly timeZone: string;
  readonly languages: readonly string[];
  readonly availability: readonly AvailabilitySlot[];
  readonly methods: readonly MeetingMethod[];
  readonly offers: readonly Offer[];
  readonly wants: readonly Want[];
  readonly learningStyles: readonly LearningStyle[];
  readonly capacity: number;
  /** Persons with whom they shall not be paired. */
  readonly excluded: readonly string[];
  readonly held: readonly HeldSlot[];
  /** By partnership: the highest attempt whose slot was released. */
  readonly released: Readonly<Record<string, number>>;
}

/** A person has one place in a program, whoever asks first. */
export const partnerId = (programId: string, personId: string): string => derivedId('partner', programId, personId);

export const partnerFacts = foldOf<PartnerFacts, typeof partnerEvents>({
  events: partnerEvents,
  initial: {
    status: 'none',
    programId: '',
    personId: '',
    generation: '',
    unit: '',
    site: '',
    timeZone: 'UTC',
    languages: [],
    availability: [],
    methods: [],
    offers: [],
    wants: [],
    learningStyles: [],
    capacity: 0,
    excluded: [],
    held: [],
    released: {},
  },

  evolve: {
    PartnerInvited: (partner, { programId, personId }) => ({ ...partner, status: 'invited', programId, personId }),
    PartnerJoined: ({ excluded, held, released }, { partnerId: _, noticeVersion: __, ...profile }) => ({
      ...profile,
      status: 'active',
      excluded,
      held,
      released,
    }),
    OffersDeclared: (partner, { offers }) => ({ ...partner, offers }),
    WantsDeclared: (partner, { wants }) => ({ ...partner, wants }),
    LearningStyleDescribed: (partner, { learningStyles }) => ({ ...partner, learningStyles }),
    AvailabilityStated: (partner, { timeZone, availability, methods, languages }) => ({
      ...partner,
      timeZone,
      availability,
      methods,
      languages,
    }),
    CapacitySet: (partner, { capacity }) => ({ ...partner, capacity }),
    PartnerDetailsUpdated: ({ grade: _, managerId: __, ...partner }, { partnerId: ___, ...details }) => ({
      ...partner,
      ...details,
    }),
    PartnerPaused: (partner) => ({ ...partner, status: 'paused' }),
    PartnerResumed: (partner) => ({ ...partner, status: 'active' }),
    PartnerWithdrawn: (partner) => ({ ...partner, status: 'withdrawn' }),
    PartnerRejoined: (partner) => ({ ...partner, status: 'active' }),
    PairExcluded: (partner, { otherPersonId }) => ({ ...partner, excluded: [...partner.excluded, otherPersonId] }),
    SlotReserved: (partner, { partnershipId, attempt, otherPartnerId, otherPersonId }) => ({
      ...partner,
      held: [...partner.held, { partnershipId, attempt, otherPartnerId, otherPersonId }],
    }),
    SlotReleased: (partner, { partnershipId, attempt }) => ({
      ...partner,
      held: partner.held.filter((slot) => slot.partnershipId !== partnershipId || slot.attempt !== attempt),
      released: { ...partner.released, [partnershipId]: attempt },
    }),
  },
});
