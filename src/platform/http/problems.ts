import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Refusal } from '../../kernel/refusal.js';
import {
  CommandUnavailable,
  IdempotencyKeyReused,
  PreconditionFailed,
  TooContended,
} from '../command-handling/command-request.js';
import { UnreadableEvent } from '../event-store/codec.js';
import { EventsTooLarge, OutcomeUnknown, StoreUnavailable } from '../event-store/event-store.js';
import {
  idempotencyKeyReused,
  notFound,
  problemDocument,
  refused,
  revisionDiffers,
  unavailable,
  unexpected,
  PROBLEM_MEDIA_TYPE,
  type ProblemDocument,
} from '../problem-document.js';
import { ReadModelNotLive } from '../projections/projection-engine.js';
import { InvalidCursor } from '../read-store/read-store.js';

/** A problem that is known where it occurs. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(readonly document: ProblemDocument) {
    super(document.detail);
  }
}

/** Seconds after which to try again, told with every 503. */
const RETRY_AFTER = '2';

/** The one place where errors become answers. What nobody foresaw is logged, and told to nobody. */
@Catch()
export class Problems implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.send(error, http.getRequest(), http.getResponse());
  }

  send(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(error);
    if (problem.status >= 500) this.log.error({ err: error, request: request.id }, 'a request failed');
    if (problem.status === 503) void reply.header('Retry-After', RETRY_AFTER);
    if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    void reply.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
  }
}

export function problemOf(error: unknown): ProblemDocument {
  if (error instanceof Problem) return error.document;
  if (error instanceof Refusal) return ofRefusal(error);
  if (error instanceof PreconditionFailed) return revisionDiffers(error.expected, error.actual);
  if (error instanceof IdempotencyKeyReused) return idempotencyKeyReused();
  if (error instanceof TooContended) return refused('contended', error.message, 409);
  if (error instanceof CommandUnavailable) return unavailable(error.outcome, error.key);
  if (error instanceof EventsTooLarge) return problemDocument(413, 'too-large', error.message);
  if (error instanceof InvalidCursor)
    return problemDocument(400, 'invalid-cursor', '`after` must be the `next` of the page before, unchanged.');
  if (error instanceof StoreUnavailable || error instanceof OutcomeUnknown)
    return problemDocument(503, 'unavailable', 'A store does not answer. Try again in a moment.');
  if (error instanceof ReadModelNotLive)
    return problemDocument(503, 'not-live', `${error.message} Try again in a moment.`);
  if (error instanceof UnreadableEvent)
    return problemDocument(
      503,
      'unreadable-event',
      'The record holds an event that this version cannot read: it needs a newer one.',
    );
  if (isDiskFull(error))
    return problemDocument(
      507,
      'disk-full',
      'The disk of the server is full. Nothing was taken; free some space, then send it again.',
    );
  return ofFramework(error);
}

function ofRefusal({ code, message, kind }: Refusal): ProblemDocument {
  switch (kind) {
    case 'forbidden':
      return problemDocument(403, code, message);
    case 'not-found':
      return problemDocument(404, code, message);
    case 'conflict':
      return refused(code, message, 409);
    case 'malformed':
      return problemDocument(400, code, message);
    case 'rule':
      return refused(code, message, 422);
  }
}

const isDiskFull = (error: unknown) => (error as { code?: unknown } | undefined)?.code === 'ENOSPC';

/** What Nest and Fastify themselves refuse: a route that is not there, a body too large or of another type. */
function ofFramework(error: unknown): ProblemDocument {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : ((error as { statusCode?: unknown } | undefined)?.statusCode ?? 500);
  switch (status) {
    case 400:
      return problemDocument(400, 'bad-request', 'The request is not as it must be.');
    case 404:
      return notFound('There is nothing at this address.');
    case 405:
      return problemDocument(405, 'method-not-allowed', 'This address does not take this method.');
    case 413:
      return problemDocument(
        413,
        'body-too-large',
        'The body is larger than is taken here: 1 MiB, or 1 GiB of a roster.',
      );
    case 415:
      return problemDocument(
        415,
        'unsupported-media-type',
        'Send the body as application/json (a roster as text/csv).',
      );
    case 429:
      return problemDocument(429, 'too-many-requests', 'Too many requests. Try again in a moment.');
    default:
      return unexpected();
  }
}
