import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { freshId } from '../../kernel/ids.js';
import { askingIn } from './command-controllers.js';
import { PutIn } from './till.examples.js';

const request = (headers: Readonly<Record<string, string>>, keyId = 'a-key') =>
  ({ headers, principal: { keyId, grants: [] } }) as unknown as FastifyRequest;
const id = freshId();

describe('who asks for a command', () => {
  it('without a key is given one: sent again with it, it is the same command', () => {
    const first = askingIn(request({}), PutIn, id);
    const again = askingIn(request({ 'idempotency-key': first.key }), PutIn, id);
    expect(again.commandId).toBe(first.commandId);
    expect([first.keyed, again.keyed]).toEqual([false, true]);
  });

  it('without a key asks for another command each time', () => {
    expect(askingIn(request({}), PutIn, id).commandId).not.toBe(askingIn(request({}), PutIn, id).commandId);
  });

  it('with a key of their own asks for their own command', () => {
    const headers = { 'idempotency-key': '1' };
    const mine = askingIn(request(headers), PutIn, id).commandId;
    expect(askingIn(request(headers), PutIn, id).commandId).toBe(mine);
    expect(askingIn(request(headers, 'another-key'), PutIn, id).commandId).not.toBe(mine);
    expect(askingIn(request(headers), PutIn, freshId()).commandId).not.toBe(mine);
  });
});
