import type { RecordedOf } from '../../kernel/events.js';
import { readModel } from '../../kernel/read-model.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import { minutesFrom, movements, type ExchangeEvent, type Side } from '../exchange-movements.js';

type Proposed = Extract<RecordedOf<typeof partnershipEvents>, { type: 'PairProposed' }>['data'];

/** A partnership as lists and the scheduler need it. Its timeline is answered from its stream. */
export interface PartnershipDocument {
  readonly partnershipId: string;
  readonly programId: string;
  readonly status: 'proposed' | 'formed' | 'closing' | 'closed' | 'declined' | 'lapsed';
  readonly a: Side;
  readonly b: Side;
  readonly aPersonId: string;
  readonly bPersonId: string;
  readonly source: Proposed['source'];
  readonly roundId?: string;
  readonly score?: number;
  readonly why?: NonNullable<Proposed['why']>;
  readonly proposedOn: string;
  readonly expiresOn: string;
  /** Partner ids. */
  readonly acceptedBy: readonly string[];
  /** When the second of both accepted: from then on it waits for slots. */
  readonly bothAcceptedAt?: string;
  readonly formedOn?: string;
  readonly plannedEnd?: string;
  readonly graceEndsOn?: string;
  readonly closedOn?: string;
  readonly reason?: string;
  /** Partner ids of those who have submitted one. */
  readonly reflectionsOf: readonly string[];
  /** Confirmed minutes that each gave to the other. */
  readonly minutes: { readonly fromA: number; readonly fromB: number };
  readonly confirmedExchanges: number;
  readonly waitingExchanges: number;
}

const own = ({ data }: { readonly data: { readonly partnershipId: string } }) => data.partnershipId;

/** One document a partnership, from its proposal on. */
export const partnerships = readModel<PartnershipDocument, typeof partnershipEvents>({
  name: 'partnerships',
  version: 1,
  events: [partnershipEvents],
  indexes: [
    ['programId', 'partnershipId'],
    ['programId', 'status', 'partnershipId'],
    ['roundId', 'status'],
    ['aPersonId'],
    ['bPersonId'],
    ['status', 'expiresOn'],
    ['status', 'bothAcceptedAt'],
    ['status', 'graceEndsOn'],
  ],
  initial: (partnershipId) => ({
    partnershipId,
    programId: '',
    status: 'proposed',
    a: NOBODY,
    b: NOBODY,
    aPersonId: '',
    bPersonId: '',
    source: 'coordinator',
    proposedOn: '',
    expiresOn: '',
    acceptedBy: [],
    reflectionsOf: [],
    minutes: { fromA: 0, fromB: 0 },
    confirmedExchanges: 0,
    waitingExchanges: 0,
  }),

  on: {
    PairProposed: {
      key: own,
      evolve: (partnership, { data: { terms: _, ...proposed }, recordedDay }) => ({
        ...partnership,
        ...proposed,
        aPersonId: proposed.a.personId,
        bPersonId: proposed.b.personId,
        proposedOn: recordedDay,
      }),
    },
    ProposalAccepted: {
      key: own,
      evolve: (partnership, { data: { by }, recordedAt }) => {
        const acceptedBy = [...partnership.acceptedBy, by];
        return { ...partnership, acceptedBy, ...(acceptedBy.length === 2 ? { bothAcceptedAt: recordedAt } : {}) };
      },
    },
    ProposalDeclined: {
      key: own,
      evolve: (partnership, { data: { reason } }) => ({ ...partnership, status: 'declined', reason }),
    },
    ProposalLapsed: {
      key: own,
      evolve: (partnership, { data: { reason } }) => ({ ...partnership, status: 'lapsed', reason }),
    },
    PairFormed: {
      key: own,
      evolve: ({ bothAcceptedAt: _, ...partnership }, { data: { plannedEnd }, recordedDay }) => ({
        ...partnership,
        status: 'formed',
        formedOn: recordedDay,
        plannedEnd,
      }),
    },
    ExchangeLogged: { key: own, evolve: moved },
    ExchangeConfirmed: { key: own, evolve: moved },
    ExchangeCorrected: { key: own, evolve: moved },
    ExchangeVoided: { key: own, evolve: moved },
    VoidingConfirmed: { key: own, evolve: moved },
    ClosureBegun: {
      key: own,
      evolve: (partnership, { data: { graceEndsOn, reason } }) => ({
        ...partnership,
        status: 'closing',
        graceEndsOn,
        reason,
      }),
    },
    ReflectionSubmitted: {
      key: own,
      evolve: (partnership, { data: { by } }) => ({
        ...partnership,
        reflectionsOf: [...partnership.reflectionsOf, by],
      }),
    },
    PartnershipClosed: {
      key: own,
      evolve: ({ graceEndsOn: _, ...partnership }, { data: { reason }, recordedDay }) => ({
        ...partnership,
        status: 'closed',
        reason,
        closedOn: recordedDay,
      }),
    },
  },
});

function moved(partnership: PartnershipDocument, event: ExchangeEvent): PartnershipDocument {
  let { confirmedExchanges, waitingExchanges } = partnership;
  let { fromA, fromB } = partnership.minutes;
  for (const { exchange, among, sign } of movements(event)) {
    if (among === 'waiting') {
      waitingExchanges += sign;
      continue;
    }
    confirmedExchanges += sign;
    fromA += sign * minutesFrom(exchange, partnership.a.partnerId);
    fromB += sign * minutesFrom(exchange, partnership.b.partnerId);
  }
  return { ...partnership, minutes: { fromA, fromB }, confirmedExchanges, waitingExchanges };
}

const NOBODY: Side = { partnerId: '', personId: '', generation: '', unit: '', site: '' };
