import { Type, type Static, type TProperties, type TSchema, type TUnsafe } from 'typebox';
import type { Audience } from './audience.js';

/**
 * Personal values as they are stored: one box, sealed under the key of the persons whom it is about.
 * `box` says where it was born and is carried unchanged into later events and documents; `commit` commits to each field;
 * `same`, where asked for, is equal for equal values of the same person.
 */
export interface Box {
  readonly box: string;
  readonly commit: string;
  readonly same?: string;
}

/** The type of a group of personal fields in a schema: `Decided` and `RecordedData` say what stands there. */
export interface Secret<Fields> {
  readonly '~secret': Fields;
}

/** Data as a decider returns it: personal fields are plain, or a box carried over from before. */
export type Decided<T> =
  T extends Secret<infer Fields>
    ? Fields | Box
    : T extends readonly (infer Item)[]
      ? readonly Decided<Item>[]
      : T extends object
        ? { readonly [K in keyof T]: Decided<T[K]> }
        : T;

/** Data as it is stored and folded: a box in the place of every group of personal fields. */
export type RecordedData<T> =
  T extends Secret<unknown>
    ? Box
    : T extends readonly (infer Item)[]
      ? readonly RecordedData<Item>[]
      : T extends object
        ? { readonly [K in keyof T]: RecordedData<T[K]> }
        : T;

/** Why a personal value is stored and how long: the row of the privacy register. */
export interface Purpose {
  readonly purpose: 'contact' | 'identity' | 'matching' | 'record-of-exchange' | 'reason' | 'reflection';
  /** An ISO 8601 duration and the day from which it runs. */
  readonly keepFor: string;
}

export interface Marking {
  /** Whose it is: paths in the event's data that hold a person's (or the organization's) id. Two: readable while both keys stand. */
  readonly of: string | readonly [string, string];
  /** `author`: only who wrote it reads it. Without it, as the event. */
  readonly audience?: Audience;
  /** Whether equal values can be recognized without opening. */
  readonly same?: boolean;
}

/** A personal field of a sealed group. */
export const Personal = <T extends TSchema>(schema: T, purpose: Purpose): T => ({ ...schema, 'x-personal': purpose });

/** A group of personal fields: plain when decided, one box when recorded. */
export function Sealed<Fields extends TProperties>(
  marking: Marking,
  fields: Fields,
): TUnsafe<Secret<Static<ReturnType<typeof Type.Object<Fields>>>>> {
  const plain = Type.Object(fields, { additionalProperties: false });
  return Type.Unsafe({ ...BoxSchema, 'x-sealed': { marking, plain } satisfies SealedGroup });
}

export interface SealedGroup {
  readonly marking: Marking;
  readonly plain: TSchema;
}

export const BoxSchema = Type.Object(
  { box: Type.String(), commit: Type.String(), same: Type.Optional(Type.String()) },
  { additionalProperties: false },
);

export const isBox = (value: unknown): value is Box =>
  typeof value === 'object' && value !== null && 'box' in value && 'commit' in value;

/** The sealed groups of a schema: where they stand (array elements as `*`) and what they hold. */
export function sealedGroups(
  schema: TSchema,
  path: readonly string[] = [],
): { path: readonly string[]; group: SealedGroup }[] {
  if ('x-sealed' in schema) return [{ path, group: schema['x-sealed'] as SealedGroup }];
  if ('properties' in schema)
    return Object.entries(schema.properties as TProperties).flatMap(([name, field]) =>
      sealedGroups(field, [...path, name]),
    );
  if ('items' in schema) return sealedGroups(schema.items as TSchema, [...path, '*']);
  return [];
}

/** The same schema with every sealed group allowed to be plain still: what a decider may return. */
export function decidedSchema(schema: TSchema): TSchema {
  if ('x-sealed' in schema) return Type.Union([BoxSchema, (schema['x-sealed'] as SealedGroup).plain]);
  if ('properties' in schema) {
    const properties = Object.entries(schema.properties as TProperties).map(([name, field]) => [
      name,
      decidedSchema(field),
    ]);
    return { ...schema, properties: Object.fromEntries(properties) as TProperties };
  }
  if ('items' in schema) return { ...schema, items: decidedSchema(schema.items as TSchema) };
  return schema;
}
