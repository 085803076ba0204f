import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { at, type BodyProblem } from './body-problem.js';
import { isRuleContext, type Rule } from './rule.js';
import type { FieldsClass } from './nested-classes.js';

/** Every problem that class-validator finds with a body, which `survey` found none with, one a pointer. */
export function explain(fieldsClass: FieldsClass, body: object): BodyProblem[] {
  const errors = validateSync(plainToInstance(fieldsClass, body), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  const messages = new Map<string, Set<string>>();
  collect(errors, body, '', (pointer, message) => {
    messages.set(pointer, (messages.get(pointer) ?? new Set()).add(message));
  });
  return [...messages].map(([pointer, said]) => ({ pointer, message: [...said].join('; ') }));
}

type Say = (pointer: string, message: string) => void;

/** `parent` is the object or array, as it was sent, of whose members the errors tell. */
function collect(errors: readonly ValidationError[], parent: object, pointer: string, say: Say): void {
  for (const error of errors) {
    if (error.constraints?.['unknownValue'] !== undefined) sayUnknown(Object.keys(parent), pointer, say);
    // A field that the class declares without a decorator is a member of the instance, but was not sent.
    else if (error.constraints?.['whitelistValidation'] === undefined) collectOfMember(error, parent, pointer, say);
    else if (Object.hasOwn(parent, error.property)) sayUnknown([error.property], pointer, say);
  }
}

function collectOfMember(error: ValidationError, parent: object, pointer: string, say: Say): void {
  const place = at(pointer, error.property);
  const value: unknown = Object.getOwnPropertyDescriptor(parent, error.property)?.value;
  if (value === undefined) return say(place, 'is required');
  if (value === null) return say(place, NULL);
  const isElement = Array.isArray(parent);
  let isOfWrongKind = isElement && Array.isArray(value);
  for (const context of Object.values(error.contexts ?? {}).reverse()) {
    if (!isRuleContext(context) || context.rule.kind !== 'value') continue;
    const { rule, each } = context;
    if (each) sayOfElements(value, rule, place, say);
    else say(place, rule.message);
    isOfWrongKind ||= !each && rule.schema.type === 'object';
  }
  if (typeof value === 'object' && !isOfWrongKind) collect(error.children ?? [], value, place, say);
}

const NULL = 'must not be null';

/** class-validator says that some element is wrong, not which. */
function sayOfElements(value: unknown, { test, message }: Rule, place: string, say: Say): void {
  if (!Array.isArray(value)) return; // @IsArray has said so
  value.forEach((element: unknown, index) => {
    if (!test(element)) say(at(place, String(index)), element === null ? NULL : message);
  });
}

function sayUnknown(keys: readonly string[], pointer: string, say: Say): void {
  for (const key of keys) say(at(pointer, key), 'unknown field');
}
