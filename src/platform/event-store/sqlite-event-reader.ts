import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { StoreUnavailable, type StoredEvent } from './event-store.js';

interface Row extends Omit<StoredEvent, 'position'> {
  readonly position: number;
}

/** A batch ends after so many events or characters, whichever comes first. */
const BATCH_EVENTS = 1_000;
const BATCH_CHARACTERS = 4 * 1024 * 1024;

const COLUMNS = 'position, stream, revision, id, type, data, metadata';

/** Reads of the log on one connection. */
export class SqliteEventReader {
  readonly #stream: StatementSync;
  readonly #after: StatementSync;
  readonly #at: StatementSync;
  readonly #head: StatementSync;

  constructor(database: DatabaseSync) {
    this.#stream = database.prepare(
      `SELECT ${COLUMNS} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision`,
    );
    this.#after = database.prepare(`SELECT ${COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ?`);
    this.#at = database.prepare(`SELECT ${COLUMNS} FROM events WHERE position = ?`);
    this.#head = database.prepare(`SELECT ${COLUMNS} FROM events ORDER BY position DESC LIMIT 1`);
  }

  stream(stream: string, fromRevision: number): readonly StoredEvent[] {
    return available(() => rows(this.#stream.all(stream, fromRevision)));
  }

  after(position: bigint, limit: number): readonly StoredEvent[] {
    return available(() => rows(this.#after.all(position, limit)));
  }

  /** The next events of a subscription, bounded so that a batch is handled in memory whatever events hold. */
  batchAfter(position: bigint): readonly StoredEvent[] {
    return available(() => {
      const batch: StoredEvent[] = [];
      let characters = 0;
      for (const row of this.#after.iterate(position, BATCH_EVENTS)) {
        const event = stored(row);
        batch.push(event);
        characters += event.data.length + event.metadata.length;
        if (characters >= BATCH_CHARACTERS) break;
      }
      return batch;
    });
  }

  at(position: bigint): StoredEvent | undefined {
    return available(() => rows(this.#at.all(position))[0]);
  }

  head(): StoredEvent | undefined {
    return available(() => rows(this.#head.all())[0]);
  }
}

const rows = (found: readonly unknown[]): StoredEvent[] => found.map(stored);

function stored(found: unknown): StoredEvent {
  // The columns and their types are those of a STRICT table and of COLUMNS.
  const { position, stream, revision, id, type, data, metadata } = found as Row;
  return { position: BigInt(position), stream, revision, id, type, data, metadata };
}

function available<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new StoreUnavailable('The event store cannot be read now.', { cause });
  }
}
