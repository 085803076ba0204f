import { evolved, type AnyFold } from '../../kernel/decider.js';
import { derivedId } from '../../kernel/ids.js';
import type { MatchResult } from '../matching/pool.js';
import type { solveInWorker } from '../matching/solve-in-worker.js';
import { organizationFacts } from '../organization/organization.facts.js';
import { programFacts } from '../programs/program.facts.js';
import type { MatchRoundEvent } from './match-round.events.js';
import { matchRoundFacts, type MatchRoundFacts } from './match-round.facts.js';
import { matchRound } from './match-round.js';
import { MatchRoundRunner, type RunnerParts } from './match-round-runner.js';
import { openMatchRound } from './open-match-round.js';
import type { PoolEntry } from './pool-entry.js';

/** A log of match rounds in memory, for the specifications of the runner. */

export const programId = derivedId('program');
export const roundId = derivedId('round');
const program = { ...programFacts.initial, exists: true };
export const organization = {
  ...organizationFacts.initial,
  founded: true,
  catalogueVersion: 1,
  catalogues: {
    1: [{ id: 'cobol', name: 'COBOL', category: 'languages', aliases: [], arena: 'professional' as const }],
  },
};
export const clock = { now: () => '2026-03-02T09:00:00.000Z' };

const entry = (n: number): PoolEntry => ({
  ...{ programId, partnerId: derivedId('partner', n), personId: derivedId('person', n), available: true },
  ...{
    generation: 'generation-x',
    timeZone: 'UTC',
    learningStyles: [],
    methods: [],
    availability: [],
    languages: ['en'],
  },
  ...{ offers: [{ skill: 'cobol', level: 5 }], wants: [{ skill: 'go', priority: 3 }], capacity: 1, held: 0 },
  ...{ excluded: [], metOn: {}, waitedRounds: 0, waitedOn: '' },
});
export const entriesOf = (count: number) => Array.from({ length: count }, (_, n) => entry(n));

/** Pairs the first two, the next two, and so on; leaves so many at the end. */
export function pairedInOrder(pool: Parameters<typeof solveInWorker>[0], left = 2): MatchResult {
  const ids = pool.map(({ partnerId }) => partnerId);
  const paired = ids.slice(0, ids.length - left);
  const factors = { reciprocal: 1, availability: 1, styles: 1, methods: 1, generations: 1, waiting: 1, sharedHours: 2 };
  const drafts = paired.flatMap((a, at) =>
    at % 2 === 1 ? [] : [{ a, b: paired[at + 1]!, score: 10, aLearns: [], bLearns: [], aGain: 1, bGain: 1, factors }],
  );
  const unmatched = ids
    .slice(paired.length)
    .map((partnerId) => ({ partnerId, reason: 'odd-one-out' as const, candidates: 1 }));
  return { drafts, unmatched, total: drafts.length * 10, edges: 7, matchable: pool.length };
}

/** A log of match rounds, and a runner over it. */
export class Rounds {
  readonly events: (MatchRoundEvent & { readonly id: string })[] = [];
  readonly failures: unknown[] = [];
  solved = 0;
  entries = entriesOf(6);
  solve: RunnerParts['solve'] = async (pool) => pairedInOrder(pool);
  /** Throws instead of appending, when it says so. */
  beforeAppend: (step: number) => void = () => undefined;
  #asked = 0;

  start(id = roundId): void {
    const pool = { entries: this.entries, position: 4711n, version: 1 };
    const opened = openMatchRound({ programId }, program, organization, pool, clock);
    this.events.push({ id, type: 'MatchRoundStarted', data: { ...opened, roundId: id } });
  }

  runner(): MatchRoundRunner {
    return new MatchRoundRunner({
      fold: async (fold, id) =>
        (fold as unknown) === matchRoundFacts ? (this.state(id) as never) : (organization as never),
      execute: async ({ command, id, body }) => {
        this.beforeAppend(++this.#asked);
        const name =
          `${command.name.charAt(0).toLowerCase()}${command.name.slice(1)}` as keyof typeof matchRound.decide;
        const decide = matchRound.decide[name] as unknown as (...given: unknown[]) => readonly MatchRoundEvent[];
        this.events.push(...decide(this.state(id), body, { id }).map((event) => ({ ...event, id })));
      },
      entriesAt: async () => this.entries,
      runningRounds: async () =>
        [...new Set(this.events.map(({ id }) => id))].filter((id) => this.state(id).status === 'running'),
      solve: (...given) => {
        this.solved++;
        return this.solve(...given);
      },
      onFailure: (_, error) => this.failures.push(error),
    });
  }

  state(id = roundId): MatchRoundFacts {
    const about = { occurredAt: clock.now(), actor: { kind: 'system', id: '' } } as const;
    return this.events
      .filter((event) => event.id === id)
      .reduce<unknown>(
        (state, event) => evolved(matchRoundFacts as unknown as AnyFold, state, { ...event, ...about }),
        matchRoundFacts.initial,
      ) as MatchRoundFacts;
  }

  types(id = roundId): readonly string[] {
    return this.events.filter((event) => event.id === id).map(({ type }) => type);
  }

  get failure() {
    const failed = this.events.find(({ type }) => type === 'MatchRoundFailed');
    return failed?.data as { code: string; message: string } | undefined;
  }
}
