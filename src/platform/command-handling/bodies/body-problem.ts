import type { FieldProblem } from '../../problem-document.js';

/** What is wrong with a body, and where. */
export type BodyProblem = FieldProblem;

/** A key that somebody made up may be as long as the whole body. */
const LONGEST_KEY = 100;

/** The JSON Pointer (RFC 6901) of a member of what stands at `pointer`. */
export function at(pointer: string, key: string): string {
  const shown = key.length <= LONGEST_KEY ? key : `${key.slice(0, LONGEST_KEY)}…`;
  return `${pointer}/${shown.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
