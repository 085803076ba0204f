import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { canonicalJson } from '../../kernel/canonical-json.js';
import { noFailpoint, type Failpoint } from '../failpoint.js';
import { StoreOfAnotherLog, type Checkpoint } from '../read-store/read-store.js';
import { openDatabaseFile, type DatabaseFormat } from '../sqlite/database-file.js';
import { available, transaction } from '../sqlite/transaction.js';
import type { ManagerProgress, OperationsStore, ParkedEvent } from './operations-store.js';

export interface SqliteOperationsStoreOptions {
  /** Called where a test may kill the process: `manager-commit` before the commit of a manager's step, `manager-committed` after it. */
  readonly failpoint?: Failpoint;
}

/** The operations store in one SQLite file, or in memory. @throws StoreUnusable */
export const openSqliteOperationsStore = (path: string, options: SqliteOperationsStoreOptions = {}): OperationsStore =>
  new SqliteOperationsStore(openDatabaseFile(path, FORMAT), options.failpoint ?? noFailpoint);

const FORMAT: DatabaseFormat = {
  what: 'operations store',
  applicationId: 0x4d50_4f50, // "MPOP"
  version: 1,
  // Positions are decimal strings, as everywhere outside the log.
  schema: `CREATE TABLE identity (log TEXT NOT NULL) STRICT;
    CREATE TABLE managers (
      manager TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      position TEXT,
      event_id TEXT,
      recorded_day TEXT,
      parked TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE states (
      manager TEXT NOT NULL,
      key TEXT NOT NULL,
      state TEXT NOT NULL,
      PRIMARY KEY (manager, key)
    ) STRICT, WITHOUT ROWID`,
  settings: 'PRAGMA synchronous=FULL',
  remedy: 'restore a backup',
};

class SqliteOperationsStore implements OperationsStore {
  readonly #database: DatabaseSync;
  readonly #failpoint: Failpoint;
  readonly #progress: StatementSync;
  readonly #putProgress: StatementSync;
  readonly #state: StatementSync;
  readonly #putState: StatementSync;
  readonly #removeState: StatementSync;
  readonly #removeStates: StatementSync;

  constructor(database: DatabaseSync, failpoint: Failpoint) {
    this.#database = database;
    this.#failpoint = failpoint;
    this.#progress = database.prepare('SELECT * FROM managers WHERE manager = ?');
    this.#putProgress = database.prepare('INSERT OR REPLACE INTO managers VALUES (?, ?, ?, ?, ?, ?)');
    this.#state = database.prepare('SELECT state FROM states WHERE manager = ? AND key = ?');
    this.#putState = database.prepare('INSERT OR REPLACE INTO states VALUES (?, ?, ?)');
    this.#removeState = database.prepare('DELETE FROM states WHERE manager = ? AND key = ?');
    this.#removeStates = database.prepare('DELETE FROM states WHERE manager = ?');
  }

  async bind(logId: string): Promise<void> {
    transaction(this.#database, FORMAT.what, () => {
      const log = this.#database.prepare('SELECT log FROM identity').get()?.['log'];
      if (log === undefined) this.#database.prepare('INSERT INTO identity VALUES (?)').run(logId);
      else if (log !== logId) throw new StoreOfAnotherLog(FORMAT.what, String(log), logId);
    });
  }

  async progress(manager: string): Promise<ManagerProgress | undefined> {
    const row = available(FORMAT.what, () => this.#progress.get(manager));
    if (row === undefined) return undefined;
    return { version: Number(row['version']), checkpoint: checkpointOf(row), parked: parkedOf(row) };
  }

  async states(manager: string, keys: readonly string[]): Promise<ReadonlyMap<string, object>> {
    return available(FORMAT.what, () => {
      const states = new Map<string, object>();
      for (const key of keys) {
        const row = this.#state.get(manager, key);
        if (row !== undefined) states.set(key, JSON.parse(String(row['state'])) as object);
      }
      return states;
    });
  }

  async commit(
    manager: string,
    { version, checkpoint, parked }: ManagerProgress,
    states: ReadonlyMap<string, object | undefined>,
  ): Promise<void> {
    const write = () => {
      for (const [key, state] of states) {
        if (state === undefined) this.#removeState.run(manager, key);
        else this.#putState.run(manager, key, canonicalJson(state));
      }
      const { position, eventId, recordedDay } = checkpoint ?? { position: null, eventId: null, recordedDay: null };
      this.#putProgress.run(manager, version, position?.toString() ?? null, eventId, recordedDay, parkedText(parked));
    };
    transaction(this.#database, FORMAT.what, write, () => this.#failpoint('manager-commit'));
    this.#failpoint('manager-committed');
  }

  async clear(manager: string): Promise<void> {
    transaction(this.#database, FORMAT.what, () => this.#removeStates.run(manager));
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }
}

type Row = Readonly<Record<string, unknown>>;

function checkpointOf(row: Row): Checkpoint | undefined {
  if (row['position'] === null) return undefined;
  return {
    position: BigInt(row['position'] as string),
    eventId: String(row['event_id']),
    recordedDay: String(row['recorded_day']),
  };
}

const parkedText = (parked: readonly ParkedEvent[]): string =>
  canonicalJson(parked.map(({ position, ...rest }) => ({ ...rest, position: position.toString() })));

const parkedOf = (row: Row): readonly ParkedEvent[] =>
  (JSON.parse(String(row['parked'])) as (Omit<ParkedEvent, 'position'> & { position: string })[]).map((parked) => ({
    ...parked,
    position: BigInt(parked.position),
  }));
