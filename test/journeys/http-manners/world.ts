import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { pino } from 'pino';
import { serve, type Answer, type Api, type Json, type Served } from '../served.js';
import { csvOf, SMALL_ROSTER } from '../small-roster.js';

export const NOW = '2026-03-02T12:00';
export const NOWHERE = '00000000-0000-4000-8000-00000000dead';

export interface Holder {
  readonly partnerId: string;
  readonly personId: string;
  readonly api: Api;
}

/** Two programs, one with people in it: a formed pair with a past, and an open proposal; and a key for every part. */
export interface World {
  readonly served: Served;
  readonly admin: Api;
  readonly programId: string;
  readonly otherProgramId: string;
  readonly roundId: string;
  readonly coordinator: Api;
  /** Coordinates the other program. */
  readonly stranger: Api;
  readonly auditor: Api;
  readonly analyst: Api;
  readonly nobody: Api;
  readonly adminKeyId: string;
  readonly pair: { readonly id: string; readonly one: Holder; readonly other: Holder };
  /** Waits for both. */
  readonly proposal: { readonly id: string; readonly one: Holder; readonly other: Holder };
  /** The lines that were logged. */
  readonly log: readonly string[];
  /** The log's last position. */
  head(): Promise<number>;
}

export async function world(): Promise<World> {
  const log: string[] = [];
  const lines = new Writable({
    write(line: Buffer, _, done) {
      log.push(line.toString());
      done();
    },
  });
  const served = await serve('2026-03-02T09:00', pino({ level: 'debug' }, lines));
  const { admin } = served;
  const { id: programId } = await admin.command('/api/programs', { name: 'Bridges' });
  const { id: otherProgramId } = await admin.command('/api/programs', { name: 'Elsewhere' });
  await admin.roster(programId, csvOf(SMALL_ROSTER));

  const holder = async (name: string): Promise<Holder> => {
    const found = await admin.list(`/api/programs/${programId}/partners?q=${encodeURIComponent(name)}`);
    const [{ partnerId, personId }] = found as unknown as [{ partnerId: string; personId: string }];
    return { partnerId, personId, api: await served.withKey({ role: 'partner', personId, programId }) };
  };
  const proposed = async (oneName: string, otherName: string) => {
    const one = await holder(oneName);
    const other = await holder(otherName);
    const { id } = await admin.command('/api/partnerships', { programId, a: one.partnerId, b: other.partnerId });
    return { id, one, other };
  };
  const pair = await proposed('Aurelia Lindqvist', 'Boniface Otieno');
  const proposal = await proposed('Cosima Adeyemi', 'Dragan Petrov');
  const roundId = await endedRound(admin, programId);
  await past(served, pair);
  return {
    served,
    admin,
    programId,
    otherProgramId,
    roundId,
    coordinator: await served.withKey({ role: 'coordinator', programId }),
    stranger: await served.withKey({ role: 'coordinator', programId: otherProgramId }),
    auditor: await served.withKey({ role: 'auditor' }),
    analyst: await served.withKey({ role: 'analyst' }),
    nobody: served.as(undefined),
    adminKeyId: String((await admin.get('/api/me'))['keyId']),
    pair,
    proposal,
    log,
    head: async () => Number((await admin.get('/api/status'))['head']),
  };
}

async function endedRound(admin: Api, programId: string): Promise<string> {
  const { id, position } = await admin.command('/api/match-rounds', { programId });
  for (;;) {
    await setImmediate();
    const { status } = await admin.get(`/api/match-rounds/${id}?at-least=${position}`);
    if (status !== 'running') return id;
  }
}

/** Formed, one exchange that was disputed and corrected, and closing, with one reflection. */
async function past({ clock }: Served, { id, one, other }: World['pair']): Promise<void> {
  const act = (api: Api, command: string, body: object = {}) => api.command(`/api/partnerships/${id}/${command}`, body);
  await act(one.api, 'accept-proposal');
  const { position } = await act(other.api, 'accept-proposal');
  await one.api.get(`/api/partnerships/${id}?settled=${position}`);
  clock.set(NOW);
  const meeting = {
    heldAt: '2026-03-02T10:00:00Z',
    minutes: 60,
    method: 'video',
    contributions: [{ from: one.partnerId, to: other.partnerId, topic: 'A topic of theirs', minutes: 30 }],
    place: 'A place of theirs',
    note: 'A note of hers',
  };
  const logged = await act(one.api, 'log-exchange', meeting);
  const home = await other.api.get(`/api/partners/${other.partnerId}/home?settled=${logged.position}`);
  const [{ exchangeId }] = home['waiting'] as [{ exchangeId: string }];
  const dispute = { exchangeId, version: 1, reason: 'wrong-minutes', words: 'Words of the dispute' };
  await act(other.api, 'dispute-exchange', dispute);
  await act(one.api, 'correct-exchange', { ...meeting, exchangeId, minutes: 45, reason: 'disputed' });
  await act(other.api, 'confirm-exchange', { exchangeId, version: 2 });
  await act(one.api, 'begin-closure', { reason: 'not-productive', words: 'Words of the closure' });
  const reflected = await act(one.api, 'submit-reflection', { gave: 4, received: 2, text: 'A reflection of hers' });
  await one.api.get(`/api/partnerships/${id}?settled=${reflected.position}`);
}

/** Expects a problem document that says what it should, and nothing of the machinery. */
export function expectProblem({ status, headers, body, text }: Answer, expected: number, code: string): Json {
  expect({ status, code: body['code'] }).toEqual({ status: expected, code });
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({
    type: `urn:mentoring:problem:${code}`,
    title: expect.stringMatching(/^[A-Z]/),
    status,
    detail: expect.stringMatching(/\S \S/),
  });
  expect(text).not.toMatch(/node_modules|\.[jt]s:\d|\bat \S+ \(|SELECT|INSERT|sqlite|Error:|\/tmp\//i);
  return body;
}
