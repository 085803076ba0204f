import { decider, type Context } from '../../kernel/decider.js';
import { Refusal } from '../../kernel/refusal.js';
import type { OrganizationFacts } from '../organization/organization.facts.js';
import type { ProgramFacts } from '../programs/program.facts.js';
import type {
  CompleteMatchRound,
  DiscardMatchRound,
  DraftPairs,
  FailMatchRound,
  LeaveUnmatched,
  OpenMatchRound,
  PublishMatchRound,
} from './match-round.commands.js';
import { type matchRoundEvents } from './match-round.events.js';
import { matchRoundFacts, type MatchRoundFacts, type RoundInput } from './match-round.facts.js';

/** An event of 200 drafts, or of 500 who are left, stays below what one append may hold. */
const MAX_PAIRS = 200;
const MAX_PARTNERS = 500;

type OpeningContext = Context<{ readonly program: ProgramFacts; readonly organization: OrganizationFacts }>;

/** A search for the best set of pairs. Its solution comes in chunks and counts from its completion on. */
export const matchRound = decider<MatchRoundFacts, typeof matchRoundEvents>()({
  ...matchRoundFacts,

  decide: {
    openMatchRound(state, command: OpenMatchRound, { id: roundId, facts: { program, organization } }: OpeningContext) {
      if (state.status !== 'none')
        throw new Refusal('match-round-exists', 'This round was started before.', 'conflict');
      if (!program.exists) throw new Refusal('program-not-found', 'There is no such program.', 'not-found');
      if (command.catalogueVersion > organization.catalogueVersion)
        throw new Refusal('catalogue-not-found', `There is no skill catalogue of version ${command.catalogueVersion}.`);
      if (command.poolSize < 2)
        throw new Refusal(
          'pool-too-small',
          'Fewer than two partners can take another partnership: there is nobody to pair.',
        );
      return [{ type: 'MatchRoundStarted', data: { ...command, roundId } }];
    },

    draftPairs(state, { solution, chunk, pairs }: DraftPairs, { id: roundId }: Context) {
      const { programId } = running(state, solution);
      if (isRecorded(state, solution, chunk, state.draftChunks)) return [];
      assertSize(pairs, MAX_PAIRS);
      if (pairs.some(({ a, b }) => a >= b))
        throw new Refusal(
          'pair-out-of-order',
          'A draft names two different partners, the one with the smaller id first.',
        );
      assertNew(
        state,
        solution,
        pairs.flatMap(({ a, b }) => [a, b]),
      );
      return [{ type: 'PairsDrafted', data: { programId, roundId, solution, chunk, pairs } }];
    },

    leaveUnmatched(state, { solution, chunk, partners }: LeaveUnmatched, { id: roundId }: Context) {
      const { programId } = running(state, solution);
      if (isRecorded(state, solution, chunk, state.unmatchedChunks)) return [];
      assertSize(partners, MAX_PARTNERS);
      assertNew(
        state,
        solution,
        partners.map(({ partnerId }) => partnerId),
      );
      return [{ type: 'PartnersLeftUnmatched', data: { programId, roundId, solution, chunk, partners } }];
    },

    completeMatchRound(state, command: CompleteMatchRound, { id: roundId }: Context) {
      if (state.status === 'completed' && state.solution === command.solution) return [];
      const { programId } = running(state, command.solution);
      const recorded = state.solution === command.solution ? state : matchRoundFacts.initial;
      const total = recorded.drafts.reduce((sum, { score }) => sum + score, 0);
      if (
        recorded.drafts.length !== command.pairs ||
        recorded.unmatched.length !== command.unmatched ||
        total !== command.total
      )
        throw new Refusal(
          'solution-incomplete',
          `Recorded are ${recorded.drafts.length} pairs with a total of ${total} and ${recorded.unmatched.length} unmatched, ` +
            `completed would be ${command.pairs} with ${command.total} and ${command.unmatched}.`,
          'conflict',
        );
      return [{ type: 'MatchRoundCompleted', data: { ...command, programId, roundId } }];
    },

    failMatchRound(state, { code, message }: FailMatchRound, { id: roundId }: Context) {
      if (state.status === 'failed') return [];
      const { programId } = running(state, state.solution);
      return [{ type: 'MatchRoundFailed', data: { programId, roundId, code, message } }];
    },

    publishMatchRound(state, _: PublishMatchRound, { id: roundId }: Context) {
      const { programId } = started(state);
      if (state.status === 'published') return [];
      if (state.status !== 'completed') throw notCompleted(state);
      const { solution, drafts } = state;
      return [{ type: 'MatchRoundPublished', data: { programId, roundId, solution, pairs: drafts.length } }];
    },

    discardMatchRound(state, _: DiscardMatchRound, { id: roundId }: Context) {
      const { programId } = started(state);
      if (state.status === 'discarded') return [];
      if (state.status === 'published')
        throw new Refusal(
          'match-round-published',
          'The round is published: its proposals are with the partners.',
          'conflict',
        );
      return [{ type: 'MatchRoundDiscarded', data: { programId, roundId } }];
    },
  },
});

function started({ input }: MatchRoundFacts): RoundInput {
  if (input === undefined) throw new Refusal('match-round-not-found', 'There is no such match round.', 'not-found');
  return input;
}

function running(state: MatchRoundFacts, solution: number): RoundInput {
  const input = started(state);
  if (state.status !== 'running')
    throw new Refusal('match-round-not-running', `The round is ${state.status} and takes no more results.`, 'conflict');
  if (solution < state.solution)
    throw new Refusal(
      'solution-superseded',
      `Solution ${solution} was replaced by solution ${state.solution}.`,
      'conflict',
    );
  return input;
}

function notCompleted({ status }: MatchRoundFacts): Refusal {
  switch (status) {
    case 'discarded':
      return new Refusal('match-round-discarded', 'The round was discarded: start another.', 'conflict');
    case 'failed':
      return new Refusal('match-round-failed', 'The round has failed: start another.', 'conflict');
    default:
      return new Refusal('match-round-running', 'The round is not finished yet: wait until it is.', 'conflict');
  }
}

const isRecorded = (state: MatchRoundFacts, solution: number, chunk: number, chunks: readonly number[]): boolean =>
  solution === state.solution && chunks.includes(chunk);

function assertSize(entries: readonly unknown[], max: number): void {
  if (entries.length > max)
    throw new Refusal('chunk-too-large', `A chunk holds ${max} entries at most, this one has ${entries.length}.`);
}

/** A solution places everybody once. */
function assertNew(state: MatchRoundFacts, solution: number, partnerIds: readonly string[]): void {
  const { drafts, unmatched } = solution === state.solution ? state : matchRoundFacts.initial;
  const placed = new Set([...drafts.flatMap(({ a, b }) => [a, b]), ...unmatched.map(({ partnerId }) => partnerId)]);
  for (const partnerId of partnerIds) {
    if (placed.has(partnerId))
      throw new Refusal('partner-placed-twice', `The solution places partner ${partnerId} twice.`);
    placed.add(partnerId);
  }
}
