import { readModel } from '../../kernel/read-model.js';
import { partnerEvents } from '../../mentoring/partners/partner.events.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';

/** Something that a partner is asked to do. */
export interface Waiting {
  readonly what: 'answer-proposal' | 'confirm-exchange' | 'answer-dispute' | 'reflect';
  readonly partnershipId: string;
  readonly exchangeId?: string;
  /** The version to be confirmed or corrected. */
  readonly version?: number;
  readonly since: string;
  readonly until?: string;
}

/** A partner's own page: open partnerships and what waits for them. Both lists are short: what is over leaves them. */
export interface HomeDocument {
  readonly partnerId: string;
  readonly programId: string;
  readonly personId: string;
  readonly open: readonly string[];
  readonly waiting: readonly Waiting[];
}

interface Pair {
  readonly data: {
    readonly programId: string;
    readonly partnershipId: string;
    readonly a: { readonly partnerId: string; readonly personId: string };
    readonly b: { readonly partnerId: string; readonly personId: string };
  };
}
const both = ({ data: { a, b } }: Pair) => [a.partnerId, b.partnerId];

/** One document a partner. */
export const partnerHome = readModel<HomeDocument, typeof partnerEvents | typeof partnershipEvents>({
  name: 'partner-home',
  version: 1,
  events: [partnerEvents, partnershipEvents],
  indexes: [['personId'], ['programId', 'partnerId']],
  initial: (partnerId) => ({ partnerId, programId: '', personId: '', open: [], waiting: [] }),

  on: {
    PartnerInvited: { key: ({ data }) => data.partnerId, evolve: (home, { data }) => ({ ...home, ...placeOf(data) }) },
    PartnerJoined: { key: ({ data }) => data.partnerId, evolve: (home, { data }) => ({ ...home, ...placeOf(data) }) },

    PairProposed: {
      key: both,
      evolve: (home, { data: { partnershipId, expiresOn }, recordedAt }) => ({
        ...home,
        open: [...home.open, partnershipId],
        waiting: [...home.waiting, { what: 'answer-proposal', partnershipId, since: recordedAt, until: expiresOn }],
      }),
    },
    ProposalAccepted: {
      key: ({ data }) => data.by,
      evolve: (home, { data: { partnershipId } }) => without(home, partnershipId, 'answer-proposal'),
    },
    ProposalDeclined: { key: both, evolve: over },
    ProposalLapsed: { key: both, evolve: over },

    ExchangeLogged: {
      key: ({ data }) => otherThan(data, data.exchange.author),
      evolve: (home, { data: { partnershipId, exchange }, recordedAt }) =>
        asked(home, 'confirm-exchange', partnershipId, exchange.exchangeId, exchange.version, recordedAt),
    },
    ExchangeConfirmed: { key: both, evolve: (home, { data }) => answered(home, data.exchange.exchangeId) },
    ExchangeDisputed: {
      key: both,
      evolve: (home, { data: { partnershipId, exchangeId, version, by }, recordedAt }) => {
        const answeredHome = answered(home, exchangeId);
        return home.partnerId === by
          ? answeredHome
          : asked(answeredHome, 'answer-dispute', partnershipId, exchangeId, version, recordedAt);
      },
    },
    DisputeWithdrawn: {
      key: both,
      evolve: (home, { data: { partnershipId, exchangeId, version, by }, recordedAt }) => {
        const answeredHome = answered(home, exchangeId);
        return home.partnerId === by
          ? asked(answeredHome, 'confirm-exchange', partnershipId, exchangeId, version, recordedAt)
          : answeredHome;
      },
    },
    ExchangeCorrected: {
      key: both,
      evolve: (home, { data: { partnershipId, after, by }, recordedAt }) => {
        const answeredHome = answered(home, after.exchangeId);
        return home.partnerId === by
          ? answeredHome
          : asked(answeredHome, 'confirm-exchange', partnershipId, after.exchangeId, after.version, recordedAt);
      },
    },
    ExchangeVoided: {
      key: both,
      evolve: (home, { data: { partnershipId, exchange, version, by, counted }, recordedAt }) => {
        const answeredHome = answered(home, exchange.exchangeId);
        return home.partnerId === by || counted === undefined
          ? answeredHome
          : asked(answeredHome, 'confirm-exchange', partnershipId, exchange.exchangeId, version, recordedAt);
      },
    },
    VoidingConfirmed: { key: both, evolve: (home, { data }) => answered(home, data.exchangeId) },

    ClosureBegun: {
      key: ({ data }) =>
        [data.a.partnerId, data.b.partnerId].filter((partner) => !data.reflectionsOf.includes(partner)),
      evolve: (home, { data: { partnershipId, graceEndsOn }, recordedAt }) => ({
        ...home,
        waiting: [...home.waiting, { what: 'reflect', partnershipId, since: recordedAt, until: graceEndsOn }],
      }),
    },
    ReflectionSubmitted: {
      key: ({ data }) => data.by,
      evolve: (home, { data: { partnershipId } }) => without(home, partnershipId, 'reflect'),
    },
    PartnershipClosed: {
      key: both,
      evolve: (home, { data: { partnershipId } }) => ({
        ...without(home, partnershipId, 'reflect'),
        open: home.open.filter((id) => id !== partnershipId),
      }),
    },
  },
});

const placeOf = ({ programId, personId }: { readonly programId: string; readonly personId: string }) => ({
  programId,
  personId,
});

function over(home: HomeDocument, { data: { partnershipId } }: Pair): HomeDocument {
  return { ...without(home, partnershipId, 'answer-proposal'), open: home.open.filter((id) => id !== partnershipId) };
}

const without = (home: HomeDocument, partnershipId: string, what: Waiting['what']): HomeDocument => ({
  ...home,
  waiting: home.waiting.filter((item) => item.what !== what || item.partnershipId !== partnershipId),
});

const answered = (home: HomeDocument, exchangeId: string): HomeDocument => ({
  ...home,
  waiting: home.waiting.filter((item) => item.exchangeId !== exchangeId),
});

const asked = (
  home: HomeDocument,
  what: Waiting['what'],
  partnershipId: string,
  exchangeId: string,
  version: number,
  since: string,
): HomeDocument => ({ ...home, waiting: [...home.waiting, { what, partnershipId, exchangeId, version, since }] });

const otherThan = ({ a, b }: Pair['data'], partnerId: string) =>
  a.partnerId === partnerId ? b.partnerId : a.partnerId;
