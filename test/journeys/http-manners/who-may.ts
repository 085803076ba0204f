import { describe, expect, it } from '@jest/globals';
import { expectProblem, NOW, type World } from './world.js';

type Part = 'admin' | 'coordinator' | 'stranger' | 'auditor' | 'analyst' | 'partner' | 'outsider';
type Asked = readonly [method: 'GET' | 'POST', path: string, body?: object];

/** Who is known, and who may do and see what. */
export function whoMay(world: () => World): void {
  const apiOf = (part: Part) => {
    const { pair, proposal, ...parts } = world();
    return part === 'partner' ? pair.one.api : part === 'outsider' ? proposal.one.api : parts[part];
  };

  describe('nobody gets in', () => {
    it('without a token, or with one that is none', async () => {
      const { admin, served } = world();
      const { token } = (await admin.ask('POST', '/api/access', { role: 'admin' })).body;
      const wrongSecret = `${String(token).slice(0, -1)}${String(token).endsWith('A') ? 'B' : 'A'}`;
      const otherKey = String(token).replace(/^mk_./, (start) => (start === 'mk_0' ? 'mk_1' : 'mk_0'));
      expect((await served.as(String(token)).ask('GET', '/api/me')).status).toBe(200);
      for (const authorization of [
        undefined,
        '',
        'Bearer',
        'Bearer ',
        String(token),
        `Basic ${String(token)}`,
        `Bearer ${wrongSecret}`,
        `Bearer ${otherKey}`,
        `Bearer ${String(token)}x`,
        `Bearer ${String(token).toUpperCase()}`,
        `Bearer ${'x'.repeat(5_000)}`,
      ]) {
        const headers = authorization === undefined ? {} : { authorization };
        const answer = await world().nobody.ask('GET', '/api/programs', undefined, headers);
        expectProblem(answer, 401, 'unauthenticated');
        expect(answer.headers['www-authenticate']).toBe('Bearer');
      }
    });

    it('with a key that was revoked, from that moment on', async () => {
      const { admin, served } = world();
      const { id, token } = (await admin.ask('POST', '/api/access', { role: 'auditor' })).body;
      const api = served.as(String(token));
      await api.get('/api/me');
      await admin.command(`/api/access/${String(id)}/revoke-key`);
      expectProblem(await api.ask('GET', '/api/me'), 401, 'unauthenticated');
    });

    it('with a key that has expired, whatever the offset in which that was said', async () => {
      const { admin, served } = world();
      const expiresAt = '2026-03-02T14:00:00+01:00'; // an hour from now
      const { token } = (await admin.ask('POST', '/api/access', { role: 'auditor', expiresAt })).body;
      const api = served.as(String(token));
      await api.get('/api/me');
      served.clock.set('2026-03-02T13:00');
      try {
        expectProblem(await api.ask('GET', '/api/me'), 401, 'unauthenticated');
      } finally {
        served.clock.set(NOW);
      }
    });
  });

  describe('forbidden', () => {
    const inPair =
      (command: string, body?: object) =>
      (w: World): Asked => ['POST', `/api/partnerships/${w.pair.id}/${command}`, body ?? {}];
    const ofProgram =
      (rest = '') =>
      (w: World): Asked => ['GET', `/api/programs/${w.programId}${rest}`];
    const forbidden: readonly (readonly [string, Part, (w: World) => Asked])[] = [
      ['a partner of another pair to read a pair', 'outsider', (w) => ['GET', `/api/partnerships/${w.pair.id}`]],
      [
        'a partner of another pair to read a timeline',
        'outsider',
        (w) => ['GET', `/api/partnerships/${w.pair.id}/timeline`],
      ],
      ['a partner of another pair to accept', 'outsider', inPair('accept-proposal')],
      ['a partner of another pair to reflect', 'outsider', inPair('submit-reflection', { gave: 1, received: 1 })],
      [
        'a partner to accept what waits for others',
        'partner',
        (w) => ['POST', `/api/partnerships/${w.proposal.id}/accept-proposal`, {}],
      ],
      [
        'a partner to open the page of another',
        'outsider',
        (w) => ['GET', `/api/partners/${w.pair.one.partnerId}/home`],
      ],
      ['a partner to read the sign-up of another', 'outsider', (w) => ['GET', `/api/partners/${w.pair.one.partnerId}`]],
      [
        'a partner to pause another',
        'outsider',
        (w) => ['POST', `/api/partners/${w.pair.one.partnerId}/pause-participation`, {}],
      ],
      [
        'a partner to pair others',
        'partner',
        (w) => [
          'POST',
          '/api/partnerships',
          { programId: w.programId, a: w.proposal.one.partnerId, b: w.proposal.other.partnerId },
        ],
      ],
      ['a partner to see the program', 'partner', ofProgram('/overview')],
      ['a partner to see who takes part', 'partner', ofProgram('/partners')],
      ['a partner to change the policy', 'partner', (w) => ['POST', `/api/programs/${w.programId}/set-policy`, {}]],
      ['a partner to start a round', 'partner', (w) => ['POST', '/api/match-rounds', { programId: w.programId }]],
      ['a partner to make a key', 'partner', () => ['POST', '/api/access', { role: 'auditor' }]],
      ['a partner to read the record', 'partner', () => ['GET', '/api/events']],
      ['a coordinator of another program to see this one', 'stranger', ofProgram('/overview')],
      ['a coordinator of another program to see its partners', 'stranger', ofProgram('/partners')],
      [
        'a coordinator of another program to read a pair',
        'stranger',
        (w) => ['GET', `/api/partnerships/${w.pair.id}/timeline`],
      ],
      [
        'a coordinator of another program to read a round',
        'stranger',
        (w) => ['GET', `/api/match-rounds/${w.roundId}/drafts`],
      ],
      [
        'a coordinator of another program to publish a round',
        'stranger',
        (w) => ['POST', `/api/match-rounds/${w.roundId}/publish-match-round`, {}],
      ],
      [
        'a coordinator of another program to close a pair',
        'stranger',
        inPair('close-partnership', { waive: true, words: 'So.' }),
      ],
      [
        'a coordinator of another program to pause a partner',
        'stranger',
        (w) => ['POST', `/api/partners/${w.pair.one.partnerId}/pause-participation`, {}],
      ],
      [
        'a coordinator of one program to design another',
        'coordinator',
        () => ['POST', '/api/programs', { name: 'Mine' }],
      ],
      ['a coordinator to speak for a partner', 'coordinator', inPair('decline-proposal', { reason: 'no-time' })],
      [
        'a coordinator to make keys',
        'coordinator',
        (w) => ['POST', '/api/access', { role: 'coordinator', programId: w.programId }],
      ],
      ['a coordinator to read the record', 'coordinator', () => ['GET', '/api/events']],
      ['an administrator to speak for a partner', 'admin', inPair('submit-reflection', { gave: 1, received: 1 })],
      ['an auditor to change the policy', 'auditor', (w) => ['POST', `/api/programs/${w.programId}/set-policy`, {}]],
      ['an auditor to publish', 'auditor', (w) => ['POST', `/api/match-rounds/${w.roundId}/publish-match-round`, {}]],
      ['an auditor to act in a pair', 'auditor', inPair('close-partnership', { waive: true, words: 'So.' })],
      ['an auditor to revoke a key', 'auditor', (w) => ['POST', `/api/access/${w.adminKeyId}/revoke-key`, {}]],
      [
        'an auditor to load a catalogue',
        'auditor',
        () => ['POST', '/api/organization/define-generations', { bands: [{ name: 'all' }] }],
      ],
      ['an analyst to see partners', 'analyst', ofProgram('/partners')],
      ['an analyst to see pairs', 'analyst', ofProgram('/partnerships')],
      ['an analyst to see exchanges', 'analyst', ofProgram('/ledger')],
      ['an analyst to see balances of pairs', 'analyst', ofProgram('/reciprocity')],
      ['an analyst to change the policy', 'analyst', (w) => ['POST', `/api/programs/${w.programId}/set-policy`, {}]],
    ];

    it.each(forbidden)('is %s', async (_, part, of) => {
      const { head } = world();
      const before = await head();
      const answer = await apiOf(part).ask(...of(world()));
      expectProblem(answer, 403, 'not-allowed');
      expect(await head()).toBe(before);
    });

    it('is an import by whoever does not coordinate the program', async () => {
      const { programId, stranger, auditor, pair } = world();
      for (const api of [stranger, auditor, pair.one.api]) {
        const answer = await api.ask('POST', `/api/programs/${programId}/roster`, 'x', { 'content-type': 'text/csv' });
        expectProblem(answer, 403, 'not-allowed');
      }
    });
  });

  describe('allowed', () => {
    const allowed: readonly (readonly [string, Part, (w: World) => Asked])[] = [
      ['a coordinator to see their program', 'coordinator', (w) => ['GET', `/api/programs/${w.programId}/overview`]],
      [
        'a coordinator to see a partner’s page',
        'coordinator',
        (w) => ['GET', `/api/partners/${w.pair.one.partnerId}/home`],
      ],
      [
        'a coordinator to change the policy',
        'coordinator',
        (w) => ['POST', `/api/programs/${w.programId}/set-policy`, { closureGraceDays: 13 }],
      ],
      [
        'a coordinator to pause a partner',
        'coordinator',
        (w) => ['POST', `/api/partners/${w.pair.other.partnerId}/pause-participation`, {}],
      ],
      [
        'a partner to resume',
        'partner',
        (w) => ['POST', `/api/partners/${w.pair.one.partnerId}/resume-participation`, {}],
      ],
      ['a partner to open their own page', 'partner', (w) => ['GET', `/api/partners/${w.pair.one.partnerId}/home`]],
      ['a partner to read their pair', 'partner', (w) => ['GET', `/api/partnerships/${w.pair.id}/timeline`]],
      ['an auditor to read a pair', 'auditor', (w) => ['GET', `/api/partnerships/${w.pair.id}/timeline`]],
      ['an auditor to read the record', 'auditor', () => ['GET', '/api/events']],
      ['an auditor to see the machinery', 'auditor', () => ['GET', '/metrics']],
      ['an analyst to see numbers', 'analyst', (w) => ['GET', `/api/programs/${w.programId}/numbers`]],
    ];

    it.each(allowed)('is %s', async (_, part, of) => {
      expect(await apiOf(part).ask(...of(world()))).toMatchObject({ status: 200 });
    });

    it('are to each only their own programs', async () => {
      const programs = async (part: Part) =>
        (await apiOf(part).list('/api/programs')).map(({ programId }) => programId);
      const { programId, otherProgramId } = world();
      expect(await programs('coordinator')).toEqual([programId]);
      expect(await programs('stranger')).toEqual([otherProgramId]);
      expect(await programs('partner')).toEqual([]);
      expect(await programs('auditor')).toEqual(expect.arrayContaining([programId, otherProgramId]));
    });

    it('say of themselves who they are', async () => {
      const { programId, pair, coordinator } = world();
      expect(await pair.one.api.get('/api/me')).toMatchObject({
        personId: pair.one.personId,
        name: 'Aurelia Lindqvist',
        organization: { name: 'The Works' },
        grants: [{ role: 'partner', programId }],
        partners: [{ partnerId: pair.one.partnerId, programId, programName: 'Bridges' }],
        generations: ['baby-boomers', 'generation-x', 'millennials', 'generation-z'],
        today: '2026-03-02',
        authOff: false,
      });
      expect(await coordinator.get('/api/me')).toMatchObject({
        partners: [],
        grants: [{ role: 'coordinator', programId }],
      });
    });
  });
}
