import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { StoreUnavailable } from '../event-store/event-store.js';
import { conditionOf, cursorOf, pageSegments } from './index-query.js';
import type { Checkpoint, Documents, Page, Parked, Query, ReadModelShape } from './read-store.js';

const SCAN_PAGE = 1_000;

/** Reads of one generation on one connection. */
export class DocumentReads implements Omit<Documents, 'write' | 'snapshot' | 'close'> {
  readonly #statements = new Map<string, StatementSync>();

  constructor(
    private readonly connection: DatabaseSync,
    protected readonly shape: ReadModelShape,
  ) {}

  async checkpoint(): Promise<Checkpoint | undefined> {
    const [row] = this.#all('SELECT position, event_id, recorded_day FROM checkpoint');
    if (row === undefined) return undefined;
    return {
      position: BigInt(String(row['position'])),
      eventId: String(row['event_id']),
      recordedDay: String(row['recorded_day']),
    };
  }

  async get(key: string): Promise<object | undefined> {
    const [row] = this.#all('SELECT json FROM documents WHERE key = ?', key);
    return row === undefined ? undefined : parsed(row['json']);
  }

  async getMany(keys: readonly string[]): Promise<ReadonlyMap<string, object>> {
    const documents = new Map<string, object>();
    for (const key of keys) {
      const [row] = this.#all('SELECT json FROM documents WHERE key = ?', key);
      if (row !== undefined) documents.set(key, parsed(row['json']));
    }
    return documents;
  }

  async find(query: Query): Promise<Page<object>> {
    const { limit } = query;
    if (!(Number.isSafeInteger(limit) && limit > 0))
      throw new RangeError(`A limit is a whole number from 1, not ${String(limit)}.`);
    const found = [];
    // One more than asked for tells whether there is a next page.
    for (const { sql, values } of pageSegments(this.shape, query)) {
      if (found.length <= limit) found.push(...this.#all(`${sql} LIMIT ?`, ...values, limit + 1 - found.length));
    }
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ key, json }) => ({ key: String(key), document: parsed(json) })),
      ...(last === undefined ? {} : { next: cursorOf(last['sorted'] ?? null, String(last['key'])) }),
    };
  }

  async count(where: Query['where']): Promise<number> {
    const { sql, values } = conditionOf(this.shape, where === undefined ? {} : { where });
    const [row] = this.#all(`SELECT count(*) AS n FROM documents WHERE ${sql}`, ...values);
    return Number(row?.['n']);
  }

  async scan(after = '', limit = SCAN_PAGE): Promise<readonly { readonly key: string; readonly json: string }[]> {
    return this.#all('SELECT key, json FROM documents WHERE key > ? ORDER BY key LIMIT ?', after, limit).map(
      ({ key, json }) => ({ key: String(key), json: String(json) }),
    );
  }

  async parked(): Promise<readonly Parked[]> {
    return this.#all('SELECT key, position, event_id, error, since FROM parked ORDER BY key').map((row) => ({
      key: String(row['key']),
      position: BigInt(String(row['position'])),
      eventId: String(row['event_id']),
      error: String(row['error']),
      since: String(row['since']),
    }));
  }

  #all(sql: string, ...values: readonly SQLInputValue[]) {
    return available(() => {
      const statement = this.#statements.get(sql) ?? this.connection.prepare(sql);
      this.#statements.set(sql, statement);
      return statement.all(...values);
    });
  }
}

/** Tells what is the store's trouble, and may pass, from what is wrong with a document or a query. */
export function available<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (typeof cause !== 'object' || cause === null || !('code' in cause)) throw cause;
    if (cause.code !== 'ERR_SQLITE_ERROR' && cause.code !== 'ERR_INVALID_STATE') throw cause;
    throw new StoreUnavailable('The read store cannot be used now.', { cause });
  }
}

function parsed(json: unknown): object {
  const document: unknown = JSON.parse(String(json));
  if (typeof document !== 'object' || document === null) throw new TypeError('A document is a JSON object.');
  return document;
}
