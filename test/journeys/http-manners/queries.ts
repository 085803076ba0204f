import { describe, expect, it, jest } from '@jest/globals';
import { StoreUnavailable } from '../../../src/platform/event-store/event-store.js';
import { measures } from '../../../src/registry.js';
import type { Api, Json } from '../served.js';
import { expectProblem, type World } from './world.js';

/** How questions are answered. */
export function queries(world: () => World): void {
  const program = (rest = '') => `/api/programs/${world().programId}${rest}`;
  const ask = (rest: string) => world().admin.ask('GET', program(rest));

  describe('a question', () => {
    it.each([
      ['/partners?limit=0', 'invalid-limit'],
      ['/partners?limit=501', 'invalid-limit'],
      ['/partners?limit=many', 'invalid-limit'],
      ['/partners?status=lost', 'invalid-query'],
      ['/partners?matched=maybe', 'invalid-query'],
      ['/partnerships?status=lost', 'invalid-query'],
      ['/ledger?state=lost', 'invalid-query'],
      ['/exchange-matrix?by=shoe', 'invalid-query'],
      ['/numbers/acceptance?by=shoe', 'invalid-query'],
      ['/numbers/acceptance?as-of=2026-02-30', 'invalid-query'],
      ['/numbers/acceptance?known=yesterday', 'invalid-query'],
    ])('%s is refused', async (rest, code) => {
      expectProblem(await ask(rest), 400, code);
    });

    it.each(['/partners?after=x', '/partnerships?after=%00', '/ledger?after=1', '/match-rounds?after=x'])(
      'that goes on from nowhere is refused: %s',
      async (rest) => {
        expectProblem(await ask(rest), 400, 'invalid-cursor');
      },
    );

    it('that goes on from nowhere in a list of its own is refused, too', async () => {
      const { admin, roundId } = world();
      for (const path of [
        '/api/events',
        `/api/match-rounds/${roundId}/drafts`,
        `/api/match-rounds/${roundId}/unmatched`,
      ])
        expectProblem(await admin.ask('GET', `${path}?after=-1`), 400, 'invalid-cursor');
    });

    it.each(['q', 'limit', 'after', 'status', 'settled', 'at-least', 'unheard-of'])(
      'that says %s twice is refused',
      async (name) => {
        expectProblem(await ask(`/partners?${name}=1&${name}=2`), 400, 'repeated-parameter');
      },
    );

    it('for a number that is not there names those that are', async () => {
      const { detail } = expectProblem(await ask('/numbers/happiness'), 404, 'not-found');
      for (const { name } of measures) expect(detail).toContain(name);
    });

    it.each(['/api/nothing', '/api', '/health/nothing', '/metrics/x', '/API/programs'])(
      'at an address that is not there is told so: %s',
      async (path) => {
        expectProblem(await world().admin.ask('GET', path), 404, 'not-found');
      },
    );

    it.each(['PUT', 'DELETE'] as const)('is not put with %s', async (method) => {
      expectProblem(await world().admin.ask(method, program(), {}), 404, 'not-found');
    });

    it('that fails here is answered without a word of why', async () => {
      const searchNames = jest.spyOn(world().served.embedded.house.keys, 'searchNames');
      searchNames.mockRejectedValueOnce(new Error('SELECT name FROM names: /data/keys.db at search.js:7'));
      expectProblem(await ask('/partners?q=x'), 500, 'unexpected');
      searchNames.mockRejectedValueOnce(new StoreUnavailable('The key store /data/keys.db does not answer.'));
      const answer = await ask('/partners?q=x');
      expectProblem(answer, 503, 'unavailable');
      expect(answer.headers['retry-after']).toMatch(/^\d+$/);
      searchNames.mockRestore();
    });
  });

  describe('a position', () => {
    it.each(['abc', '-1', '1.5', '', '0x10', '1'.repeat(20)])(
      'must be one that a command answered: "%s"',
      async (position) => {
        for (const name of ['at-least', 'settled'])
          expectProblem(await ask(`?${name}=${encodeURIComponent(position)}`), 400, 'invalid-position');
      },
    );

    it('that is not reached in five seconds is told, with when to ask again', async () => {
      for (const answer of await Promise.all([ask('?at-least=99999999'), ask('?settled=99999999')])) {
        expectProblem(answer, 503, 'not-yet');
        expect(answer.headers['retry-after']).toMatch(/^\d+$/);
      }
    });

    it('of a command shows its effect to the next question', async () => {
      const { admin, programId } = world();
      const { position } = await admin.command(`/api/programs/${programId}/set-policy`, { kAnonymity: 7 });
      expect(await admin.get(program(`?at-least=${position}`))).toMatchObject({ policy: { kAnonymity: 7 } });
    });
  });

  describe('a list', () => {
    const lists: readonly (readonly [string, number, (w: World) => string])[] = [
      ['partners', 22, () => program('/partners')],
      ['partners who take part', 19, () => program('/partners?status=active&matched=false')],
      ['pairs', 2, () => program('/partnerships')],
      ['drafts', 6, (w) => `/api/match-rounds/${w.roundId}/drafts`],
      ['those who were left', 6, (w) => `/api/match-rounds/${w.roundId}/unmatched`],
      ['facts', 60, () => '/api/events'],
    ];
    it.each(lists)('of %s has each item once, however it is paged', async (_, atLeast, pathOf) => {
      const { admin } = world();
      const path = pathOf(world());
      const limited = (limit: number) => `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;
      const whole = await admin.list(limited(500));
      expect(whole.length).toBeGreaterThanOrEqual(atLeast);
      expect(new Set(whole.map((item) => JSON.stringify(item))).size).toBe(whole.length);
      for (const limit of [1, 7]) expect(await admin.list(limited(limit))).toEqual(whole);
    });

    it('of partners finds by name, in its own program', async () => {
      const { admin, otherProgramId } = world();
      const found = async (path: string) => (await admin.list(path)).map(({ name }) => name);
      expect(await found(program('/partners?q=lindq'))).toEqual(['Aurelia Lindqvist']);
      expect(await found(program('/partners?q=nobody'))).toEqual([]);
      expect(await found(`/api/programs/${otherProgramId}/partners?q=lindq`)).toEqual([]);
    });
  });

  describe('a page', () => {
    const timeline = async (api: Api) => {
      const facts = await api.list(`/api/partnerships/${world().pair.id}/timeline`);
      return new Map(facts.map((fact) => [String(fact['type']), fact['data'] as Json]));
    };
    const everything = async (api: Api, ...paths: string[]) => {
      const { pair } = world();
      const all = [`/api/partnerships/${pair.id}`, `/api/partnerships/${pair.id}/timeline`, ...paths];
      return (await Promise.all(all.map(async (path) => JSON.stringify(await api.get(path))))).join('\n');
    };
    const home = (partnerId: string) => `/api/partners/${partnerId}/home`;

    it('tells a partner what the two say to each other, and nothing that the other says to others', async () => {
      const { pair } = world();
      const facts = await timeline(pair.other.api);
      expect(facts.get('ExchangeDisputed')).toMatchObject({
        reason: 'wrong-minutes',
        words: { words: 'Words of the dispute' },
      });
      expect(facts.get('ExchangeCorrected')).toMatchObject({
        reason: 'disputed',
        after: {
          minutes: 45,
          sealed: { topics: ['A topic of theirs'], place: 'A place of theirs', note: 'A note of hers' },
        },
      });
      expect(facts.get('ClosureBegun')).not.toHaveProperty('reason');
      expect(facts.has('ReflectionSubmitted')).toBe(false);
      const told = await everything(pair.other.api, home(pair.other.partnerId));
      expect(told).not.toMatch(/not-productive|Words of the closure|A reflection of hers/);
      expect(told).toMatch(/Aurelia Lindqvist/);
    });

    it('tells an author what they wrote', async () => {
      const { pair } = world();
      const facts = await timeline(pair.one.api);
      expect(facts.get('ClosureBegun')).toMatchObject({
        reason: 'not-productive',
        words: { words: 'Words of the closure' },
      });
      expect(facts.get('ReflectionSubmitted')).toMatchObject({
        gave: 4,
        received: 2,
        text: { words: 'A reflection of hers' },
      });
    });

    it('tells a coordinator all but notes and reflections', async () => {
      const { coordinator, pair } = world();
      const facts = await timeline(coordinator);
      expect(facts.get('ExchangeDisputed')).toMatchObject({
        reason: 'wrong-minutes',
        words: { words: 'Words of the dispute' },
      });
      expect(facts.get('ClosureBegun')).toMatchObject({
        reason: 'not-productive',
        words: { words: 'Words of the closure' },
      });
      expect(facts.get('ExchangeLogged')).toMatchObject({ exchange: { sealed: { topics: ['A topic of theirs'] } } });
      expect(facts.has('ReflectionSubmitted')).toBe(false);
      const told = await everything(
        coordinator,
        home(pair.one.partnerId),
        home(pair.other.partnerId),
        program('/ledger'),
      );
      expect(told).not.toMatch(/A note of hers|A reflection of hers/);
    });

    it('opens no text to an auditor', async () => {
      const { auditor } = world();
      expect((await timeline(auditor)).get('ExchangeDisputed')).toMatchObject({ reason: 'wrong-minutes', words: null });
      expect(await everything(auditor)).not.toMatch(/of theirs|of hers|Words of/);
    });

    it('says to whom it is a partner’s own, and to whom a coordinator’s', async () => {
      const { pair, coordinator, auditor } = world();
      const path = `/api/partnerships/${pair.id}`;
      const of = async (api: Api) => {
        const { mayAct, mayCoordinate, reason } = await api.get(path);
        return [mayAct, mayCoordinate, reason];
      };
      expect(await of(pair.one.api)).toEqual([pair.one.partnerId, false, undefined]);
      expect(await of(coordinator)).toEqual([null, true, 'not-productive']);
      expect(await of(auditor)).toEqual([null, false, 'not-productive']);
    });

    it('has no name of somebody whose key was destroyed', async () => {
      const { admin, served } = world();
      const { keys, opener } = served.embedded.house;
      const [{ personId }] = (await admin.list(program('/partners?q=Valentin'))) as unknown as [{ personId: string }];
      await keys.destroy(personId);
      opener.forget(personId);
      const row = (await admin.list(program('/partners'))).find((partner) => partner['personId'] === personId);
      expect(row).toMatchObject({ name: null });
      expect(await admin.list(program('/partners?q=Valentin'))).toEqual([]);
    });
  });

  describe('the log', () => {
    it('tells of requests by their route, and nothing of people or keys', async () => {
      const { admin, log, pair } = world();
      const before = log.length;
      await admin.get(program('/partners?q=Aurelia%20Lindqvist'));
      await pair.one.api.get(`/api/partners/${pair.one.partnerId}/home`);
      const lines = log.slice(before).join('');
      expect(lines).toMatch(/"route":"\/api\/programs\/:id\/partners"/);
      expect(lines).not.toMatch(/Aurelia|Lindqvist|works\.example|HR-NO|mk_/);
      expect(lines).not.toContain(pair.one.partnerId);
    });
  });
}
