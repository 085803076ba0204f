import { Type, type Static, type TProperties, type TSchema } from 'typebox';
import type { Actor } from './actor.js';
import type { Audience } from './audience.js';
import type { Decided, RecordedData } from './sealed.js';

/** An upcaster turns the data of one schema version into that of the next. Pure. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** What is said of an event type beside its fields. */
export interface EventDefinition<Fields extends TProperties = TProperties> {
  readonly audience: Audience;
  readonly fields: Fields;
  /** From version n (the index + 1) to n + 1. Their number makes the present schema version. */
  readonly upcasters?: readonly Upcaster[];
}

export interface EventSchema<Fields extends TProperties = TProperties> {
  readonly type: string;
  readonly audience: Audience;
  readonly version: number;
  readonly upcasters: readonly Upcaster[];
  /** The recorded form, a JSON Schema. */
  readonly schema: ReturnType<typeof Type.Object<Fields>>;
}

/** What can happen in one stream category: every event name with its schema. */
export interface EventSchemas<Definitions extends Record<string, EventDefinition> = Record<string, EventDefinition>> {
  readonly category: string;
  readonly schemas: { readonly [Name in keyof Definitions]: EventSchema<Definitions[Name]['fields']> };
}

type DataOf<Definition extends EventDefinition> = Static<ReturnType<typeof Type.Object<Definition['fields']>>>;

/** Something that happened: its name and what was known about it. */
export interface Event<Name extends string = string, Data = unknown> {
  readonly type: Name;
  readonly data: Data;
  /** When it was true in the world, if that was before it was recorded. */
  readonly occurredAt?: string;
}

/** The events that a decider of these schemas may return. */
export type EventOf<V> =
  V extends EventSchemas<infer D>
    ? { [Name in keyof D & string]: Event<Name, Decided<DataOf<D[Name]>>> }[keyof D & string]
    : never;

/** A decided event as it stands in the log. */
export interface RecordedEvent<Name extends string = string, Data = unknown> {
  readonly id: string;
  readonly type: Name;
  readonly stream: string;
  /** From 0, without gaps. */
  readonly revision: number;
  /** Unique and increasing in the order of commits, not dense. */
  readonly position: bigint;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly data: Data;
}

/** The events of these schemas as they are folded. */
export type RecordedOf<V> =
  V extends EventSchemas<infer D>
    ? { [Name in keyof D & string]: RecordedEvent<Name, RecordedData<DataOf<D[Name]>>> }[keyof D & string]
    : never;

export function eventSchemas<const Definitions extends Record<string, EventDefinition>>(
  category: string,
  definitions: Definitions,
): EventSchemas<Definitions> {
  const schemas = Object.fromEntries(
    Object.entries(definitions).map(([type, { audience, fields, upcasters = [] }]) => [
      type,
      {
        type,
        audience,
        version: upcasters.length + 1,
        upcasters,
        schema: Type.Object(fields, { additionalProperties: false, title: type }),
      },
    ]),
  );
  return { category, schemas: schemas as unknown as EventSchemas<Definitions>['schemas'] };
}

/** A field that fewer may see than its event. */
export const Restricted = <T extends TSchema>(schema: T): T => ({ ...schema, 'x-audience': 'restricted' });

export const Id = Type.String({ format: 'uuid' });
export const Day = Type.String({ format: 'day' });
export const Instant = Type.String({ format: 'instant' });
export const Text = Type.String({ minLength: 1 });
export const Count = Type.Integer({ minimum: 0 });
export const OneOf = <const Values extends readonly string[]>(...values: Values) => Type.Enum<[...Values]>([...values]);
export const Optional = Type.Optional;
