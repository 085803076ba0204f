import { describe, expect, it } from '@jest/globals';
import { BadRequestException, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
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
import { invalidBody, unauthenticated } from '../problem-document.js';
import { ReadModelNotLive } from '../projections/projection-engine.js';
import { InvalidCursor } from '../read-store/read-store.js';
import { Problem, problemOf, Problems } from './problems.js';

/** What is sent for an error, and what is logged. */
function sent(error: unknown) {
  const headers: Record<string, string> = {};
  const logged: object[] = [];
  let [status, type, body] = [0, '', ''];
  const reply = {
    header: (name: string, value: string) => {
      headers[name] = value;
      return reply;
    },
    status: (given: number) => {
      status = given;
      return reply;
    },
    type: (given: string) => {
      type = given;
      return reply;
    },
    send: (given: string) => {
      body = given;
    },
  };
  const log = { error: (what: object) => logged.push(what) };
  new Problems(log as unknown as Logger).send(
    error,
    { id: 'req-1' } as FastifyRequest,
    reply as unknown as FastifyReply,
  );
  return { status, type, headers, logged, text: body, body: JSON.parse(body) as Record<string, unknown> };
}

const stored = { id: 'i', type: 'PairFormed', stream: 'partnership-1', position: 7n };
const SECRET = 'SQLITE_ERROR near "ana.sousa@example.com" in /srv/data/events.db';

const ERRORS: [string, unknown, number, string][] = [
  ['a rule that says no', new Refusal('slot-taken', 'Wait.'), 422, 'slot-taken'],
  ['a malformed question', new Refusal('invalid-query', 'Name a day.', 'malformed'), 400, 'invalid-query'],
  ['a conflict with the present state', new Refusal('already-formed', 'Close it.', 'conflict'), 409, 'already-formed'],
  ['somebody who may not', new Refusal('not-allowed', 'Ask.', 'forbidden'), 403, 'not-allowed'],
  ['what is not there', new Refusal('program-not-found', 'Look.', 'not-found'), 404, 'program-not-found'],
  ['an old revision', new PreconditionFailed(3, 5), 412, 'revision-differs'],
  ['a key used again', new IdempotencyKeyReused(), 422, 'idempotency-key-reused'],
  ['a contended stream', new TooContended('partner-1'), 409, 'contended'],
  ['a command without an answer', new CommandUnavailable('unknown', 'c', new Error(SECRET)), 503, 'unavailable'],
  ['a command that was not done', new CommandUnavailable('not-done', 'c', new Error(SECRET)), 503, 'unavailable'],
  ['events that are too large', new EventsTooLarge(2_000_000), 413, 'too-large'],
  ['a cursor of another list', new InvalidCursor(), 400, 'invalid-cursor'],
  ['a store that does not answer', new StoreUnavailable(SECRET), 503, 'unavailable'],
  ['an append of unknown outcome', new OutcomeUnknown(SECRET), 503, 'unavailable'],
  ['a read model that is built', new ReadModelNotLive('people', 'building'), 503, 'not-live'],
  ['an event of a newer version', new UnreadableEvent(stored, SECRET), 503, 'unreadable-event'],
  ['a full disk', Object.assign(new Error(SECRET), { code: 'ENOSPC' }), 507, 'disk-full'],
  ['nobody known', new Problem(unauthenticated()), 401, 'unauthenticated'],
  ['a wrong body', new Problem(invalidBody([{ pointer: '/name', message: 'Say it.' }])), 400, 'invalid-body'],
  ['a route that is not there', new NotFoundException(SECRET), 404, 'not-found'],
  ['a request that is broken', new BadRequestException(SECRET), 400, 'bad-request'],
  ['a body that is too large', new PayloadTooLargeException(SECRET), 413, 'body-too-large'],
  ['a media type of Fastify', Object.assign(new Error(SECRET), { statusCode: 415 }), 415, 'unsupported-media-type'],
  ['a method of Fastify', Object.assign(new Error(SECRET), { statusCode: 405 }), 405, 'method-not-allowed'],
  ['too many requests', Object.assign(new Error(SECRET), { statusCode: 429 }), 429, 'too-many-requests'],
  ['what nobody foresaw', new TypeError(SECRET), 500, 'unexpected'],
  ['an error with a strange status', Object.assign(new Error(SECRET), { statusCode: 'teapot' }), 500, 'unexpected'],
  ['something thrown that is no error', SECRET, 500, 'unexpected'],
  ['nothing at all', undefined, 500, 'unexpected'],
  ['null', null, 500, 'unexpected'],
];

describe('a problem', () => {
  it.each(ERRORS)('for %s is told by its status and a stable code', (_, error, status, code) => {
    const answer = sent(error);
    expect(answer.status).toBe(status);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status, code, type: `urn:mentoring:problem:${code}` });
    expect(answer.body['detail']).toMatch(/\w+.*[.]$/);
  });

  it.each(ERRORS)('for %s gives away nothing of what is inside', (_, error) => {
    expect(sent(error).text).not.toMatch(/SQLITE|ana\.sousa|\/srv|stack|at .+:\d+/);
  });

  it.each(ERRORS)('for %s is logged when it is ours, with the id of the request', (_, error, status) => {
    expect(sent(error).logged).toEqual(status >= 500 ? [{ err: error, request: 'req-1' }] : []);
  });

  it.each(ERRORS)('for %s says when to try again if that helps', (_, error, status) => {
    expect(sent(error).headers['Retry-After']).toBe(status === 503 ? '2' : undefined);
    expect(sent(error).headers['WWW-Authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
  });
});

describe('the problem of a command', () => {
  it('without an answer tells under which key to send it again, and whether it may have been done', () => {
    for (const outcome of ['unknown', 'not-done'] as const)
      expect(problemOf(new CommandUnavailable(outcome, 'c-1', undefined))).toMatchObject({
        outcome,
        idempotencyKey: 'c-1',
      });
  });

  it('on an old revision names both', () => {
    expect(problemOf(new PreconditionFailed(3, 5)).detail).toContain('revision 3');
    expect(problemOf(new PreconditionFailed(3, 5)).detail).toContain('5');
  });

  it('that is refused says what the rule says', () => {
    expect(problemOf(new Refusal('partner-full', 'One of the two is full.', 'conflict')).detail).toBe(
      'One of the two is full.',
    );
  });
});
