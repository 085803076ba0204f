import { decider } from '../../kernel/decider.js';
import { closingDecisions } from './closing.js';
import { exchangeDecisions } from './exchanges.js';
import { partnershipEvents } from './partnership.events.js';
import { lived, open, running, type Exchange, type LoggedExchange, type Partnership } from './partnership.state.js';
import { proposingDecisions } from './proposing.js';

/** Two people who teach and learn from each other, from the proposal to the end. */
export const partnership = decider<Partnership, typeof partnershipEvents>()({
  events: partnershipEvents,
  initial: { status: 'none' },

  evolve: {
    PairProposed: (_, { source, roundId, score, expiresOn, terms, programId, partnershipId, a, b }) => ({
      status: 'proposed',
      pair: { programId, partnershipId, a, b },
      proposal: {
        source,
        ...(roundId !== undefined && { roundId }),
        ...(score !== undefined && { score }),
      },
      terms,
      expiresOn,
      acceptedBy: [],
    }),
    ProposalAccepted: (state, { by }) => {
      const proposed = open(state);
      return { ...proposed, acceptedBy: [...proposed.acceptedBy, by] };
    },
    ProposalDeclined: (state) => ({ status: 'declined', pair: open(state).pair }),
    ProposalLapsed: (state) => ({ status: 'lapsed', pair: open(state).pair }),
    PairFormed: (state, _, { occurredAt }) => {
      const { pair, proposal, terms } = open(state);
      return { status: 'formed', pair, proposal, terms, formedAt: occurredAt, exchanges: [], reflections: [] };
    },

    ExchangeLogged: (state, { exchange }) => {
      const partnership = lived(state);
      return { ...partnership, exchanges: [...partnership.exchanges, newest(exchange, 'waiting')] };
    },
    ExchangeConfirmed: (state, { exchange }) =>
      withExchange(state, exchange.exchangeId, () => ({ ...newest(exchange, 'confirmed'), counted: exchange })),
    ExchangeDisputed: (state, { exchangeId }) =>
      withExchange(state, exchangeId, (exchange) => ({ ...exchange, standing: 'disputed' })),
    DisputeWithdrawn: (state, { exchangeId }) =>
      withExchange(state, exchangeId, (exchange) => ({ ...exchange, standing: 'waiting' })),
    ExchangeCorrected: (state, { after, counted }) =>
      withExchange(state, after.exchangeId, () => ({
        ...newest(after, 'waiting'),
        ...(counted !== undefined && { counted }),
      })),
    ExchangeVoided: (state, { exchange: { exchangeId }, version, by, counted }) =>
      withExchange(state, exchangeId, (exchange) => ({
        ...exchange,
        version,
        author: by,
        standing: counted === undefined ? 'voided' : 'waiting',
      })),
    VoidingConfirmed: (state, { exchangeId }) =>
      withExchange(state, exchangeId, ({ counted: _, ...exchange }) => ({ ...exchange, standing: 'voided' })),

    ClosureBegun: (state, { reason, graceEndsOn }) => ({ ...running(state), status: 'closing', reason, graceEndsOn }),
    ReflectionSubmitted: (state, { by, gave, received, continueInformally, text }) => {
      const partnership = running(state);
      const reflection = { by, gave, received, continueInformally, hasText: text !== undefined };
      return { ...partnership, reflections: [...partnership.reflections, reflection] };
    },
    PartnershipClosed: (state, _, { occurredAt }) => {
      const { pair, proposal, terms, formedAt, exchanges, reflections } = running(state);
      return { status: 'closed', pair, proposal, terms, formedAt, exchanges, reflections, closedAt: occurredAt };
    },
  },

  decide: { ...proposingDecisions, ...exchangeDecisions, ...closingDecisions },
});

const newest = (exchange: Exchange, standing: LoggedExchange['standing']): LoggedExchange => ({
  present: exchange,
  version: exchange.version,
  author: exchange.author,
  standing,
});

function withExchange(
  state: Partnership,
  exchangeId: string,
  change: (exchange: LoggedExchange) => LoggedExchange,
): Partnership {
  const partnership = lived(state);
  const exchanges = partnership.exchanges.map((exchange) =>
    exchange.present.exchangeId === exchangeId ? change(exchange) : exchange,
  );
  return { ...partnership, exchanges };
}
