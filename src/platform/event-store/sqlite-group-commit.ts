import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Failpoint } from '../failpoint.js';
import { sqliteFault } from '../sqlite/sqlite-fault.js';
import {
  type Appended,
  type NewEvent,
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
} from './event-store.js';

interface PendingAppend {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: number | 'new';
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

/** Appends in one transaction at most: bounds how long one group keeps the event loop, to some 20 ms. */
const GROUP_LIMIT = 1_000;

/**
 * Puts the appends of one turn of the event loop into one transaction, so that they share its fsync, and answers each after the commit.
 * Revisions and ids are compared before anything of an append is inserted: one that conflicts fails alone, and sees those before it in the group.
 */
export class GroupCommit {
  #pending: PendingAppend[] = [];
  #running: Promise<void> | undefined;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #lastRevision: StatementSync;
  readonly #idsFrom: StatementSync;
  readonly #insert: StatementSync;

  constructor(
    private readonly database: DatabaseSync,
    private readonly failpoint: Failpoint,
    private readonly onCommitted: () => void,
  ) {
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#lastRevision = database.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?');
    this.#idsFrom = database.prepare(
      'SELECT id, position FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?',
    );
    this.#insert = database.prepare(
      'INSERT INTO events (stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
    );
  }

  append(stream: string, events: readonly NewEvent[], expected: number | 'new'): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ stream, events, expected, resolve, reject });
      this.#running ??= this.#commitGroups();
    });
  }

  /** When nothing is pending any more. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #commitGroups(): Promise<void> {
    while (this.#pending.length > 0) {
      await new Promise(setImmediate);
      this.#commitGroup(this.#pending.splice(0, GROUP_LIMIT));
    }
    this.#running = undefined;
  }

  #commitGroup(group: readonly PendingAppend[]): void {
    const answers: (() => void)[] = [];
    let stage: 'before' | 'inside' | 'commit' | 'committed' = 'before';
    try {
      this.failpoint('append');
      this.#begin.run();
      stage = 'inside';
      for (const pending of group) answers.push(this.#write(pending));
      this.failpoint('commit');
      stage = 'commit';
      this.#commit.run();
      stage = 'committed';
      this.failpoint('committed');
      for (const answer of answers) answer();
    } catch (error) {
      const failure = this.#failure(stage, error);
      for (const { reject } of group) reject(failure);
    } finally {
      // Also after an error: what was committed without an answer is delivered like the rest.
      this.onCommitted();
    }
  }

  /** Inserts what is new, and returns how to answer once the group is committed. */
  #write({ stream, events, expected, resolve, reject }: PendingAppend): () => void {
    const first = expected === 'new' ? 0 : expected + 1;
    const next = Number(this.#lastRevision.get(stream)?.['revision'] ?? -1) + 1;
    const appended = next === first ? this.#insertAll(stream, events, first) : this.#original(stream, events, first);
    if (appended !== undefined)
      return () => {
        resolve(appended);
      };
    const actual = next === 0 ? 'new' : next - 1;
    return () => {
      reject(new WrongExpectedRevision(stream, expected, actual));
    };
  }

  #insertAll(stream: string, events: readonly NewEvent[], first: number): Appended {
    let revision = first - 1;
    let position: number | bigint = 0;
    for (const { id, type, data, metadata } of events) {
      position = this.#insert.run(stream, ++revision, id, type, data, metadata).lastInsertRowid;
    }
    return { revision, position: BigInt(position) };
  }

  /** Where these very events already stand, if they do. */
  #original(stream: string, events: readonly NewEvent[], first: number): Appended | undefined {
    const stored = this.#idsFrom.all(stream, first, events.length);
    const last = stored.at(-1);
    const same = stored.length === events.length && stored.every(({ id }, i) => id === events[i]?.id);
    return same && last !== undefined
      ? { revision: first + events.length - 1, position: BigInt(Number(last['position'])) }
      : undefined;
  }

  /**
   * What a group is told that did not come to its end. SQLite itself rolls back the whole transaction on some errors, a full disk among
   * them; anything executed after that would be committed alone. So nothing more of the group is, whatever the error.
   */
  #failure(stage: 'before' | 'inside' | 'commit' | 'committed', cause: unknown): Error {
    if (stage === 'before')
      return new StoreUnavailable('The event store cannot be written now: nothing was appended.', { cause });
    const rolledBack = stage === 'committed' ? false : this.#rollback();
    // A commit that finds the disk full has not written its last frame, without which the transaction does not exist. After any other
    // error of a commit (of fsync, say) the frames may be found, and honored, by the recovery after a crash.
    if (sqliteFault(cause) === 'full' && stage !== 'committed') {
      return new StoreUnavailable('The disk of the event store is full: nothing was appended.', { cause });
    }
    return stage === 'inside' && rolledBack
      ? new StoreUnavailable('The event store cannot be written now: nothing was appended.', { cause })
      : new OutcomeUnknown('The event store failed in the midst of an append: send the same again.', { cause });
  }

  /** Whether there was a transaction left to roll back, and it is. */
  #rollback(): boolean {
    if (!this.database.isTransaction) return false;
    try {
      this.database.exec('ROLLBACK');
      return true;
    } catch {
      // What cannot be rolled back leaves the outcome unknown, which is what the caller then says.
      return false;
    }
  }
}
