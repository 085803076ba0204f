import type { RecordedOf } from '../../kernel/events.js';
import { readModel } from '../../kernel/read-model.js';
import { partnerEvents } from '../../mentoring/partners/partner.events.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';

type Joined = Extract<RecordedOf<typeof partnerEvents>, { type: 'PartnerJoined' }>['data'];

/** A person's place in a program, with their sign-up and how many partnerships they have. */
export interface PartnerDocument extends Partial<
  Omit<Joined, 'programId' | 'partnerId' | 'personId' | 'noticeVersion'>
> {
  readonly partnerId: string;
  readonly programId: string;
  readonly personId: string;
  readonly status: 'invited' | 'active' | 'paused' | 'withdrawn';
  readonly joinedOn?: string;
  /** Partnerships that are formed and not closed. */
  readonly active: number;
  /** Proposals that are neither formed nor ended. */
  readonly proposals: number;
  readonly matched: boolean;
}

const own = ({ data }: { readonly data: { readonly partnerId: string } }) => data.partnerId;
const both = ({ data: { a, b } }: { readonly data: { readonly a: Ids; readonly b: Ids } }) => [
  a.partnerId,
  b.partnerId,
];
interface Ids {
  readonly partnerId: string;
}

/** One document a partner. */
export const partners = readModel<PartnerDocument, typeof partnerEvents | typeof partnershipEvents>({
  name: 'partners',
  version: 1,
  events: [partnerEvents, partnershipEvents],
  indexes: [
    ['programId', 'partnerId'],
    ['programId', 'status', 'partnerId'],
    ['programId', 'matched', 'partnerId'],
    ['personId'],
  ],
  initial: (partnerId) => ({
    partnerId,
    programId: '',
    personId: '',
    status: 'invited',
    active: 0,
    proposals: 0,
    matched: false,
  }),

  on: {
    PartnerInvited: {
      key: own,
      evolve: (partner, { data: { programId, personId } }) => ({ ...partner, programId, personId }),
    },
    PartnerJoined: {
      key: own,
      evolve: (partner, { data: { noticeVersion: _, ...profile }, recordedDay }) => ({
        ...partner,
        ...profile,
        status: 'active',
        joinedOn: recordedDay,
      }),
    },
    OffersDeclared: { key: own, evolve: (partner, { data: { offers } }) => ({ ...partner, offers }) },
    WantsDeclared: { key: own, evolve: (partner, { data: { wants } }) => ({ ...partner, wants }) },
    LearningStyleDescribed: {
      key: own,
      evolve: (partner, { data: { learningStyles } }) => ({ ...partner, learningStyles }),
    },
    AvailabilityStated: {
      key: own,
      evolve: (partner, { data: { timeZone, availability, methods, languages } }) => ({
        ...partner,
        timeZone,
        availability,
        methods,
        languages,
      }),
    },
    CapacitySet: { key: own, evolve: (partner, { data: { capacity } }) => ({ ...partner, capacity }) },
    PartnerDetailsUpdated: {
      key: own,
      evolve: ({ grade: _, managerId: __, ...partner }, { data }) => ({ ...partner, ...data }),
    },
    PartnerPaused: { key: own, evolve: (partner) => ({ ...partner, status: 'paused' }) },
    PartnerResumed: { key: own, evolve: (partner) => ({ ...partner, status: 'active' }) },
    PartnerWithdrawn: { key: own, evolve: (partner) => ({ ...partner, status: 'withdrawn' }) },
    PartnerRejoined: { key: own, evolve: (partner) => ({ ...partner, status: 'active' }) },

    PairProposed: { key: both, evolve: (partner) => counted(partner, 0, 1) },
    ProposalDeclined: { key: both, evolve: (partner) => counted(partner, 0, -1) },
    ProposalLapsed: { key: both, evolve: (partner) => counted(partner, 0, -1) },
    PairFormed: { key: both, evolve: (partner) => counted(partner, 1, -1) },
    PartnershipClosed: { key: both, evolve: (partner) => counted(partner, -1, 0) },
  },
});

function counted(partner: PartnerDocument, active: number, proposals: number): PartnerDocument {
  const now = partner.active + active;
  return { ...partner, active: now, proposals: partner.proposals + proposals, matched: now > 0 };
}
