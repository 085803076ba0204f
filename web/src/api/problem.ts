import { day, moment } from '../formats';

export interface FieldError {
  /** JSON pointer into the body. */
  readonly pointer: string;
  readonly message: string;
}

type ProblemKind = 'offline' | 'signed-out' | 'not-allowed' | 'not-found' | 'not-yet' | 'refused' | 'failed';

/** Why a request was not answered as asked, in a sentence for the reader. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    override readonly message: string,
    readonly code = '',
    readonly errors: readonly FieldError[] = [],
    /** Seconds. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  /** What was sent last may have been done all the same: it must be sent again under the same key. */
  get isUncertain(): boolean {
    return this.kind === 'offline' || this.kind === 'failed' || this.kind === 'not-yet';
  }

  fieldError(field: string): string | undefined {
    return this.errors.find(({ pointer }) => pointer === `/${field}` || pointer.startsWith(`/${field}/`))?.message;
  }
}

export const offline = () =>
  new Problem('offline', 'The server does not answer. Check your connection; what you typed is kept.');

export async function problemOf(response: Response): Promise<Problem> {
  const document = await documentOf(response);
  const detail = text(document['detail']) ?? text(document['title']);
  const code = text(document['code']) ?? '';
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new Problem(
    kindOf(response.status),
    datesAsRead(detail ?? SENTENCES[kindOf(response.status)]),
    code,
    fieldErrors(document['errors']),
    Number.isFinite(retryAfter) ? retryAfter : undefined,
  );
}

const SENTENCES: Readonly<Record<ProblemKind, string>> = {
  offline: 'The server does not answer.',
  'signed-out': 'Your key was not accepted.',
  'not-allowed': 'Your key does not open this. Ask an administrator of the program for a key that does.',
  'not-found': 'There is nothing here, or it is not for your key.',
  'not-yet': 'The server is still catching up. Try again in a moment.',
  refused: 'This was refused.',
  failed: 'Something went wrong on the server. Try again; if it goes on, tell who runs it.',
};

function kindOf(status: number): ProblemKind {
  if (status === 401) return 'signed-out';
  if (status === 403) return 'not-allowed';
  if (status === 404) return 'not-found';
  if (status === 503) return 'not-yet';
  return status >= 500 ? 'failed' : 'refused';
}

async function documentOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
  try {
    const document: unknown = await response.json();
    return typeof document === 'object' && document !== null ? { ...document } : {};
  } catch {
    return {};
  }
}

/** The sentences of the API write days and instants in ISO. */
const datesAsRead = (sentence: string): string =>
  sentence.replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, moment).replace(/\b\d{4}-\d\d-\d\d\b/g, day);

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function fieldErrors(errors: unknown): readonly FieldError[] {
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: unknown): readonly FieldError[] => {
    if (typeof error !== 'object' || error === null || !('message' in error)) return [];
    const pointer = 'pointer' in error ? String(error.pointer) : '';
    return [{ pointer, message: datesAsRead(String(error.message)) }];
  });
}
