import 'reflect-metadata';
import { Type as TransformType } from 'class-transformer';
import {
  ValidateIf,
  ValidateNested as ValidateNestedValues,
  arrayMaxSize,
  arrayMinSize,
  isArray,
  isBoolean,
  isIn,
  isInt,
  isNumber,
  max,
  min,
} from 'class-validator';
import { type formats, isDay, isEmail, isInstant, isText, isTimeZone, isUuid } from '../../../kernel/formats.js';
import { setNestedClass, type FieldsClass } from './nested-classes.js';
import { Rule, contextOf, valueDecorator, type Each, type JsonSchema } from './rule.js';

/**
 * The closed table: the only decorators that may stand in `*.commands.ts`. Each converts exactly to JSON Schema, so that
 * the schema we publish, the compiled check and class-validator judge every body alike. `assertClosedTable` stops the
 * start on any other.
 */

const TEXT: JsonSchema = { type: 'string', format: 'text' };

// Text. Lengths count code points, as JSON Schema does (class-validator's own leave variation selectors out).

export const IsString = (options?: Each): PropertyDecorator =>
  valueDecorator('isString', TEXT, isText, 'must be a string (well-formed Unicode without NUL)')(options);

export const Length = (minLength: number, maxLength: number, options?: Each): PropertyDecorator =>
  valueDecorator(
    'length',
    { ...TEXT, minLength, maxLength },
    (value) => isText(value) && codePoints(value) >= minLength && codePoints(value) <= maxLength,
    `must be ${String(minLength)} to ${String(maxLength)} characters long`,
  )(options);

export const MinLength = (minLength: number, options?: Each): PropertyDecorator =>
  valueDecorator(
    'minLength',
    { ...TEXT, minLength },
    (value) => isText(value) && codePoints(value) >= minLength,
    `must be at least ${String(minLength)} characters long`,
  )(options);

export const MaxLength = (maxLength: number, options?: Each): PropertyDecorator =>
  valueDecorator(
    'maxLength',
    { ...TEXT, maxLength },
    (value) => isText(value) && codePoints(value) <= maxLength,
    `must be at most ${String(maxLength)} characters long`,
  )(options);

export const IsUUID = valueDecorator('isUuid', format('uuid'), isUuid, 'must be a UUID in lower case');
export const IsEmail = valueDecorator('isEmail', format('email'), isEmail, 'must be an e-mail address');
export const IsDay = valueDecorator('isDay', format('day'), isDay, 'must be a day that exists, as YYYY-MM-DD');
export const IsInstant = valueDecorator(
  'isInstant',
  format('instant'),
  isInstant,
  'must be a time that exists, with its offset, as 2026-03-01T10:00:00Z or 2026-03-01T10:00:00+01:00',
);
export const IsTimeZone = valueDecorator(
  'isTimeZone',
  format('time-zone'),
  isTimeZone,
  'must be the name of an IANA time zone, as Europe/Berlin',
);

// Numbers, truth values, choices.

export const IsInt = valueDecorator('isInt', { type: 'integer' }, isInt, 'must be a whole number');
export const IsNumber = valueDecorator('isNumber', { type: 'number' }, (value) => isNumber(value), 'must be a number');

export const Min = (minimum: number, options?: Each): PropertyDecorator =>
  valueDecorator(
    'min',
    { type: 'number', minimum },
    (value) => isNumber(value) && min(value, minimum),
    `must be at least ${String(minimum)}`,
  )(options);

export const Max = (maximum: number, options?: Each): PropertyDecorator =>
  valueDecorator(
    'max',
    { type: 'number', maximum },
    (value) => isNumber(value) && max(value, maximum),
    `must be at most ${String(maximum)}`,
  )(options);

export const IsBoolean = valueDecorator('isBoolean', { type: 'boolean' }, isBoolean, 'must be true or false');

export const IsIn = (values: readonly string[] | readonly number[], options?: Each): PropertyDecorator =>
  valueDecorator(
    'isIn',
    { type: typeof values[0] === 'number' ? 'number' : 'string', enum: values },
    (value) => isIn(value, [...values]),
    `must be one of ${values.join(', ')}`,
  )(options);

// Presence.

const ABSENT = new Rule('optional', 'isOptional', {}, () => true, '');

/** May be left out. Null is not absent: class-validator's own IsOptional lets it pass. */
export const IsOptional = (): PropertyDecorator =>
  ValidateIf((_: unknown, value: unknown) => value !== undefined, { context: contextOf(ABSENT) });

// Arrays. What the elements are is said by decorators with `each`.

export const IsArray = valueDecorator('isArray', { type: 'array' }, isArray, 'must be an array');

export const ArrayMinSize = (minItems: number): PropertyDecorator =>
  valueDecorator(
    'arrayMinSize',
    { type: 'array', minItems },
    (value) => arrayMinSize(value, minItems),
    `must have at least ${String(minItems)} elements`,
  )();

export const ArrayMaxSize = (maxItems: number): PropertyDecorator =>
  valueDecorator(
    'arrayMaxSize',
    { type: 'array', maxItems },
    (value) => arrayMaxSize(value, maxItems),
    `must have at most ${String(maxItems)} elements`,
  )();

/** Of arrays of strings only: elsewhere class-validator and JSON Schema mean different things by "the same". */
export const ArrayUnique = (): PropertyDecorator =>
  valueDecorator(
    'arrayUnique',
    { type: 'array', uniqueItems: true },
    (value) => isArray(value) && new Set(value).size === value.length,
    'must not have the same element twice',
  )();

// Objects within objects.

const NESTED = new Rule('nested', 'nestedValidation', {}, () => true, '');
const IsNestedObject = valueDecorator('isNestedObject', { type: 'object' }, isPlainObject, 'must be an object');

/** An object (or, with `each`, an array of objects) of the class that `@Type` names. */
export function ValidateNested(options: Each = {}): PropertyDecorator {
  // class-validator alone takes null and nested arrays for nested objects.
  const isObject = IsNestedObject(options);
  const validateNested = ValidateNestedValues({ ...options, context: contextOf(NESTED, options) });
  return (target, property) => {
    validateNested(target, property);
    isObject(target, property);
  };
}

/** The class of a nested object, or of the elements of an array of them. */
export function Type(typeFunction: () => FieldsClass): PropertyDecorator {
  const transformType = TransformType(typeFunction);
  return (target, property) => {
    transformType(target, property);
    setNestedClass(target, String(property), typeFunction);
  };
}

function format(name: keyof typeof formats): JsonSchema {
  return { type: 'string', format: name };
}

const codePoints = (text: string): number => Array.from(text).length;

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
