import { describe, expect, it } from '@jest/globals';
import type { Api } from '../served.js';
import { expectProblem, type World } from './world.js';

/** What happens when the same comes twice, or something else came between. */
export function retries(world: () => World): void {
  const keyed = (key: string) => ({ 'idempotency-key': key });

  describe('an Idempotency-Key', () => {
    const commands: readonly (readonly [
      string,
      (world: World) => { path: string; first: object; second: object; type: string },
    ])[] = [
      [
        'creates',
        () => ({ path: '/api/programs', first: { name: 'Once' }, second: { name: 'Twice' }, type: 'ProgramDesigned' }),
      ],
      [
        'changes',
        ({ programId }) => ({
          path: `/api/programs/${programId}/set-policy`,
          first: { lateLogDays: 31 },
          second: { lateLogDays: 32 },
          type: 'PolicySet',
        }),
      ],
      [
        'starts a round',
        ({ programId }) => ({
          path: '/api/match-rounds',
          first: { programId },
          second: { programId, objective: 'pairs' },
          type: 'MatchRoundStarted',
        }),
      ],
    ];
    it.each(commands)('lets a command that %s have its effect once, and answers it the same again', async (_, of) => {
      const { admin, head } = world();
      const { path, first, second, type } = of(world());
      const before = await head();
      const answer = await admin.ask('POST', path, first, keyed('once'));
      expect(answer.body).toHaveProperty('position', String(before + 1));
      const again = await admin.ask('POST', path, first, keyed('once'));
      expect([again.status, again.body, again.headers['etag']]).toEqual([
        answer.status,
        answer.body,
        answer.headers['etag'],
      ]);

      expectProblem(await admin.ask('POST', path, second, keyed('once')), 422, 'idempotency-key-reused');
      const facts = await admin.list(`/api/events?after=${before}`);
      expect(facts.filter((fact) => fact['type'] === type)).toHaveLength(1);
    });

    it('shows the token of a key only the first time', async () => {
      const { admin } = world();
      const first = await admin.ask('POST', '/api/access', { role: 'auditor' }, keyed('a key'));
      const again = await admin.ask('POST', '/api/access', { role: 'auditor' }, keyed('a key'));
      expect(first.body['token']).toMatch(/^mk_/);
      expect(again.body).toMatchObject({ id: first.body['id'] });
      expect(again.body).not.toHaveProperty('token');
    });

    it('is one person’s: the same key of another person is another command', async () => {
      const { coordinator, served, programId } = world();
      const second = await served.withKey({ role: 'coordinator', programId });
      const set = (api: Api, days: number) =>
        api.ask('POST', `/api/programs/${programId}/set-policy`, { closureGraceDays: days }, keyed('mine'));
      expect((await set(coordinator, 15)).status).toBe(200);
      expect((await set(second, 16)).status).toBe(200);
    });

    it('is one command’s and one item’s: elsewhere the same key is free', async () => {
      const { admin, pair } = world();
      const { partnerId } = pair.one;
      const pause = await admin.ask('POST', `/api/partners/${partnerId}/pause-participation`, {}, keyed('step'));
      const resume = await admin.ask('POST', `/api/partners/${partnerId}/resume-participation`, {}, keyed('step'));
      expect([pause.status, resume.status]).toEqual([200, 200]);
      expect(resume.body['revision']).toBe(Number(pause.body['revision']) + 1);
    });

    it.each(['', 'x'.repeat(256)])('must have 1 to 255 characters', async (key) => {
      expectProblem(
        await world().admin.ask('POST', '/api/programs', { name: 'A' }, keyed(key)),
        400,
        'invalid-idempotency-key',
      );
    });
  });

  describe('If-Match', () => {
    const set = (days: number, headers: Record<string, string>) =>
      world().admin.ask('POST', `/api/programs/${world().otherProgramId}/set-policy`, { plannedMonths: days }, headers);

    it('lets a command through at the present revision, and no command at an old one', async () => {
      const { headers } = await set(7, {});
      const etag = String(headers['etag']);
      const done = await set(8, { 'if-match': etag });
      expect(done.status).toBe(200);
      expect(done.headers['etag']).not.toBe(etag);
      const { detail } = expectProblem(await set(9, { 'if-match': etag }), 412, 'revision-differs');
      expect(detail).toContain(String(done.body['revision']));
    });

    it('is not asked of a command that was done before', async () => {
      const { headers } = await set(10, {});
      const conditions = { 'if-match': String(headers['etag']), ...keyed('with a condition') };
      const first = await set(11, conditions);
      await set(12, {});
      expect(await set(11, conditions)).toMatchObject({ status: 200, body: first.body });
    });

    it.each(['*', '7', 'W/"7"', '"x"'])('must be an ETag as it was given: %s', async (etag) => {
      expectProblem(await set(7, { 'if-match': etag }), 400, 'invalid-if-match');
    });
  });

  describe('a command', () => {
    it('that creates says where it is', async () => {
      const { status, headers, body } = await world().admin.ask('POST', '/api/programs', { name: 'Somewhere' });
      expect({ status, location: headers['location'], etag: headers['etag'] }).toEqual({
        status: 201,
        location: `/api/programs/${String(body['id'])}`,
        etag: '"0"',
      });
      expect(headers['mentoring-position']).toBe(body['position']);
    });

    it('that changes nothing answers where things stand, and appends nothing', async () => {
      const { admin, programId, head } = world();
      const path = `/api/programs/${programId}/set-policy`;
      const first = await admin.command(path, { kAnonymity: 6 });
      const before = await head();
      expect(await admin.ask('POST', path, { kAnonymity: 6 })).toMatchObject({ status: 200, body: first });
      expect(await head()).toBe(before);
    });
  });
}
