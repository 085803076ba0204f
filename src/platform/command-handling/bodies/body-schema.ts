import { fieldsOf, type Field } from './closed-table.js';
import type { JsonSchema, JsonType, Rule } from './rule.js';
import type { FieldsClass } from './nested-classes.js';

/**
 * The JSON Schema 2020-12 (as in OpenAPI 3.1) of a body: what its class's decorators say, nested classes in place.
 * @throws where the class has anything on it that is not of the closed table, or that no value can meet.
 */
export function bodySchema(fieldsClass: FieldsClass): JsonSchema {
  const fields = fieldsOf(fieldsClass);
  return {
    title: fieldsClass.name,
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(fieldsClass, field)])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function fieldSchema(fieldsClass: FieldsClass, { name, rules, elementRules, nested }: Field): JsonSchema {
  const place = `${fieldsClass.name}.${name}`;
  const nestedSchema = nested && bodySchema(nested);
  if (!elementRules) return allOf(place, rules, nestedSchema);
  return { ...allOf(place, rules), items: allOf(place, elementRules, nestedSchema) };
}

/** One schema that says what all rules say. */
function allOf(place: string, rules: readonly Rule[], nested?: JsonSchema): JsonSchema {
  const merged: Record<string, unknown> = {};
  for (const { schema } of rules) {
    for (const [keyword, value] of Object.entries(schema)) {
      merged[keyword] = keyword in merged ? both(place, keyword, merged[keyword], value) : value;
    }
  }
  return { ...merged, ...nested };
}

function both(place: string, keyword: string, one: unknown, other: unknown): unknown {
  if (keyword === 'type') {
    const types: unknown[] = [one, other];
    if (one === other) return one;
    if (types.includes('number') && types.includes('integer')) return 'integer' satisfies JsonType;
  }
  if (keyword === 'format') {
    // Every other format allows well-formed text only.
    if (one === 'text') return other;
    if (other === 'text') return one;
  }
  throw new Error(`${place} has decorators that do not go together: ${keyword} ${String(one)} and ${String(other)}.`);
}
