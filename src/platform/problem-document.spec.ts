import { describe, expect, it } from '@jest/globals';
import { invalidBody, refused, unavailable } from './problem-document.js';

describe('a problem document', () => {
  it('of a refusal has its code, its sentence, and a type and title that are the same for every such refusal', () => {
    expect(refused('slot-taken', 'Ada already has a mentor.')).toEqual({
      type: 'urn:mentoring:problem:slot-taken',
      title: 'Slot taken',
      status: 422,
      detail: 'Ada already has a mentor.',
      code: 'slot-taken',
    });
  });

  it('of a conflict with the present state is a 409', () => {
    expect(refused('already-closed', 'This partnership is closed.', 409).status).toBe(409);
  });

  it('of an invalid body points to each field', () => {
    const errors = [{ pointer: '/offers/0/level', message: 'must be at most 5' }];
    expect(invalidBody(errors)).toMatchObject({ status: 400, code: 'invalid-body', errors });
  });

  it('of an unreachable store says whether the command was done and with which id to send it again', () => {
    expect(unavailable('unknown', 'c-1')).toMatchObject({ status: 503, outcome: 'unknown', idempotencyKey: 'c-1' });
  });
});
