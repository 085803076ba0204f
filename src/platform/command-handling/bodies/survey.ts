import { at, type BodyProblem } from './body-problem.js';

const MAX_DEPTH = 32;
/** More than any command has; class-transformer's work grows with the square of an object's fields. */
const MAX_FIELDS = 200;
/** class-validator takes up to 25 µs a value, during which nobody else is served: 0.1 s at most. */
const MAX_VALUES = 5_000;

interface Survey {
  /** What nothing that maps objects or recurses may be given. */
  readonly problems: readonly BodyProblem[];
  /** More than class-validator should be given. The survey ended early. */
  readonly isLarge: boolean;
}

/** Looks over a JSON value of any depth and size, without recursion. */
export function survey(body: unknown): Survey {
  const problems: BodyProblem[] = [];
  const open: { readonly value: object; readonly pointer: string; readonly depth: number }[] = [];
  const push = (value: unknown, pointer: string, depth: number): void => {
    if (typeof value === 'object' && value !== null) open.push({ value, pointer, depth });
  };
  let values = 1;
  push(body, '', 1);
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, pointer, depth } = next;
    if (depth > MAX_DEPTH) {
      return { problems: [{ pointer, message: `nested deeper than ${String(MAX_DEPTH)} levels` }], isLarge: false };
    }
    const keys = Object.keys(value);
    values += keys.length;
    if (values > MAX_VALUES) return { problems, isLarge: true };
    if (!Array.isArray(value)) {
      problems.push(
        ...keys.filter(isForbiddenKey).map((key) => ({ pointer: at(pointer, key), message: 'unknown field' })),
      );
      if (keys.length > MAX_FIELDS) problems.push({ pointer, message: `more than ${String(MAX_FIELDS)} fields` });
    }
    for (const [key, member] of Object.entries(value)) push(member, at(pointer, key), depth + 1);
  }
  return { problems, isLarge: false };
}

/** `__proto__`, `constructor`, `toString` …: taken from the prototype, they would pass for known or be dropped. */
const isForbiddenKey = (key: string): boolean => key in Object.prototype || key === 'prototype';
