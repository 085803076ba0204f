import type { TSchema } from 'typebox';
import { sealedGroups, type SealedGroup } from '../../kernel/sealed.js';

/** A place of a schema where a group of personal fields stands, and whose they are. */
export interface SealedPlace {
  /** Names of fields; `*` for the items of an array. */
  readonly path: readonly string[];
  readonly group: SealedGroup;
  /** Paths in the whole data to the ids of whom it is about. */
  readonly of: readonly (readonly string[])[];
}

/** The sealed places of a schema, looked for once. @throws when some stand where they would not be found, and be stored plain */
export function sealedPlaces(schema: TSchema): readonly SealedPlace[] {
  const known = places.get(schema);
  if (known !== undefined) return known;
  const found = sealedGroups(schema).map(({ path, group }) => {
    const of = typeof group.marking.of === 'string' ? [group.marking.of] : group.marking.of;
    return { path, group, of: of.map((text) => text.split('.')) };
  });
  if (countSealed(schema) !== found.length)
    throw new Error('A schema has a sealed group within a union, a record or a tuple: there it cannot be sealed.');
  places.set(schema, found);
  return found;
}

const places = new WeakMap<TSchema, readonly SealedPlace[]>();

function countSealed(schema: unknown): number {
  if (typeof schema !== 'object' || schema === null) return 0;
  if ('x-sealed' in schema) return 1;
  return Object.values(schema).reduce((sum: number, part) => sum + countSealed(part), 0);
}

/** Data with what stands at a path replaced; what is absent stays absent. Shares all else with the data given. */
export function replacedAt(data: unknown, path: readonly string[], replace: (value: object) => object): unknown {
  if (data === undefined || data === null) return data;
  const [name, ...rest] = path;
  if (name === undefined) {
    if (typeof data !== 'object') throw new TypeError('Where personal fields stand there is no object.');
    return replace(data);
  }
  if (name === '*') {
    if (!Array.isArray(data)) throw new TypeError('Where a list of personal fields stands there is no array.');
    return data.map((item) => replacedAt(item, rest, replace));
  }
  if (!Object.hasOwn(data, name)) return data;
  const value = (data as Readonly<Record<string, unknown>>)[name];
  const replaced = replacedAt(value, rest, replace);
  return replaced === value ? data : { ...data, [name]: replaced };
}

/** The id that stands at a path of the data. */
export function idAt(data: unknown, path: readonly string[]): string {
  let value: unknown = data;
  for (const name of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Readonly<Record<string, unknown>>)[name]
        : undefined;
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`No id stands at ${path.join('.')}: it is not known whose personal fields these are.`);
  return value;
}
