/** A problem document of RFC 9457, sent as `application/problem+json`. */
export interface ProblemDocument {
  readonly type: `urn:mentoring:problem:${string}`;
  readonly title: string;
  readonly status: number;
  /** A sentence for a person: where it is and what to do. Never a stack trace, SQL, a file's path or a personal value. */
  readonly detail: string;
  /** Stable, for programs: kebab-case. */
  readonly code: string;
  readonly errors?: readonly FieldProblem[];
  /** Of a command whose answer was lost or which could not be done: send it again with this Idempotency-Key. */
  readonly outcome?: 'unknown' | 'not-done';
  readonly idempotencyKey?: string;
}

export interface FieldProblem {
  /** JSON Pointer (RFC 6901) into the body: '/offers/0/level'; '' is the whole body. */
  readonly pointer: string;
  readonly message: string;
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

export function problemDocument(status: number, code: string, detail: string): ProblemDocument {
  return { type: `urn:mentoring:problem:${code}`, title: titleOf(code), status, detail, code };
}

/** A rule says no: 422; 409 where it is a conflict with the present state. */
export const refused = (code: string, message: string, status: 422 | 409 = 422): ProblemDocument =>
  problemDocument(status, code, message);

export const invalidBody = (errors: readonly FieldProblem[]): ProblemDocument => ({
  ...problemDocument(
    400,
    'invalid-body',
    'The body is not as it must be; `errors` points to each field that is wrong.',
  ),
  errors,
});

export const malformedBody = (): ProblemDocument =>
  problemDocument(400, 'malformed-body', 'The body is not valid JSON in UTF-8.');

export const unauthenticated = (): ProblemDocument =>
  problemDocument(401, 'unauthenticated', 'Send a valid key as `Authorization: Bearer …`.');

export const notFound = (detail: string): ProblemDocument => problemDocument(404, 'not-found', detail);

export const revisionDiffers = (expected: number, present: number): ProblemDocument =>
  problemDocument(
    412,
    'revision-differs',
    `If-Match names revision ${String(expected)}, but the present one is ${String(present)}: read again, then decide anew.`,
  );

export const idempotencyKeyReused = (): ProblemDocument =>
  refused(
    'idempotency-key-reused',
    'This Idempotency-Key was used with another body: take a new key for a new command.',
  );

/** A store cannot be reached. To be sent with `Retry-After`. */
export const unavailable = (outcome: 'unknown' | 'not-done', idempotencyKey: string): ProblemDocument => ({
  ...problemDocument(
    503,
    'unavailable',
    outcome === 'not-done'
      ? 'A store cannot be reached. Nothing was done: send the command again.'
      : 'A store did not answer. Whether the command was done is unknown: send it again with `idempotencyKey` as Idempotency-Key.',
  ),
  outcome,
  idempotencyKey,
});

/** What nobody foresaw. What went wrong is in the log, under the id of the request; never in the answer. */
export const unexpected = (): ProblemDocument =>
  problemDocument(500, 'unexpected', 'Something went wrong here; it is written in the log.');

/** The same for every occurrence of a code, as RFC 9457 wants it: 'slot-taken' → 'Slot taken'. */
function titleOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
