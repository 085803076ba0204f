import { addDays, addMonths, dayOf } from '../../kernel/clock.js';
import type { Context } from '../../kernel/decider.js';
import { Refusal } from '../../kernel/refusal.js';
import type { PartnerFacts } from '../partners/partner.facts.js';
import { explained, ownSide, sideFor } from './acting.js';
import { mustBeEligible, type PairFacts } from './eligibility.js';
import type {
  AcceptProposal,
  DeclineProposal,
  FormPair,
  LapseProposal,
  ProposeDraft,
  ProposePair,
} from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import { known, open, type Pair, type Partnership, type Side } from './partnership.state.js';

type Events = readonly PartnershipEvent[];

/** From a proposal to a pair, or to none. */
export const proposingDecisions = {
  proposePair(state: Partnership, command: ProposePair, context: Context<PairFacts>): Events {
    const { actor, facts, now } = context;
    if (state.status !== 'none')
      throw new Refusal('partnership-exists', 'This partnership was proposed before.', 'conflict');
    mustBeEligible(facts, command.programId, actor, now);
    const { pair, terms, expiresOn } = proposal(command, context);
    const own = [facts.a.personId, facts.b.personId].includes(actor.id);
    if (actor.kind === 'partner' && !own)
      throw new Refusal('not-your-pair', 'A partner proposes pairs to which they belong.', 'forbidden');
    const proposed = { ...pair, source: own ? 'self' : 'coordinator', expiresOn, terms } as const;
    if (!own) return [{ type: 'PairProposed', data: proposed }];
    // Who proposes themselves has said yes.
    return [
      { type: 'PairProposed', data: proposed },
      { type: 'ProposalAccepted', data: { ...pair, ...ownSide(pair, actor) } },
    ];
  },

  proposeDraft(state: Partnership, command: ProposeDraft, context: Context<PairFacts>): Events {
    if (state.status !== 'none') return [];
    const { a, b } = context.facts;
    mustBeEligible(context.facts, command.programId, context.actor, context.now);
    for (const { offers, wants } of [a, b])
      if (offers.length === 0 || wants.length === 0)
        throw new Refusal('nothing-to-exchange', 'Both need at least one offer and one want to be paired by a round.');
    const { pair, terms, expiresOn } = proposal(command, context);
    const { roundId, score, why } = command;
    return [{ type: 'PairProposed', data: { ...pair, source: 'round', roundId, score, why, expiresOn, terms } }];
  },

  acceptProposal(state: Partnership, command: AcceptProposal, { actor, now }: Context): Events {
    const { pair } = known(state);
    const acting = sideFor(pair, command, actor);
    const { acceptedBy, expiresOn } = open(state);
    if (acceptedBy.includes(acting.by)) return [];
    if (dayOf(now) > expiresOn)
      throw new Refusal(
        'proposal-expired',
        `This proposal expired on ${expiresOn}; propose the pair anew.`,
        'conflict',
      );
    return [{ type: 'ProposalAccepted', data: { ...pair, ...acting } }];
  },

  declineProposal(state: Partnership, { reason, words }: DeclineProposal, { actor }: Context): Events {
    const { pair, status } = known(state);
    const acting = ownSide(pair, actor);
    if (status === 'declined') return [];
    open(state);
    return [{ type: 'ProposalDeclined', data: { ...pair, ...acting, reason, ...explained(words) } }];
  },

  /** Excludes FormPair: whichever is recorded first stands. */
  lapseProposal(state: Partnership, { reason }: LapseProposal, { now }: Context): Events {
    const { pair, status } = known(state);
    if (status === 'lapsed' || status === 'declined') return [];
    const { expiresOn } = open(state);
    if (reason === 'expired' && dayOf(now) <= expiresOn)
      throw new Refusal('not-expired', `This proposal can be accepted until the end of ${expiresOn}.`, 'conflict');
    return [{ type: 'ProposalLapsed', data: { ...pair, reason } }];
  },

  formPair(state: Partnership, _: FormPair, { now }: Context): Events {
    const { status } = known(state);
    if (status === 'formed' || status === 'closing' || status === 'closed') return [];
    const { pair, proposal, terms, acceptedBy } = open(state);
    if (acceptedBy.length < 2)
      throw new Refusal('not-accepted-by-both', 'A pair is formed when both partners have accepted.', 'conflict');
    const plannedEnd = addMonths(dayOf(now), terms.plannedMonths);
    return [{ type: 'PairFormed', data: { ...pair, ...proposal, plannedEnd, terms } }];
  },
};

/** What stands in a proposal, wherever it comes from: the two as they are now, under the policy that holds now. */
function proposal(
  { programId, a, b }: Pick<ProposePair, 'programId' | 'a' | 'b'>,
  { id: partnershipId, facts, now }: Context<PairFacts>,
) {
  const { proposalExpiresAfterDays, lateLogDays, closureGraceDays, plannedMonths } = facts.program.policy;
  const pair: Pair = { programId, partnershipId, a: sideOf(a, facts.a), b: sideOf(b, facts.b) };
  return {
    pair,
    expiresOn: addDays(dayOf(now), proposalExpiresAfterDays),
    terms: { lateLogDays, closureGraceDays, plannedMonths },
  };
}

const sideOf = (partnerId: string, partner: PartnerFacts): Side => {
  const { personId, generation, unit, site, grade, cohortId, hiredMonth } = partner;
  return {
    partnerId,
    personId,
    generation,
    unit,
    site,
    ...(grade !== undefined && { grade }),
    ...(cohortId !== undefined && { cohortId }),
    ...(hiredMonth !== undefined && { hiredMonth }),
  };
};
