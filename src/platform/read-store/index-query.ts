import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { columnsOf } from './indexed-columns.js';
import { InvalidCursor, type Query, type Range, type ReadModelShape, type Scalar } from './read-store.js';

/** A piece of SQL with the values of its placeholders. */
export interface Sql {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

type Where = NonNullable<Query['where']>;
type Constraint = Where[string];

const OPERATORS = { gte: '>=', gt: '>', lte: '<=', lt: '<' } as const;

/** The documents that a query asks for. @throws RangeError when no declared index serves it */
export function conditionOf(shape: ReadModelShape, query: Pick<Query, 'where' | 'sort'>): Sql {
  const where = Object.entries(query.where ?? {});
  if (!isServed(shape, where, query.sort?.by)) throw new RangeError(notServed(shape, where, query.sort?.by));
  const parts = where.flatMap(([field, constraint]) => constraintSql(columnOf(shape, field), constraint));
  return joined(parts);
}

/**
 * The statements that together give a page, in order: those without a value in the sort field are first, as in an ascending index of
 * SQLite and MongoDB alike. Each part is one walk along an index from where the page begins.
 */
export function pageSegments(shape: ReadModelShape, query: Query): readonly Sql[] {
  const condition = conditionOf(shape, query);
  const after = query.after === undefined ? undefined : positionOf(query.after);
  if (query.sort === undefined) {
    return [select('NULL', [condition, ...(after ? [{ sql: 'key > ?', values: [after.key] }] : [])], 'key')];
  }
  const column = columnOf(shape, query.sort.by);
  const [beyond, direction] = query.sort.descending === true ? ['<', ' DESC'] : ['>', ''];
  const order = `${column}${direction}, key${direction}`;
  const without = { sql: `${column} IS NULL`, values: [] };
  const having = { sql: `${column} IS NOT NULL`, values: [] };
  const restWithout = after && { sql: `${column} IS NULL AND key ${beyond} ?`, values: [after.key] };
  const restHaving = after && { sql: `(${column}, key) ${beyond} (?, ?)`, values: [after.value, after.key] };

  const segments = direction === '' ? [without, having] : [having, without];
  const begun = after === undefined ? undefined : after.value === null ? without : having;
  const rest = begun === without ? restWithout : restHaving;
  return segments
    .slice(begun === undefined ? 0 : segments.indexOf(begun))
    .map((segment) => select(column, [condition, segment === begun && rest ? rest : segment], order));
}

/** Where the next page begins, as an opaque text. */
export const cursorOf = (value: SQLOutputValue, key: string): string =>
  Buffer.from(JSON.stringify([value, key])).toString('base64url');

function positionOf(cursor: string): { readonly value: SQLInputValue; readonly key: string } {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new InvalidCursor();
  }
  if (!Array.isArray(parts) || parts.length !== 2) throw new InvalidCursor();
  const [value, key] = parts as unknown[];
  const sortable = value === null || typeof value === 'string' || typeof value === 'number';
  if (!sortable || typeof key !== 'string') throw new InvalidCursor();
  return { value, key };
}

/** Equality on the first fields of an index in any order, then a range or the order on the next one. */
function isServed(shape: ReadModelShape, where: readonly [string, Constraint][], sort: string | undefined): boolean {
  const equal = where.filter(([, constraint]) => !isRange(constraint)).map(([field]) => field);
  const ranges = where.filter(([, constraint]) => isRange(constraint)).map(([field]) => field);
  const sorted = sort === undefined || equal.includes(sort) ? [] : [sort];
  const next = [...new Set([...ranges, ...sorted])];
  if (equal.length + next.length === 0 && sort === undefined) return true;
  return shape.indexes.some(
    (fields) =>
      equal.every((field) => fields.slice(0, equal.length).includes(field)) &&
      next.every((field) => fields[equal.length] === field),
  );
}

function notServed(
  { name, indexes }: ReadModelShape,
  where: readonly [string, Constraint][],
  sort: string | undefined,
) {
  const fields = where.map(([field, constraint]) => (isRange(constraint) ? `${field} in a range` : field));
  const asked = `where ${fields.join(', ') || 'anything'}${sort === undefined ? '' : `, sorted by ${sort}`}`;
  const declared = indexes.map((index) => `[${index.join(', ')}]`).join(', ') || 'none';
  return `No declared index of the read model ${name} serves a query ${asked}; declared: ${declared}.`;
}

const isRange = (constraint: Constraint): constraint is Range =>
  typeof constraint === 'object' && !('in' in constraint);

function constraintSql(column: string, constraint: Constraint): readonly Sql[] {
  if (typeof constraint !== 'object') return [{ sql: `${column} = ?`, values: [bound(constraint)] }];
  if ('in' in constraint) {
    const values = [JSON.stringify(constraint.in.map(bound))];
    return [{ sql: `${column} IN (SELECT value FROM json_each(?))`, values }];
  }
  return (['gte', 'gt', 'lte', 'lt'] as const).flatMap((comparison) => {
    const limit = constraint[comparison];
    return limit === undefined ? [] : [{ sql: `${column} ${OPERATORS[comparison]} ?`, values: [bound(limit)] }];
  });
}

const bound = (value: Scalar): string | number => (typeof value === 'boolean' ? Number(value) : value);

function columnOf(shape: ReadModelShape, field: string): string {
  const column = columnsOf(shape).get(field);
  if (column === undefined) throw new RangeError(`The read model ${shape.name} declares no index of ${field}.`);
  return column;
}

function select(sorted: string, conditions: readonly Sql[], order: string): Sql {
  const { sql, values } = joined(conditions);
  return { sql: `SELECT key, json, ${sorted} AS sorted FROM documents WHERE ${sql} ORDER BY ${order}`, values };
}

const joined = (parts: readonly Sql[]): Sql => ({
  sql: parts.length === 0 ? 'TRUE' : parts.map(({ sql }) => sql).join(' AND '),
  values: parts.flatMap(({ values }) => values),
});
