import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteFault } from './sqlite-fault.js';

/** A kind of SQLite file of ours: told from strangers' files by `applicationId`, from those of newer versions by `version`. */
export interface DatabaseFormat {
  /** As it stands in sentences: "event store". */
  readonly what: string;
  /** `PRAGMA application_id`, 32 bits, never changed. */
  readonly applicationId: number;
  /** `PRAGMA user_version`, raised when the tables change. */
  readonly version: number;
  /** Creates the tables in an empty file. */
  readonly schema: string;
  /** Pragmas of every connection that writes, beside `journal_mode=WAL`. */
  readonly settings: string;
  /** What a person does about a file that cannot be used: the end of a sentence, "restore a backup". */
  readonly remedy: string;
}

/** How long a statement waits for another connection's write, in ms: within the 4 s that all stores of a request may take. */
const BUSY_TIMEOUT = 1_000;

/**
 * Opens, or creates, a file of this format for writing. A file that is not ours is left as it was.
 * @throws StoreUnusable
 */
export function openDatabaseFile(path: string, format: DatabaseFormat): DatabaseSync {
  const opened = openFile(path, format);
  try {
    const fresh = isFresh(opened, path, format);
    opened.exec(`${format.settings}; PRAGMA journal_mode=WAL`);
    if (fresh) {
      opened.exec(
        `BEGIN IMMEDIATE; ${format.schema};
         PRAGMA application_id=${String(format.applicationId)}; PRAGMA user_version=${String(format.version)}; COMMIT`,
      );
    } else {
      opened.exec('BEGIN IMMEDIATE; ROLLBACK');
    }
    return opened;
  } catch (error) {
    opened.close();
    throw error instanceof StoreUnusable ? error : unusable(path, format, error);
  }
}

/** A file or folder that cannot serve as a store, as long as nobody does what the message says. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable';
}

function openFile(path: string, format: DatabaseFormat): DatabaseSync {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    return new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  } catch (error) {
    throw unusable(path, format, error);
  }
}

function isFresh(
  database: DatabaseSync,
  path: string,
  { what, applicationId, version, remedy }: DatabaseFormat,
): boolean {
  const stamped = pragma(database, 'application_id');
  const written = pragma(database, 'user_version');
  const tables = Number(database.prepare('SELECT count(*) AS n FROM sqlite_master').get()?.['n']);
  if (stamped === 0 && written === 0 && tables === 0) return true;
  if (stamped !== applicationId) {
    throw new StoreUnusable(`${path} is not a file of the ${what}: let the setting name another file, or ${remedy}.`);
  }
  if (written > version) {
    throw new StoreUnusable(
      `The ${what} ${path} was written by a newer version (format ${String(written)}, known here: ${String(version)}): start that version, or ${remedy}.`,
    );
  }
  return false;
}

const pragma = (database: DatabaseSync, name: string): number =>
  Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);

function unusable(path: string, { what, remedy }: DatabaseFormat, cause: unknown): StoreUnusable {
  const sentence = {
    'not-a-database': `${path} is not a SQLite database: let the setting of the ${what} name another file, or ${remedy}.`,
    corrupt: `The ${what} ${path} is damaged: ${remedy}.`,
    busy: `The ${what} ${path} is in use by another process: stop it first.`,
    full: `The disk has no room for the ${what} ${path}: make room, then start again.`,
    readonly: `The ${what} ${path} cannot be written: give this user the right to write the file and its folder.`,
    other: `The ${what} ${path} cannot be opened: see that the folder exists, that its disk has room, and that it can be written by this user.`,
  }[sqliteFault(cause)];
  return new StoreUnusable(sentence, { cause });
}
