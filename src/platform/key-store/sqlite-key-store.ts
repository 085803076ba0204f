import { randomBytes } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { StoreUnavailable } from '../event-store/event-store.js';
import { StoreOfAnotherLog } from '../read-store/read-store.js';
import { openDatabaseFile, StoreUnusable, type DatabaseFormat } from '../sqlite/database-file.js';
import { available, transaction } from '../sqlite/transaction.js';
import { KeyDestroyed, type KeyStore } from './key-store.js';
import { SqliteNames } from './sqlite-names.js';
import { wrapping, WrappingBroken, type Wrapping } from './wrapping.js';

/**
 * The key store in one SQLite file, or in memory. Keys and secrets are wrapped by the master key (32 bytes); the directory and the
 * names are as readable as the file.
 * @throws StoreUnusable, also when the file was made with another master key
 */
export function openSqliteKeyStore(path: string, masterKey: Buffer): KeyStore {
  const database = openDatabaseFile(path, FORMAT);
  try {
    const wrapped = wrapping(masterKey);
    checkMasterKey(database, wrapped, path);
    return new SqliteKeyStore(database, wrapped);
  } catch (error) {
    database.close();
    throw error;
  }
}

const FORMAT: DatabaseFormat = {
  what: 'key store',
  applicationId: 0x4d50_4b53, // "MPKS"
  version: 1,
  schema: `CREATE TABLE identity (log TEXT NOT NULL) STRICT;
    CREATE TABLE master_key_check (wrapped BLOB NOT NULL) STRICT;
    CREATE TABLE keys (id TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE destroyed (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE directory (digest TEXT PRIMARY KEY, person TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX directory_of_person ON directory (person);
    CREATE TABLE names (person TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE words (word TEXT, person TEXT, PRIMARY KEY (word, person)) STRICT, WITHOUT ROWID;
    CREATE INDEX words_of_person ON words (person);
    CREATE TABLE secrets (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID`,
  // temp_store: what is destroyed is copied into no temporary file by VACUUM.
  settings: 'PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY',
  remedy: 'restore a backup',
};

/** A known value under the master key tells another key at the start, not at the first name that does not open. */
function checkMasterKey(database: DatabaseSync, wrapping: Wrapping, path: string): void {
  const label = 'master key check';
  const check = database.prepare('SELECT wrapped FROM master_key_check').get()?.['wrapped'];
  if (check instanceof Uint8Array) {
    try {
      wrapping.unwrap(label, check);
    } catch (error) {
      if (!(error instanceof WrappingBroken)) throw error;
      throw new StoreUnusable(
        `The key store ${path} was made with another master key: set MASTER_KEY_FILE or MASTER_KEY to that one.`,
        { cause: error },
      );
    }
  } else {
    const insert = database.prepare('INSERT INTO master_key_check VALUES (?)');
    transaction(database, FORMAT.what, () => insert.run(wrapping.wrap(label, randomBytes(32))));
  }
}

const keyLabel = (id: string) => `key ${id}`;
const secretLabel = (name: string) => `secret ${name}`;

class SqliteKeyStore implements KeyStore {
  readonly #database: DatabaseSync;
  readonly #wrapping: Wrapping;
  readonly #names: SqliteNames;
  readonly #key: StatementSync;
  readonly #putKey: StatementSync;
  readonly #destroyed: StatementSync;
  readonly #holder: StatementSync;
  readonly #claim: StatementSync;
  readonly #secret: StatementSync;
  readonly #putSecret: StatementSync;
  readonly #removeSecret: StatementSync;

  constructor(database: DatabaseSync, wrapped: Wrapping) {
    this.#database = database;
    this.#wrapping = wrapped;
    this.#names = new SqliteNames(database);
    this.#key = database.prepare('SELECT wrapped FROM keys WHERE id = ?');
    this.#putKey = database.prepare('INSERT INTO keys VALUES (?, ?)');
    this.#destroyed = database.prepare('SELECT 1 FROM destroyed WHERE id = ?');
    this.#holder = database.prepare('SELECT person FROM directory WHERE digest = ?');
    this.#claim = database.prepare('INSERT OR IGNORE INTO directory VALUES (?, ?)');
    this.#secret = database.prepare('SELECT wrapped FROM secrets WHERE name = ?');
    this.#putSecret = database.prepare('INSERT OR IGNORE INTO secrets VALUES (?, ?)');
    this.#removeSecret = database.prepare('DELETE FROM secrets WHERE name = ?');
  }

  async bind(logId: string): Promise<void> {
    this.#write(() => {
      const log = this.#database.prepare('SELECT log FROM identity').get()?.['log'];
      if (log === undefined) this.#database.prepare('INSERT INTO identity VALUES (?)').run(logId);
      else if (log !== logId) throw new StoreOfAnotherLog(FORMAT.what, String(log), logId);
    });
  }

  async keysFor(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const keys = new Map<string, Buffer>();
    const missing = new Set<string>();
    this.#read(() => {
      for (const id of ids) {
        const key = this.#unwrapped(this.#key, id, keyLabel);
        if (key === undefined) missing.add(id);
        else keys.set(id, key);
      }
    });
    if (missing.size > 0)
      this.#write(() => {
        for (const id of missing) keys.set(id, this.#makeKey(id));
      });
    return keys;
  }

  async key(id: string): Promise<Buffer | undefined> {
    return this.#read(() => this.#unwrapped(this.#key, id, keyLabel));
  }

  async destroy(id: string): Promise<void> {
    this.#write(() => {
      this.#database.prepare('INSERT OR IGNORE INTO destroyed VALUES (?)').run(id);
      this.#database.prepare('DELETE FROM keys WHERE id = ?').run(id);
      this.#database.prepare('DELETE FROM directory WHERE person = ?').run(id);
      this.#names.remove(id);
      // '0' is the character after '/': the names that begin with the id and a slash.
      this.#database
        .prepare('DELETE FROM secrets WHERE name = ? OR (name > ? AND name < ?)')
        .run(id, `${id}/`, `${id}0`);
    });
    this.#leaveNoTrace();
  }

  async isDestroyed(id: string): Promise<boolean> {
    return this.#read(() => this.#destroyed.get(id) !== undefined);
  }

  async find(digests: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#read(() => this.#holders(digests));
  }

  async claim(claims: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
    return this.#write(() => {
      for (const [digest, person] of claims) {
        if (this.#destroyed.get(person) !== undefined) throw new KeyDestroyed(person);
        this.#claim.run(digest, person);
      }
      return this.#holders(claims.keys());
    });
  }

  async putNames(names: ReadonlyMap<string, string>): Promise<void> {
    this.#write(() => {
      for (const [person, name] of names) if (this.#destroyed.get(person) === undefined) this.#names.put(person, name);
    });
  }

  async searchNames(query: string, limit: number): Promise<readonly string[]> {
    return this.#read(() => this.#names.search(query, limit));
  }

  async putSecret(name: string, secret: Buffer): Promise<Buffer> {
    return this.#write(() => {
      this.#putSecret.run(name, this.#wrapping.wrap(secretLabel(name), secret));
      return this.#unwrapped(this.#secret, name, secretLabel) ?? secret;
    });
  }

  async secret(name: string): Promise<Buffer | undefined> {
    return this.#read(() => this.#unwrapped(this.#secret, name, secretLabel));
  }

  async removeSecret(name: string): Promise<void> {
    const removed = this.#write(() => this.#removeSecret.run(name).changes);
    if (removed > 0) this.#leaveNoTrace();
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }

  #makeKey(id: string): Buffer {
    if (this.#destroyed.get(id) !== undefined) throw new KeyDestroyed(id);
    const key = randomBytes(32);
    this.#putKey.run(id, this.#wrapping.wrap(keyLabel(id), key));
    return key;
  }

  #unwrapped(select: StatementSync, name: string, label: (name: string) => string): Buffer | undefined {
    const wrapped = select.get(name)?.['wrapped'];
    return wrapped instanceof Uint8Array ? this.#wrapping.unwrap(label(name), wrapped) : undefined;
  }

  #holders(digests: Iterable<string>): ReadonlyMap<string, string> {
    const holders = new Map<string, string>();
    for (const digest of digests) {
      const person = this.#holder.get(digest)?.['person'];
      if (person !== undefined) holders.set(digest, String(person));
    }
    return holders;
  }

  /**
   * secure_delete overwrites what is deleted, but not the copies that moving rows between pages has left in unused space: only writing
   * the file anew does (27 ms at 20,000 persons). Older pages stand in the write-ahead log until it is truncated.
   */
  #leaveNoTrace(): void {
    const busy = this.#read(() => {
      this.#database.exec('VACUUM');
      return this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'];
    });
    if (busy === 1)
      throw new StoreUnavailable('The key store is being read: what was destroyed is still in its write-ahead log.');
  }

  #read<T>(statements: () => T): T {
    return available(FORMAT.what, statements);
  }

  #write<T>(statements: () => T): T {
    return transaction(this.#database, FORMAT.what, statements);
  }
}
