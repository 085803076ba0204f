import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabaseFile } from '../sqlite/database-file.js';
import { DOCUMENTS_FORMAT, INDEX_FORMAT } from './sqlite-formats.js';

/** Where the databases of a read store are: in a folder or in memory. */
export interface Views {
  openIndex(): DatabaseSync;
  has(file: string): boolean;
  files(): readonly string[];
  open(file: string, purpose: 'building' | 'live'): DatabaseSync;
  /** A connection of its own to what is committed now, for reads beside writes. The caller closes it. */
  openSnapshot(file: string, database: DatabaseSync): DatabaseSync;
  /** Ends the use of a database by its owner. */
  release(database: DatabaseSync): void;
  /** Brings a released file to the disk. */
  makeDurable(file: string): void;
  remove(file: string): void;
  close(): void;
}

const PRAGMAS = {
  // Documents and checkpoint fall back together at a power loss, and what is missing is folded again.
  live: 'PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=4000',
  // What breaks while it is built is thrown away.
  building: 'PRAGMA synchronous=OFF; PRAGMA cache_size=-65536',
};

export class FolderViews implements Views {
  constructor(private readonly folder: string) {}

  openIndex(): DatabaseSync {
    return openDatabaseFile(join(this.folder, 'index.db'), INDEX_FORMAT);
  }

  has(file: string): boolean {
    return existsSync(join(this.folder, file));
  }

  files(): readonly string[] {
    return readdirSync(this.folder).filter((file) => /@\d+\.\d+\.db$/.test(file));
  }

  open(file: string, purpose: 'building' | 'live'): DatabaseSync {
    return openDatabaseFile(join(this.folder, file), { ...DOCUMENTS_FORMAT, settings: PRAGMAS[purpose] });
  }

  openSnapshot(file: string): DatabaseSync {
    return new DatabaseSync(join(this.folder, file), { readOnly: true });
  }

  release(database: DatabaseSync): void {
    database.close();
  }

  /** The file must not be open: closing a handle here would free the locks that SQLite holds on it. */
  makeDurable(file: string): void {
    for (const path of [join(this.folder, file), this.folder]) {
      const handle = openSync(path, 'r');
      fsyncSync(handle);
      closeSync(handle);
    }
  }

  remove(file: string): void {
    for (const ending of ['', '-wal', '-shm']) rmSync(join(this.folder, file + ending), { force: true });
  }

  close(): void {
    // Each file is closed by its owner.
  }
}

export class MemoryViews implements Views {
  readonly #databases = new Map<string, DatabaseSync>();

  openIndex(): DatabaseSync {
    return openDatabaseFile(':memory:', INDEX_FORMAT);
  }

  has(file: string): boolean {
    return this.#databases.has(file);
  }

  files(): readonly string[] {
    return [...this.#databases.keys()];
  }

  open(file: string): DatabaseSync {
    const database = this.#databases.get(file) ?? openDatabaseFile(':memory:', DOCUMENTS_FORMAT);
    this.#databases.set(file, database);
    return database;
  }

  /** A copy, since a database in memory has one connection only. */
  openSnapshot(_file: string, database: DatabaseSync): DatabaseSync {
    const copy = new DatabaseSync(':memory:');
    copy.deserialize(database.serialize());
    return copy;
  }

  release(): void {
    // It is gone when it is closed: it stays until it is removed.
  }

  makeDurable(): void {
    // Memory is as durable as it gets.
  }

  remove(file: string): void {
    this.#databases.get(file)?.close();
    this.#databases.delete(file);
  }

  close(): void {
    for (const file of this.files()) this.remove(file);
  }
}
