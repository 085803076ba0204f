import type { Static } from 'typebox';
import { foldOf } from '../../kernel/decider.js';
import type { RecordedData } from '../../kernel/sealed.js';
import { programEvents, type Policy as PolicySchema } from './program.events.js';

/** The rules of a program. An absent maximum: no limit. */
export type Policy = RecordedData<Static<typeof PolicySchema>>;

/** What holds until a program says otherwise. */
export const DEFAULT_POLICY: Policy = {
  maxActivePartnerships: 3,
  excludeReportingLine: true,
  // Below a fifth, one of the two mostly teaches and hardly learns: that is mentoring one way.
  minReciprocity: 0.2,
  proposalExpiresAfterDays: 14,
  reproposeAfterDays: 180,
  plannedMonths: 6,
  lateLogDays: 60,
  closureGraceDays: 14,
  kAnonymity: 5,
  weights: { relatedSkill: 0.3, generationBonus: 0.05, waitingBonus: 0.02 },
};

/** What others may know of a program. */
export interface ProgramFacts {
  readonly exists: boolean;
  readonly name: string;
  readonly purpose?: string;
  readonly policy: Policy;
  readonly timeZone: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
}

export const programFacts = foldOf<ProgramFacts, typeof programEvents>({
  events: programEvents,
  initial: { exists: false, name: '', policy: DEFAULT_POLICY, timeZone: 'UTC' },

  evolve: {
    ProgramDesigned: ({ policy }, { programId: _, ...design }) => ({ ...design, exists: true, policy }),
    PolicySet: (program, { policy }) => ({ ...program, policy }),
  },
});
