import { foldOf } from '../../kernel/decider.js';
import { partnershipEvents } from './partnership.events.js';
import type { Pair } from './partnership.state.js';

/** What others may know of a partnership. */
export type PartnershipFacts = { readonly status: 'none' } | KnownPartnership;

interface KnownPartnership extends Pair {
  readonly status: 'proposed' | 'formed' | 'closing' | 'closed' | 'declined' | 'lapsed';
  /** Partner ids: while it is proposed, with both it waits for their slots. */
  readonly acceptedBy: readonly string[];
  /** Counts the times that it asks for slots. */
  readonly attempt: number;
}

export const partnershipFacts = foldOf<PartnershipFacts, typeof partnershipEvents>({
  events: partnershipEvents,
  initial: { status: 'none' },

  evolve: {
    PairProposed: (_, { programId, partnershipId, a, b }) => ({
      status: 'proposed',
      programId,
      partnershipId,
      a,
      b,
      acceptedBy: [],
      attempt: 1,
    }),
    ProposalAccepted: (state, { by }) =>
      state.status === 'none' ? state : { ...state, acceptedBy: [...state.acceptedBy, by] },
    ProposalDeclined: (state) => now(state, 'declined'),
    ProposalLapsed: (state) => now(state, 'lapsed'),
    PairFormed: (state) => now(state, 'formed'),
    ClosureBegun: (state) => now(state, 'closing'),
    PartnershipClosed: (state) => now(state, 'closed'),
  },
});

const now = (state: PartnershipFacts, status: KnownPartnership['status']): PartnershipFacts =>
  state.status === 'none' ? state : { ...state, status };
