import type { Static } from 'typebox';
import { foldOf } from '../../kernel/decider.js';
import type { RecordedData } from '../../kernel/sealed.js';
import {
  matchRoundEvents,
  type Draft as DraftSchema,
  type Parameters as ParametersSchema,
  type Unmatched as UnmatchedSchema,
} from './match-round.events.js';

export type Draft = RecordedData<Static<typeof DraftSchema>>;
export type Parameters = RecordedData<Static<typeof ParametersSchema>>;
export type Unmatched = RecordedData<Static<typeof UnmatchedSchema>>;

/** What the matching was given. */
export interface RoundInput {
  readonly programId: string;
  readonly poolPosition: string;
  readonly poolVersion: number;
  readonly poolHash: string;
  readonly poolSize: number;
  readonly parameters: Parameters;
  readonly catalogueVersion: number;
  readonly engine: string;
  readonly timeZoneData: string;
}

/** What others may know of a match round. Drafts and unmatched are of the latest `solution` (0: none yet), whole once it is completed. */
export interface MatchRoundFacts {
  readonly status: 'none' | 'running' | 'completed' | 'failed' | 'published' | 'discarded';
  /** Present once it has started. */
  readonly input?: RoundInput;
  readonly solution: number;
  readonly drafts: readonly Draft[];
  readonly unmatched: readonly Unmatched[];
  /** The numbers of the chunks that are recorded. */
  readonly draftChunks: readonly number[];
  readonly unmatchedChunks: readonly number[];
}

export const matchRoundFacts = foldOf<MatchRoundFacts, typeof matchRoundEvents>({
  events: matchRoundEvents,
  initial: { status: 'none', solution: 0, drafts: [], unmatched: [], draftChunks: [], unmatchedChunks: [] },

  evolve: {
    MatchRoundStarted: (round, { roundId: _, ...input }) => ({ ...round, status: 'running', input }),
    PairsDrafted: (before, { solution, chunk, pairs }) => {
      const round = within(before, solution);
      return { ...round, drafts: [...round.drafts, ...pairs], draftChunks: [...round.draftChunks, chunk] };
    },
    PartnersLeftUnmatched: (before, { solution, chunk, partners }) => {
      const round = within(before, solution);
      return {
        ...round,
        unmatched: [...round.unmatched, ...partners],
        unmatchedChunks: [...round.unmatchedChunks, chunk],
      };
    },
    MatchRoundCompleted: (round, { solution }) => ({ ...within(round, solution), status: 'completed' }),
    MatchRoundFailed: (round) => ({ ...round, status: 'failed' }),
    MatchRoundPublished: (round) => ({ ...round, status: 'published' }),
    MatchRoundDiscarded: (round) => ({ ...round, status: 'discarded' }),
  },
});

/** A later solution takes the place of the one before. */
const within = (round: MatchRoundFacts, solution: number): MatchRoundFacts =>
  round.solution === solution
    ? round
    : { ...round, solution, drafts: [], unmatched: [], draftChunks: [], unmatchedChunks: [] };
