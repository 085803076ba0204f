import { readModel } from '../../kernel/read-model.js';
import { matchRoundEvents } from '../../mentoring/match-rounds/match-round.events.js';
import type { PoolEntry } from '../../mentoring/match-rounds/pool-entry.js';
import { partnerEvents } from '../../mentoring/partners/partner.events.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';

interface Pair {
  readonly data: {
    readonly a: { readonly partnerId: string; readonly personId: string };
    readonly b: { readonly partnerId: string; readonly personId: string };
  };
}

const own = ({ data }: { readonly data: { readonly partnerId: string } }) => data.partnerId;
const both = ({ data: { a, b } }: Pair) => [a.partnerId, b.partnerId];

/** What a match round must know of each partner. With the version and a position of the log, the input of a round is derived again. */
export const matchingPool = readModel<
  PoolEntry,
  typeof partnerEvents | typeof partnershipEvents | typeof matchRoundEvents
>({
  name: 'matching-pool',
  version: 1,
  events: [partnerEvents, partnershipEvents, matchRoundEvents],
  indexes: [['programId', 'partnerId']],
  initial: (partnerId) => ({
    partnerId,
    programId: '',
    personId: '',
    available: false,
    generation: '',
    timeZone: 'UTC',
    offers: [],
    wants: [],
    learningStyles: [],
    methods: [],
    availability: [],
    languages: [],
    capacity: 0,
    held: 0,
    excluded: [],
    metOn: {},
    waitedRounds: 0,
    waitedOn: '',
  }),

  on: {
    PartnerJoined: {
      key: own,
      evolve: (entry, { data }) => {
        const {
          cohortId: _,
          noticeVersion: __,
          unit: ___,
          site: ____,
          grade: _____,
          hiredMonth: ______,
          ...profile
        } = data;
        return { ...entry, ...profile, available: true };
      },
    },
    OffersDeclared: { key: own, evolve: (entry, { data: { offers } }) => ({ ...entry, offers }) },
    WantsDeclared: { key: own, evolve: (entry, { data: { wants } }) => ({ ...entry, wants }) },
    LearningStyleDescribed: {
      key: own,
      evolve: (entry, { data: { learningStyles } }) => ({ ...entry, learningStyles }),
    },
    AvailabilityStated: {
      key: own,
      evolve: (entry, { data: { timeZone, availability, methods, languages } }) => ({
        ...entry,
        timeZone,
        availability,
        methods,
        languages,
      }),
    },
    CapacitySet: { key: own, evolve: (entry, { data: { capacity } }) => ({ ...entry, capacity }) },
    PartnerDetailsUpdated: {
      key: own,
      evolve: ({ managerId: _, ...entry }, { data: { generation, timeZone, managerId } }) => ({
        ...entry,
        generation,
        timeZone,
        ...(managerId === undefined ? {} : { managerId }),
      }),
    },
    PartnerPaused: { key: own, evolve: (entry) => ({ ...entry, available: false }) },
    PartnerResumed: { key: own, evolve: (entry) => ({ ...entry, available: true }) },
    PartnerWithdrawn: { key: own, evolve: (entry) => ({ ...entry, available: false }) },
    PartnerRejoined: { key: own, evolve: (entry) => ({ ...entry, available: true }) },
    PairExcluded: {
      key: own,
      evolve: (entry, { data: { otherPersonId } }) => ({ ...entry, excluded: [...entry.excluded, otherPersonId] }),
    },

    // A proposal takes a place until it lapses, is declined, or, formed, is closed.
    PairProposed: {
      key: both,
      evolve: (entry, { data: { a, b }, recordedDay }) => {
        const other = a.partnerId === entry.partnerId ? b : a;
        return {
          ...entry,
          held: entry.held + 1,
          metOn: { ...entry.metOn, [other.personId]: recordedDay },
          waitedRounds: 0,
        };
      },
    },
    ProposalDeclined: { key: both, evolve: (entry) => ({ ...entry, held: entry.held - 1 }) },
    ProposalLapsed: { key: both, evolve: (entry) => ({ ...entry, held: entry.held - 1 }) },
    PartnershipClosed: {
      key: both,
      evolve: (entry, { data: { a, b }, recordedDay }) => {
        const other = a.partnerId === entry.partnerId ? b : a;
        return { ...entry, held: entry.held - 1, metOn: { ...entry.metOn, [other.personId]: recordedDay } };
      },
    },
    // Rounds that are tried again on the same day count once.
    PartnersLeftUnmatched: {
      key: ({ data: { partners } }) => partners.map(({ partnerId }) => partnerId),
      evolve: (entry, { recordedDay }) =>
        entry.waitedOn === recordedDay
          ? entry
          : { ...entry, waitedRounds: entry.waitedRounds + 1, waitedOn: recordedDay },
    },
  },
});
