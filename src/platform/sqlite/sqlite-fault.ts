export type SqliteFault = 'busy' | 'corrupt' | 'full' | 'not-a-database' | 'other' | 'readonly';

/** Primary result codes of https://sqlite.org/rescode.html */
const FAULTS: ReadonlyMap<number, SqliteFault> = new Map([
  [5, 'busy'],
  [6, 'busy'],
  [8, 'readonly'],
  [11, 'corrupt'],
  [13, 'full'],
  [26, 'not-a-database'],
]);

/** What SQLite complained about; `other` for what is none of these, or no error of SQLite. */
export function sqliteFault(error: unknown): SqliteFault {
  // By its form: to code that runs in another realm, an error of node:sqlite is no `instanceof Error`.
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return 'other';
  if (typeof error.errcode !== 'number') return 'other';
  // Extended codes keep the primary one in their low byte.
  return FAULTS.get(error.errcode & 0xff) ?? 'other';
}
