import { Format } from 'typebox/format';
import { Compile } from 'typebox/schema';
import { formats } from '../../../kernel/formats.js';
import { at, type BodyProblem } from './body-problem.js';
import { bodySchema } from './body-schema.js';
import { explain } from './explain.js';
import type { JsonSchema } from './rule.js';
import { survey } from './survey.js';
import type { FieldsClass } from './nested-classes.js';

for (const [name, test] of Object.entries(formats)) Format.Set(name, test);

/** More would help nobody, and an answer must not grow with what was sent. */
const MOST_PROBLEMS = 100;

/**
 * The check of a body: [] if it is fine, or a pointer to each field that is wrong. What passes costs a compiled check
 * only; what does not goes through class-validator for its messages, and is refused even if that finds nothing.
 * @throws as `bodySchema`.
 */
export function compileBody(fieldsClass: FieldsClass): (body: unknown) => BodyProblem[] {
  const schema = bodySchema(fieldsClass);
  const check = Compile(schema);
  const locate = lazily(() => compileLocate(schema));
  return (body) => (check.Check(body) ? [] : problemsOf(fieldsClass, body, locate).slice(0, MOST_PROBLEMS));
}

function problemsOf(fieldsClass: FieldsClass, body: unknown, locate: () => Locate): readonly BodyProblem[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return [{ pointer: '', message: 'must be a JSON object' }];
  }
  const { problems, isLarge } = survey(body);
  if (problems.length > 0) return problems;
  const explained = isLarge ? [] : explain(fieldsClass, body);
  return explained.length > 0 ? explained : locate()(body);
}

type Locate = (body: object) => readonly BodyProblem[];

/** Only names the fields, but in time linear in the body's size: for what class-validator cannot or may not explain. */
function compileLocate({ title = '', properties = {}, required = [] }: JsonSchema): Locate {
  const checks = new Map(Object.entries(properties).map(([name, schema]) => [name, Compile(schema)]));
  const misfit = `is not as the schema of ${title} says`;
  return (body) => {
    const missing = required.filter((name) => !Object.hasOwn(body, name));
    const unknown = Object.keys(body).filter((name) => !checks.has(name));
    const wrong = Object.entries(body).filter(([name, value]) => checks.get(name)?.Check(value) === false);
    const located = [
      ...missing.map((name) => ({ pointer: at('', name), message: 'is required' })),
      ...unknown.map((name) => ({ pointer: at('', name), message: 'unknown field' })),
      ...wrong.map(([name]) => ({ pointer: at('', name), message: misfit })),
    ];
    return located.length > 0 ? located : [{ pointer: '', message: misfit }];
  };
}

function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
