import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../event-store/event-store.js';
import { sqliteFault } from './sqlite-fault.js';

/**
 * Runs writes in one transaction: all done when it returns, nothing done when it throws. `committing` is called before the commit.
 * @throws StoreUnavailable when the file, not the writes, is at fault
 */
export function transaction<T>(database: DatabaseSync, what: string, write: () => T, committing?: () => void): T {
  return available(what, () => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = write();
      committing?.();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // After some errors, a full disk among them, SQLite has rolled back by itself.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  });
}

/** Runs statements on a store (`what`: "key store"), with faults of its file told as `StoreUnavailable`. */
export function available<T>(what: string, statements: () => T): T {
  try {
    return statements();
  } catch (error) {
    const fault = sqliteFault(error);
    if (fault === 'other') throw error;
    throw new StoreUnavailable(`The ${what} ${WHY[fault]}.`, { cause: error });
  }
}

const WHY = {
  busy: 'is held by another process',
  corrupt: 'is damaged: restore a backup',
  full: 'has no room left on its disk',
  'not-a-database': 'is not a SQLite file',
  readonly: 'cannot be written',
} as const;
