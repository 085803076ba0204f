import type { Scope } from '../../kernel/actor.js';
import { aggregate, factOf } from '../../kernel/aggregate.js';
import { partnerFacts } from '../partners/partner.facts.js';
import { programFacts } from '../programs/program.facts.js';
import type { PairFacts } from './eligibility.js';
import {
  AcceptProposal,
  BeginClosure,
  ClosePartnership,
  ConfirmExchange,
  CorrectExchange,
  DeclineProposal,
  DisputeExchange,
  FormPair,
  LapseProposal,
  LogExchange,
  ProposeDraft,
  ProposePair,
  SubmitReflection,
  VoidExchange,
  WithdrawDispute,
} from './partnership.commands.js';
import { partnership } from './partnership.js';
import type { Partnership } from './partnership.state.js';

type Proposal = Pick<ProposePair, 'programId' | 'a' | 'b'>;

const facts = ({ programId, a, b }: Proposal) => ({
  program: factOf(programFacts, programId),
  a: factOf(partnerFacts, a),
  b: factOf(partnerFacts, b),
});
const scopeOfProposal = ({ programId }: Proposal, _: Partnership, { a, b }: PairFacts): Scope => ({
  programId,
  persons: [a.personId, b.personId],
});
const scope = (_: object, state: Partnership): Scope =>
  state.status === 'none'
    ? {}
    : { programId: state.pair.programId, persons: [state.pair.a.personId, state.pair.b.personId] };

const partners = { may: ['partner'], scope } as const;
const partnersAndCoordinators = { may: ['partner', 'coordinator'], scope } as const;
const system = { may: [], scope } as const;

export const partnershipAggregate = aggregate({
  collection: 'partnerships',
  decider: partnership,
  commands: [
    {
      command: ProposePair,
      may: ['partner', 'coordinator'],
      creates: true,
      facts,
      scope: scopeOfProposal,
      summary: 'Propose that two partners of a program become a pair; a partner proposes themselves and another.',
    },
    {
      command: ProposeDraft,
      may: [],
      creates: true,
      facts,
      scope: scopeOfProposal,
      summary: 'Propose a pair that a match round drafted.',
    },
    {
      command: AcceptProposal,
      ...partnersAndCoordinators,
      summary: 'Accept a proposal; a coordinator does so on behalf of a partner, with a reason.',
    },
    { command: DeclineProposal, ...partners, summary: 'Decline a proposal.' },
    { command: LapseProposal, ...system, summary: 'Let a proposal lapse.' },
    { command: FormPair, ...system, summary: 'Form the pair that both have accepted and hold slots for.' },
    { command: LogExchange, ...partners, summary: 'Log a meeting, and what each gave to the other in it.' },
    {
      command: ConfirmExchange,
      ...partnersAndCoordinators,
      summary: 'Confirm the version of an exchange, or its voiding, that the other partner wrote; then it counts.',
    },
    {
      command: DisputeExchange,
      ...partners,
      summary: 'Dispute the version of an exchange that the other partner wrote.',
    },
    { command: WithdrawDispute, ...partners, summary: 'Withdraw a dispute: the exchange waits to be confirmed again.' },
    {
      command: CorrectExchange,
      ...partners,
      summary: 'Write a new version of an exchange; it counts when the other partner has confirmed it.',
    },
    {
      command: VoidExchange,
      ...partners,
      summary: 'Void an exchange; one that counts goes on counting until the other partner confirms.',
    },
    {
      command: BeginClosure,
      ...partnersAndCoordinators,
      summary: 'Begin to close: both partners are asked for a reflection.',
    },
    { command: SubmitReflection, ...partners, summary: 'Submit what one gave and received, as one sees it.' },
    {
      command: ClosePartnership,
      ...partnersAndCoordinators,
      summary: 'Close the partnership with both reflections; a coordinator can waive missing ones, with words.',
    },
  ],
});
