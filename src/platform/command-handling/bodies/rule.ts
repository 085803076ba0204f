import { ValidateBy } from 'class-validator';

/** A JSON Schema 2020-12 of the few words that the table's converters write. */
export interface JsonSchema {
  readonly title?: string;
  readonly type?: JsonType;
  readonly format?: string;
  readonly enum?: readonly (string | number)[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
}

export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';

/** Of an array's elements instead of the value itself. */
export interface Each {
  readonly each?: true;
}

/**
 * What a decorator of the closed table leaves in class-validator's metadata (as `context`): the mark that it is of the
 * table, and its converter. `schema` accepts exactly the JSON values for which `test` is true.
 */
export class Rule {
  constructor(
    readonly kind: 'value' | 'optional' | 'nested',
    readonly name: string,
    readonly schema: JsonSchema,
    readonly test: (value: unknown) => boolean,
    readonly message: string,
  ) {}
}

/** The context of a metadata; class-validator hands it on with the error of a rule that failed. */
export interface RuleContext {
  readonly rule: Rule;
  readonly each: boolean;
}

export function isRuleContext(context: unknown): context is RuleContext {
  return typeof context === 'object' && context !== null && 'rule' in context && context.rule instanceof Rule;
}

export const contextOf = (rule: Rule, { each }: Each = {}): RuleContext => ({ rule, each: each === true });

/** The decorator of a rule about a value. */
export function valueDecorator(
  name: string,
  schema: JsonSchema,
  test: (value: unknown) => boolean,
  message: string,
): (options?: Each) => PropertyDecorator {
  const rule = new Rule('value', name, schema, test, message);
  return (options = {}) =>
    ValidateBy(
      { name, validator: { validate: test, defaultMessage: () => message } },
      { ...options, context: contextOf(rule, options) },
    );
}
