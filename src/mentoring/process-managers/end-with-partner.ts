import { processManager, type World } from '../../kernel/process-manager.js';
import { partnerEvents } from '../partners/partner.events.js';
import { BeginClosure, LapseProposal } from '../partnerships/partnership.commands.js';
import { partnershipEvents } from '../partnerships/partnership.events.js';

/** What is remembered of a partner: whether they have left, and what of theirs is open. */
interface Departure {
  readonly left: boolean;
  readonly proposed: readonly string[];
  readonly formed: readonly string[];
}

interface Pair {
  readonly data: {
    readonly partnershipId: string;
    readonly a: { readonly partnerId: string };
    readonly b: { readonly partnerId: string };
  };
}

const PRESENT: Departure = { left: false, proposed: [], formed: [] };
const own = ({ data }: { readonly data: { readonly partnerId: string } }) => data.partnerId;
const both = ({ data: { a, b } }: Pair) => [a.partnerId, b.partnerId];

/** When a partner has withdrawn, their proposals lapse and their partnerships are led to their close; of what comes afterwards, too. */
export const endWithPartner = processManager<Departure, typeof partnerEvents | typeof partnershipEvents>({
  name: 'end-with-partner',
  version: 1,
  startsAt: 'beginning',
  events: [partnerEvents, partnershipEvents],

  state: {
    PartnerWithdrawn: { key: own, evolve: (state = PRESENT) => kept({ ...state, left: true }) },
    PartnerRejoined: { key: own, evolve: (state = PRESENT) => kept({ ...state, left: false }) },
    PairProposed: {
      key: both,
      evolve: (state = PRESENT, { data }) => kept({ ...state, proposed: [...state.proposed, data.partnershipId] }),
    },
    ProposalDeclined: { key: both, evolve: over },
    ProposalLapsed: { key: both, evolve: over },
    PairFormed: {
      key: both,
      evolve: (state = PRESENT, { data: { partnershipId } }) => ({
        left: state.left,
        proposed: state.proposed.filter((id) => id !== partnershipId),
        formed: [...state.formed, partnershipId],
      }),
    },
    PartnershipClosed: { key: both, evolve: over },
  },

  on: {
    async PartnerWithdrawn({ data: { partnerId } }, world) {
      const state = await world.state(partnerId);
      if (state?.left !== true) return; // they have come back
      for (const id of state.proposed) await world.ask(LapseProposal, id, { reason: 'withdrawn' });
      for (const id of state.formed) await world.ask(BeginClosure, id, { reason: 'left' });
    },
    async PairProposed({ data }, world) {
      if (await anyLeft(both({ data }), world))
        await world.ask(LapseProposal, data.partnershipId, { reason: 'withdrawn' });
    },
    async PairFormed({ data }, world) {
      if (await anyLeft(both({ data }), world)) await world.ask(BeginClosure, data.partnershipId, { reason: 'left' });
    },
  },
});

function over(state: Departure | undefined = PRESENT, { data: { partnershipId } }: Pair): Departure | undefined {
  const open = (id: string) => id !== partnershipId;
  return kept({ ...state, proposed: state.proposed.filter(open), formed: state.formed.filter(open) });
}

/** Nothing is kept of a partner who is there and has nothing open. */
const kept = (state: Departure) =>
  state.left || state.proposed.length > 0 || state.formed.length > 0 ? state : undefined;

async function anyLeft(partnerIds: readonly string[], world: World<Departure>): Promise<boolean> {
  for (const partnerId of partnerIds) if ((await world.state(partnerId))?.left === true) return true;
  return false;
}
