import { aggregate, factOf } from '../../kernel/aggregate.js';
import { ORGANIZATION_ID, organizationFacts } from '../organization/organization.facts.js';
import { programFacts } from '../programs/program.facts.js';
import {
  CompleteMatchRound,
  DiscardMatchRound,
  DraftPairs,
  FailMatchRound,
  LeaveUnmatched,
  OpenMatchRound,
  PublishMatchRound,
} from './match-round.commands.js';
import type { MatchRoundFacts } from './match-round.facts.js';
import { matchRound } from './match-round.js';

const scope = (_: object, { input }: MatchRoundFacts) => (input === undefined ? {} : { programId: input.programId });

// StartMatchRound is no command of this aggregate: who serves it reads the pool, and asks for OpenMatchRound.
export const matchRoundAggregate = aggregate({
  collection: 'match-rounds',
  decider: matchRound,
  commands: [
    {
      command: OpenMatchRound,
      may: [],
      creates: true,
      facts: ({ programId }: OpenMatchRound) => ({
        program: factOf(programFacts, programId),
        organization: factOf(organizationFacts, ORGANIZATION_ID),
      }),
      scope: ({ programId }: OpenMatchRound) => ({ programId }),
      summary: 'Opens a round over the pool as it stands.',
    },
    { command: DraftPairs, may: [], scope, summary: 'Records a chunk of the pairs of a solution.' },
    {
      command: LeaveUnmatched,
      may: [],
      scope,
      summary: 'Records a chunk of those whom a solution leaves, with reasons.',
    },
    { command: CompleteMatchRound, may: [], scope, summary: 'Commits a solution whose chunks are all recorded.' },
    { command: FailMatchRound, may: [], scope, summary: 'Ends a round that found no solution, with the reason.' },
    {
      command: PublishMatchRound,
      may: ['coordinator'],
      scope,
      summary: 'Turns the drafts of a completed round into proposals.',
    },
    { command: DiscardMatchRound, may: ['coordinator'], scope, summary: 'Ends a round without proposals.' },
  ],
});
