import type { Fold } from '../../kernel/decider.js';
import type { EventSchemas } from '../../kernel/events.js';
import type { Actor } from '../../kernel/actor.js';
import { derivedId } from '../../kernel/ids.js';
import { Refusal } from '../../kernel/refusal.js';
import { PoolTooLarge } from '../matching/limits.js';
import { poolHash } from '../matching/pool-hash.js';
import type { MatchParameters, MatchResult, MatchStage, PoolPartner } from '../matching/pool.js';
import type { solveInWorker } from '../matching/solve-in-worker.js';
import { ORGANIZATION_ID, organizationFacts, type Skill } from '../organization/organization.facts.js';
import { CompleteMatchRound, DraftPairs, FailMatchRound, LeaveUnmatched } from './match-round.commands.js';
import { matchRoundFacts, type RoundInput } from './match-round.facts.js';
import { poolOf, type PoolEntry } from './pool-entry.js';

const SOLUTION = 1;
const PAIRS_A_CHUNK = 200;
const UNMATCHED_A_CHUNK = 500;
const SYSTEM: Actor = { kind: 'system', id: derivedId('match-round-runner') };

export interface Progress {
  readonly stage: MatchStage | 'waiting' | 'recording';
  readonly done: number;
  readonly of: number;
}

export interface RunnerParts {
  fold<S, V extends EventSchemas>(fold: Fold<S, V>, id: string): Promise<S>;
  execute(request: {
    readonly command: new () => object;
    readonly id: string;
    readonly body: object;
    readonly commandId: string;
    readonly by: { readonly actor: Actor };
    readonly correlationId: string;
  }): Promise<unknown>;
  /** The entries of a program's partners as they stood at a position. */
  entriesAt(programId: string, poolVersion: number, position: bigint): Promise<readonly PoolEntry[]>;
  /** Ids of the rounds that are running by the record. */
  runningRounds(): Promise<readonly string[]>;
  readonly solve: typeof solveInWorker;
  readonly onFailure: (roundId: string, error: unknown) => void;
}

/**
 * Brings every round that was started to its end: the pool of its position, the best pairs in a worker thread, and the answer in chunks.
 * Chunks have command ids of their own, so a round that was cut off goes on where it stopped.
 */
export class MatchRoundRunner {
  readonly #progress = new Map<string, Progress>();
  readonly #stop = new AbortController();
  #busy: Promise<void> = Promise.resolve();

  constructor(private readonly parts: RunnerParts) {}

  progress(roundId: string): Progress | undefined {
    return this.#progress.get(roundId);
  }

  /** Runs a round after those that wait already. Resolves when it has come to an end, or the runner was stopped. */
  run(roundId: string): Promise<void> {
    if (this.#progress.has(roundId)) return this.#busy;
    this.#progress.set(roundId, { stage: 'waiting', done: 0, of: 1 });
    this.#busy = this.#busy.then(async () => {
      try {
        if (!this.#stop.signal.aborted) await this.#run(roundId);
      } catch (error) {
        if (!this.#stop.signal.aborted) this.parts.onFailure(roundId, error);
      } finally {
        this.#progress.delete(roundId);
      }
    });
    return this.#busy;
  }

  /** Takes up the rounds that nobody runs: after a start, and by the scheduler. */
  async resume(): Promise<void> {
    for (const roundId of await this.parts.runningRounds()) void this.run(roundId);
  }

  async stop(): Promise<void> {
    this.#stop.abort(new Error('The house is closing.'));
    await this.#busy;
  }

  async #run(roundId: string): Promise<void> {
    const { status, input } = await this.parts.fold(matchRoundFacts, roundId);
    if (status !== 'running' || input === undefined) return;
    // A store that does not answer: the round is taken up again.
    const pool = await this.#poolOf(input);
    if (pool === undefined) return this.#fail(roundId, 'pool-changed', POOL_CHANGED);
    const { catalogues } = await this.parts.fold(organizationFacts, ORGANIZATION_ID);
    const categories = categoriesOf(catalogues[input.catalogueVersion] ?? []);
    let result: MatchResult & { readonly persons: Persons };
    try {
      result = await this.#solve(roundId, pool, { ...input.parameters, categories });
    } catch (error) {
      if (this.#stop.signal.aborted) throw error;
      if (error instanceof PoolTooLarge) return this.#fail(roundId, 'pool-too-large', error.message);
      this.parts.onFailure(roundId, error);
      return this.#fail(roundId, 'matching-failed', MATCHING_FAILED);
    }
    try {
      await this.#record(roundId, result);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'match-round-not-running') return; // it was discarded meanwhile
      this.parts.onFailure(roundId, error);
      await this.#fail(roundId, 'solution-changed', SOLUTION_CHANGED);
    }
  }

  async #fail(roundId: string, code: string, message: string): Promise<void> {
    try {
      await this.#ask(FailMatchRound, roundId, 'fail', { code, message });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error; // refused: it has come to another end meanwhile
    }
  }

  /** The pool that the round was started with; none when the log gives another. */
  async #poolOf({ programId, poolVersion, poolPosition, poolHash: recorded, parameters }: RoundInput) {
    const pool = poolOf(await this.parts.entriesAt(programId, poolVersion, BigInt(poolPosition)), parameters);
    return poolHash(pool) === recorded ? pool : undefined;
  }

  async #solve(
    roundId: string,
    pool: readonly PoolPartner[],
    parameters: MatchParameters,
  ): Promise<MatchResult & { readonly persons: Persons }> {
    const result = await this.parts.solve(pool, parameters, {
      signal: this.#stop.signal,
      onProgress: (stage, done, of) => {
        this.#progress.set(roundId, { stage, done, of });
      },
    });
    return { ...result, persons: new Map(pool.map(({ partnerId, personId }) => [partnerId, personId])) };
  }

  async #record(
    roundId: string,
    { drafts, unmatched, ...counts }: MatchResult & { readonly persons: Persons },
  ): Promise<void> {
    const chunks = Math.ceil(drafts.length / PAIRS_A_CHUNK) + Math.ceil(unmatched.length / UNMATCHED_A_CHUNK);
    let done = 0;
    const recorded = () => this.#progress.set(roundId, { stage: 'recording', done: ++done, of: chunks });
    const person = (partnerId: string) => counts.persons.get(partnerId) ?? '';
    const pairsOf = drafts.map(({ a, b, score, ...why }) => ({
      a,
      b,
      aPersonId: person(a),
      bPersonId: person(b),
      score,
      why,
    }));
    for (const [chunk, pairs] of inChunks(pairsOf, PAIRS_A_CHUNK)) {
      await this.#ask(DraftPairs, roundId, `pairs-${chunk}`, { solution: SOLUTION, chunk, pairs });
      recorded();
    }
    for (const [chunk, partners] of inChunks(unmatched, UNMATCHED_A_CHUNK)) {
      await this.#ask(LeaveUnmatched, roundId, `unmatched-${chunk}`, { solution: SOLUTION, chunk, partners });
      recorded();
    }
    const { total, matchable, edges } = counts;
    await this.#ask(CompleteMatchRound, roundId, 'complete', {
      solution: SOLUTION,
      pairs: drafts.length,
      unmatched: unmatched.length,
      total,
      matchable,
      edges,
    });
  }

  async #ask(command: new () => object, roundId: string, step: string, body: object): Promise<void> {
    await this.parts.execute({
      command,
      id: roundId,
      body,
      commandId: derivedId('match-round', roundId, SOLUTION, step),
      by: { actor: SYSTEM },
      correlationId: roundId,
    });
  }
}

const MATCHING_FAILED =
  'The matching ended with an error. Start another round; if it fails again, the log of the server says why.';
const POOL_CHANGED =
  'The pool that the log gives at the recorded position is not the one that the round was started with. Start another round.';
const SOLUTION_CHANGED =
  'The round was cut off, and what was recorded before does not go with what the matching finds now. Start another round.';

/** Partner id → person id. */
type Persons = ReadonlyMap<string, string>;

const categoriesOf = (skills: readonly Skill[]): Record<string, string> =>
  Object.fromEntries(skills.map(({ id, category }) => [id, category]));

function* inChunks<T>(items: readonly T[], size: number): Generator<[number, readonly T[]]> {
  for (let first = 0; first < items.length; first += size) yield [first / size, items.slice(first, first + size)];
}
