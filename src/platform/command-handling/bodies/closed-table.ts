import { getMetadataStorage, type MetadataStorage } from 'class-validator';
import { isRuleContext, type JsonSchema, type Rule, type RuleContext } from './rule.js';
import { transformingDecorators } from './transforming-decorators.js';
import { nestedClassOf, type FieldsClass } from './nested-classes.js';

/** One field of a class, as its decorators say. */
export interface Field {
  readonly name: string;
  readonly required: boolean;
  /** Of the value itself. */
  readonly rules: readonly Rule[];
  /** Of each element; present for an array. */
  readonly elementRules: readonly Rule[] | undefined;
  /** The class of the nested object, or of each element. */
  readonly nested: FieldsClass | undefined;
}

/** @throws at start, where a class has anything on it that is not of the closed table, naming class, property and decorator. */
export function assertClosedTable(classes: readonly FieldsClass[]): void {
  for (const fieldsClass of classes) fieldsOf(fieldsClass);
}

/** @throws as `assertClosedTable`, of the class and those nested in it. */
export function fieldsOf(fieldsClass: FieldsClass, within: readonly FieldsClass[] = []): readonly Field[] {
  if (within.includes(fieldsClass)) throw new BodyDefinitionError(fieldsClass, '', 'is nested in itself');
  assertNothingButFields(fieldsClass);
  const contexts = new Map<string, RuleContext[]>();
  for (const { name, type, propertyName, context } of validationMetadata(fieldsClass)) {
    if (!isRuleContext(context))
      throw new BodyDefinitionError(fieldsClass, propertyName, foreign(name ?? DECORATOR_OF_TYPE[type] ?? type));
    contexts.set(propertyName, [...(contexts.get(propertyName) ?? []), context]);
  }
  const [transforming] = transformingDecorators(fieldsClass, [...contexts.keys()]);
  if (transforming !== undefined)
    throw new BodyDefinitionError(fieldsClass, transforming.property, foreign(transforming.decorator));
  // class-validator lists the decorators of a property from the bottom to the top.
  const fields = [...contexts].map(([name, ofField]) => fieldOf(fieldsClass, name, ofField.reverse()));
  for (const { name, nested } of fields) {
    if (nested && fieldsOf(nested, [...within, fieldsClass]).length === 0) {
      throw new BodyDefinitionError(fieldsClass, name, `nests ${nested.name}, which has no fields`);
    }
  }
  return fields;
}

function fieldOf(fieldsClass: FieldsClass, name: string, contexts: readonly RuleContext[]): Field {
  const wrong = (why: string): BodyDefinitionError => new BodyDefinitionError(fieldsClass, name, why);
  if (name in Object.prototype || name === 'prototype') throw wrong('has a name that no field may have');
  const rulesWhere = (each: boolean): Rule[] =>
    contexts.filter(({ rule, each: ofEach }) => rule.kind === 'value' && ofEach === each).map(({ rule }) => rule);
  const rules = rulesWhere(false);
  const elementRules = rulesWhere(true);
  const isArray = typeOf(rules) === 'array';
  if (rules.length === 0) throw wrong('says nothing of the value itself (an array needs @IsArray)');
  if (isArray && !rules.some((rule) => rule.name === 'isArray')) throw wrong('needs @IsArray');
  if (isArray && elementRules.length === 0) throw wrong('does not say what each element is');
  if (!isArray && elementRules.length > 0) throw wrong('has decorators with `each` but no @IsArray');
  const isUnique = rules.some(({ schema }) => schema.uniqueItems);
  if (isUnique && typeOf(elementRules) !== 'string') throw wrong('has @ArrayUnique, which is for strings only');
  const nested = nestedClassOf(fieldsClass, name);
  const isNested = contexts.some(({ rule }) => rule.kind === 'nested');
  if (isNested && !nested) throw wrong('has @ValidateNested but no @Type of the closed table');
  if (!isNested && nested) throw wrong('has @Type but no @ValidateNested');
  return {
    name,
    required: !contexts.some(({ rule }) => rule.kind === 'optional'),
    rules,
    elementRules: isArray ? elementRules : undefined,
    nested,
  };
}

const typeOf = (rules: readonly Rule[]): JsonSchema['type'] => rules.find(({ schema }) => schema.type)?.schema.type;

/** A default would stand in for a missing field, a constructor's argument would be missing itself. */
function assertNothingButFields(fieldsClass: FieldsClass): void {
  if (fieldsClass.length > 0) throw new BodyDefinitionError(fieldsClass, '', 'has a constructor with arguments');
  const withDefault = Object.entries(new fieldsClass()).find(([, value]) => value !== undefined);
  if (withDefault) throw new BodyDefinitionError(fieldsClass, withDefault[0], 'has a default');
}

const validationMetadata = (fieldsClass: FieldsClass): ReturnType<MetadataStorage['getTargetValidationMetadatas']> =>
  getMetadataStorage().getTargetValidationMetadatas(fieldsClass, '', false, false);

/** Of the decorators that class-validator records without a name. */
const DECORATOR_OF_TYPE: Readonly<Record<string, string>> = {
  conditionalValidation: 'validateIf',
  nestedValidation: 'validateNested',
  promiseValidation: 'validatePromise',
  whitelistValidation: 'allow',
};

const foreign = (name: string): string =>
  `has @${name.charAt(0).toUpperCase()}${name.slice(1)}, which is not of the closed table`;

/** What a class of fields has on it that it must not have. */
class BodyDefinitionError extends Error {
  constructor(fieldsClass: FieldsClass, property: string, why: string) {
    super(`${property === '' ? fieldsClass.name : `${fieldsClass.name}.${property}`} ${why}.`);
    this.name = 'BodyDefinitionError';
  }
}
