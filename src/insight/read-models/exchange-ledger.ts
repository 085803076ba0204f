import { readModel } from '../../kernel/read-model.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import type { Exchange, Side } from '../exchange-movements.js';

/** One meeting as it stands now. Topics, place and note are sealed in `present`. */
export interface ExchangeDocument {
  readonly exchangeId: string;
  readonly partnershipId: string;
  readonly programId: string;
  readonly a: Side;
  readonly b: Side;
  /** The newest version that says what took place. */
  readonly present?: Exchange;
  /** Of the newest version, which may be a voiding: what confirming and disputing name. */
  readonly version: number;
  /** The partner who wrote the newest version; the other confirms or disputes it. */
  readonly author: string;
  readonly state: 'waiting' | 'disputed' | 'confirmed' | 'voiding' | 'voided';
  readonly disputeReason?: string;
  /** The version whose minutes count. */
  readonly counted?: Exchange;
  readonly heldAt: string;
  readonly loggedAt: string;
  readonly changedAt: string;
  /** What counts was confirmed by a coordinator for a partner. */
  readonly onBehalf?: true;
}

const logged = ({ data }: { readonly data: { readonly exchange: Exchange } }) => data.exchange.exchangeId;
const named = ({ data }: { readonly data: { readonly exchangeId: string } }) => data.exchangeId;

/** One document an exchange, with all that is said of it. */
export const exchangeLedger = readModel<ExchangeDocument, typeof partnershipEvents>({
  name: 'exchange-ledger',
  version: 1,
  events: [partnershipEvents],
  indexes: [
    ['programId', 'heldAt'],
    ['programId', 'state', 'heldAt'],
    ['partnershipId', 'heldAt'],
  ],
  initial: (exchangeId) => ({
    exchangeId,
    partnershipId: '',
    programId: '',
    a: NOBODY,
    b: NOBODY,
    version: 0,
    author: '',
    state: 'waiting',
    heldAt: '',
    loggedAt: '',
    changedAt: '',
  }),

  on: {
    ExchangeLogged: {
      key: logged,
      evolve: (entry, { data: { exchange, partnershipId, programId, a, b }, recordedAt }) => ({
        ...entry,
        partnershipId,
        programId,
        a,
        b,
        ...standing(exchange),
        loggedAt: recordedAt,
        changedAt: recordedAt,
      }),
    },
    ExchangeConfirmed: {
      key: logged,
      evolve: ({ onBehalf: _, ...entry }, { data: { exchange, onBehalf }, recordedAt }) => ({
        ...entry,
        state: 'confirmed',
        counted: exchange,
        changedAt: recordedAt,
        ...(onBehalf === undefined ? {} : { onBehalf }),
      }),
    },
    ExchangeDisputed: {
      key: named,
      evolve: (entry, { data: { reason }, recordedAt }) => ({
        ...entry,
        state: 'disputed',
        disputeReason: reason,
        changedAt: recordedAt,
      }),
    },
    DisputeWithdrawn: {
      key: named,
      evolve: ({ disputeReason: _, ...entry }, { data: { version }, recordedAt }) => ({
        ...entry,
        state: version > (entry.present?.version ?? version) ? 'voiding' : 'waiting',
        changedAt: recordedAt,
      }),
    },
    ExchangeCorrected: {
      key: ({ data }) => data.after.exchangeId,
      evolve: ({ disputeReason: _, ...entry }, { data: { after }, recordedAt }) => ({
        ...entry,
        ...standing(after),
        state: 'waiting',
        changedAt: recordedAt,
      }),
    },
    ExchangeVoided: {
      key: logged,
      evolve: ({ disputeReason: _, ...entry }, { data: { version, by, counted }, recordedAt }) => ({
        ...entry,
        version,
        author: by,
        state: counted === undefined ? 'voided' : 'voiding',
        changedAt: recordedAt,
      }),
    },
    VoidingConfirmed: {
      key: named,
      evolve: ({ counted: _, ...entry }, { recordedAt }) => ({ ...entry, state: 'voided', changedAt: recordedAt }),
    },
  },
});

const standing = (exchange: Exchange) => ({
  exchangeId: exchange.exchangeId,
  present: exchange,
  version: exchange.version,
  author: exchange.author,
  heldAt: exchange.heldAt,
});

const NOBODY: Side = { partnerId: '', personId: '', generation: '', unit: '', site: '' };
