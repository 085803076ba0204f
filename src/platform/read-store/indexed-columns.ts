import type { DatabaseSync } from 'node:sqlite';
import type { ReadModelShape } from './read-store.js';

const known = new WeakMap<ReadModelShape, ReadonlyMap<string, string>>();

/** The column of each indexed field, in the order of the declaration. Numbered, since SQL tells names apart less strictly than code does. */
export function columnsOf(shape: ReadModelShape): ReadonlyMap<string, string> {
  const columns =
    known.get(shape) ?? new Map([...new Set(shape.indexes.flat())].map((field, i) => [field, `f${String(i)}`]));
  known.set(shape, columns);
  return columns;
}

/** Gives an empty database the columns of the declared indexes. */
export function declare(database: DatabaseSync, shape: ReadModelShape): void {
  database.exec('BEGIN IMMEDIATE');
  for (const column of columnsOf(shape).values()) database.exec(`ALTER TABLE documents ADD COLUMN ${column}`);
  database.prepare('INSERT INTO declaration (indexes) VALUES (?)').run(declaration(shape));
  database.exec('COMMIT');
}

/** Whether a database has the columns of just these indexes. */
export const isDeclared = (database: DatabaseSync, shape: ReadModelShape): boolean =>
  database.prepare('SELECT indexes FROM declaration').get()?.['indexes'] === declaration(shape);

const declaration = ({ indexes }: ReadModelShape): string => JSON.stringify(indexes);
