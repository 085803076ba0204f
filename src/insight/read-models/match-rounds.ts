import type { RecordedOf } from '../../kernel/events.js';
import { readModel } from '../../kernel/read-model.js';
import { matchRoundEvents } from '../../mentoring/match-rounds/match-round.events.js';

type Started = Extract<RecordedOf<typeof matchRoundEvents>, { type: 'MatchRoundStarted' }>['data'];

/** A match round and how far it is. Drafts and unmatched are answered from its stream. */
export interface RoundDocument extends Partial<Omit<Started, 'roundId' | 'programId'>> {
  readonly roundId: string;
  readonly programId: string;
  readonly status: 'running' | 'completed' | 'failed' | 'published' | 'discarded';
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly solution?: number;
  readonly pairs?: number;
  readonly unmatched?: number;
  readonly matchable?: number;
  readonly edges?: number;
  readonly total?: number;
  readonly failure?: { readonly code: string; readonly message: string };
}

const own = ({ data }: { readonly data: { readonly roundId: string } }) => data.roundId;

/** One document a round. */
export const matchRounds = readModel<RoundDocument, typeof matchRoundEvents>({
  name: 'match-rounds',
  version: 1,
  events: [matchRoundEvents],
  indexes: [['programId', 'startedAt'], ['status']],
  initial: (roundId) => ({ roundId, programId: '', status: 'running', startedAt: '' }),

  on: {
    MatchRoundStarted: {
      key: own,
      evolve: (round, { data, recordedAt }) => ({ ...round, ...data, startedAt: recordedAt }),
    },
    MatchRoundCompleted: {
      key: own,
      evolve: (round, { data, recordedAt }) => ({ ...round, ...data, status: 'completed', endedAt: recordedAt }),
    },
    MatchRoundFailed: {
      key: own,
      evolve: (round, { data: { code, message }, recordedAt }) => ({
        ...round,
        status: 'failed',
        failure: { code, message },
        endedAt: recordedAt,
      }),
    },
    MatchRoundPublished: { key: own, evolve: (round) => ({ ...round, status: 'published' }) },
    MatchRoundDiscarded: { key: own, evolve: (round) => ({ ...round, status: 'discarded' }) },
  },
});
