import { describe, expect, it } from '@jest/globals';
import { csvOf, person, SMALL_ROSTER } from '../small-roster.js';
import { expectProblem, NOWHERE, type World } from './world.js';

type Fields = readonly { readonly pointer: string; readonly message: string }[];

/** What a body must be. */
export function bodies(world: () => World): void {
  const design = async (body: unknown, headers?: Record<string, string>) => {
    const { admin, head } = world();
    const before = await head();
    const answer = await admin.ask('POST', '/api/programs', body, headers);
    expect(await head()).toBe(before); // nothing half-done
    return answer;
  };
  const pointed = (document: unknown) =>
    (document as { readonly errors: Fields }).errors.map(({ pointer, message }) => `${pointer} ${message}`);

  describe('a body', () => {
    it.each([
      ['an unknown field', { name: 'A', owner: 'me' }, '/owner unknown field'],
      ['a number for a text', { name: 5 }, '/name must be 1 to 200 characters long'],
      ['null for a text', { name: null }, '/name must not be null'],
      ['null for what may be left out', { name: 'A', startsOn: null }, '/startsOn must not be null'],
      ['a missing field', {}, '/name is required'],
      ['a text that is too long', { name: 'x'.repeat(201) }, '/name must be 1 to 200 characters long'],
      ['a NUL within a text', { name: 'A\0' }, '/name must be 1 to 200 characters long'],
      [
        'a day that does not exist',
        { name: 'A', startsOn: '2026-02-30' },
        '/startsOn must be a day that exists, as YYYY-MM-DD',
      ],
      ['a week for a day', { name: 'A', endsOn: '2026-W10' }, '/endsOn must be a day that exists, as YYYY-MM-DD'],
      [
        'an unknown zone',
        { name: 'A', timeZone: 'Mars/Base' },
        '/timeZone must be the name of an IANA time zone, as Europe/Berlin',
      ],
      ['`__proto__`', '{"name":"A","__proto__":{"isAdmin":true}}', '/__proto__ unknown field'],
      ['`constructor`', '{"name":"A","constructor":{}}', '/constructor unknown field'],
      ['an array', [], ' must be a JSON object'],
      ['null', 'null', ' must be a JSON object'],
      ['a text', '"A"', ' must be a JSON object'],
      ['nothing where a field is needed', undefined, '/name is required'],
      ['1 MiB of arrays within arrays', '['.repeat(500_000) + ']'.repeat(500_000), ' must be a JSON object'],
    ])('with %s is refused, with a pointer to what is wrong', async (_, body, problem) => {
      expect(pointed(expectProblem(await design(body), 400, 'invalid-body'))).toEqual([problem]);
    });

    it('of objects nested without end is refused', async () => {
      const deep = `${'{"name":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
      const [problem] = pointed(expectProblem(await design(deep), 400, 'invalid-body'));
      expect(problem).toMatch(/^(\/name){32} nested deeper than 32 levels$/);
    });

    it('points to every field that is wrong, within lists too', async () => {
      const { admin, pair } = world();
      const offers = [
        { skill: 'go', level: 3 },
        { skill: 'c', level: 9 },
        { skill: '', level: '3' },
        { level: 1.5, x: 1 },
      ];
      const answer = await admin.ask('POST', `/api/partners/${pair.one.partnerId}/declare-offers`, { offers });
      expect(
        pointed(expectProblem(answer, 400, 'invalid-body'))
          .map((problem) => problem.split(' ')[0])
          .sort(),
      ).toEqual([
        '/offers/1/level',
        '/offers/2/level',
        '/offers/2/skill',
        '/offers/3/level',
        '/offers/3/skill',
        '/offers/3/x',
      ]);
    });

    it.each(['{"name":', 'name=A', '\uFEFF{"name":"A"}', "{'name':'A'}"])(
      'that is not JSON is refused: %s',
      async (body) => {
        expectProblem(await design(body), 400, 'malformed-body');
      },
    );

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/csv', 'multipart/form-data; boundary=x'])(
      'of the type %s is refused where JSON is taken',
      async (type) => {
        expectProblem(await design('{"name":"A"}', { 'content-type': type }), 415, 'unsupported-media-type');
      },
    );

    it('larger than 1 MiB is refused', async () => {
      expectProblem(await design({ name: 'x'.repeat(1 << 20) }), 413, 'body-too-large');
    });

    it('that breaks a rule is refused with the rule', async () => {
      const answer = await design({ name: 'A', startsOn: '2026-03-02', endsOn: '2026-03-01' });
      expectProblem(answer, 422, 'program-ends-before-start');
    });
  });

  describe('a roster', () => {
    const csv = { 'content-type': 'text/csv' };
    const send = (body: string, query = '', headers: Record<string, string> = csv) =>
      world().admin.ask('POST', `/api/programs/${world().programId}/roster${query}`, body, headers);

    it.each([
      ['is empty', '', 'empty-file'],
      ['names no columns', '1,2,3\n4,5,6\n', 'header-missing'],
      ['has no rows', 'person_ref,display_name,email\n', 'no-rows'],
      ['names a column twice', 'person_ref,display_name,email,email\na,b,c,d\n', 'header-duplicate'],
      ['has a quotation mark that is not closed', 'person_ref,display_name,email\n"a,b,c\n', 'quotes'],
      ['is a workbook', 'PK\u0003\u0004', 'not-csv'],
    ])('that %s is refused whole', async (_, body, code) => {
      const before = await world().head();
      expectProblem(await send(body), 422, code);
      expect(await world().head()).toBe(before);
    });

    it('names its line once', async () => {
      const { detail } = expectProblem(await send('a,b\n1,2\n'), 422, 'header-missing');
      expect(String(detail).match(/Line 1/g)).toHaveLength(1);
    });

    it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x'])(
      'of the type %s is refused',
      async (type) => {
        expectProblem(await send('{}', '', { 'content-type': type }), 415, 'unsupported-media-type');
      },
    );

    it('may be larger than any other body', async () => {
      const columns = ['person_ref', 'display_name', 'email', 'notes'];
      const rows = SMALL_ROSTER.slice(0, 12).map((row) => ({ ...row, notes: 'x'.repeat(100_000) }));
      const { status, body } = await send(csvOf(rows, columns), '?dry-run=true');
      expect({ status, rows: body['rows'], unknown: body['unknownColumns'] }).toEqual({
        status: 200,
        rows: 12,
        unknown: ['notes'],
      });
    });

    it.each([
      '?dry-run=yes',
      '?dry-run=1',
      '?dry-run',
      '?dryrun=true',
      '?dry-run=true&dry-run=true',
      '?as=guests',
      '?overwrite-profile=on',
      '?notice-version=',
    ])('is not imported by mistake: %s', async (query) => {
      const before = await world().head();
      const answer = await send(csvOf([person('Xenia Newcomer')]), query);
      expectProblem(answer, 400, query.includes('&') ? 'repeated-parameter' : 'invalid-query');
      expect(await world().head()).toBe(before);
    });

    it('is refused for a program that is not there', async () => {
      const answer = await world().admin.ask('POST', `/api/programs/${NOWHERE}/roster`, csvOf(SMALL_ROSTER), csv);
      expectProblem(answer, 404, 'program-not-found');
    });
  });
}
