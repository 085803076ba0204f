import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { EventSchema, EventSchemas } from '../../kernel/events.js';
import { decidedSchema, sealedGroups } from '../../kernel/sealed.js';

/** What the codec needs of an event type. */
export interface EventType {
  readonly definition: EventSchema;
  readonly category: string;
  readonly schema: TSchema;
  readonly hasPersonalFields: boolean;
  /** What is wrong with data that a decider returned; nothing when it keeps to the schema. */
  readonly problems: (data: unknown) => string | undefined;
}

/** Every event type of the system by name. Names are unique across categories. */
export function eventTypes(schemas: readonly EventSchemas[]): ReadonlyMap<string, EventType> {
  const types = new Map<string, EventType>();
  for (const { category, schemas: definitions } of schemas)
    for (const definition of Object.values(definitions)) {
      if (types.has(definition.type)) throw new Error(`Two event types are named ${definition.type}.`);
      types.set(definition.type, eventType(category, definition));
    }
  return types;
}

function eventType(category: string, definition: EventSchema): EventType {
  const schema: TSchema = definition.schema;
  let check: ReturnType<typeof Compile> | undefined; // compiled when first needed: a start compiles none
  return {
    definition,
    category,
    schema,
    hasPersonalFields: sealedGroups(schema).length > 0,
    problems(data) {
      check ??= Compile(decidedSchema(schema));
      if (check.Check(data)) return undefined;
      const [first] = check.Errors(data);
      return first === undefined ? 'does not keep to its schema' : `${first.instancePath || '/'} ${first.message}`;
    },
  };
}
