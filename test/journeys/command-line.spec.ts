import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownerOf } from '../../src/platform/operations/data-folder.js';
import { temporaryFolder } from '../contracts/temporary-folder.js';
import { expectRefused, json, MENTORING, mentoring, started } from './mentoring-process.js';
import { csvOf, SMALL_ROSTER } from './small-roster.js';

const CATALOGUE = fileURLToPath(new URL('../../catalogue/technology.csv', import.meta.url));
const NOWHERE = '00000000-0000-4000-8000-00000000dead';

const folder = temporaryFolder();
afterAll(folder.remove);
const fresh = (name: string) => join(folder.path, name, 'data');
const file = (name: string, text: string) => {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
};
const data = join(folder.path, 'data');
const roster = file('roster.csv', csvOf(SMALL_ROSTER));

describe('a verb that opens the folder itself', () => {
  let programId: string;
  beforeAll(async () => {
    const policy = file('policy.json', '{"lateLogDays": 30, "weights": {"generationBonus": 0.1}}');
    const program = await json('program', 'create', '--name', 'Bridges', '--policy', policy, '--data', data);
    programId = String(program['id']);
  });

  it('goes the way from the roster to the proposals, and exits when all that follows is done', async () => {
    const counts = { rows: 22, joined: 22, changed: 0, unchanged: 0, rejected: [] };
    expect(await json('import', programId, roster, '--dry-run', '--data', data)).toMatchObject(counts);
    expect(await json('import', programId, roster, '--data', data)).toMatchObject(counts);
    const round = await json('match', programId, '--objective', 'pairs', '--publish', '--data', data);
    expect(round).toMatchObject({ status: 'published', pairs: 8, unmatched: 6, parameters: { objective: 'pairs' } });
    const { head, readModels, stores } = await json('status', '--data', data);
    expect(stores).toEqual({ events: 'sqlite', views: 'sqlite', operations: 'sqlite', keys: 'sqlite' });
    // Founding 3, the admin's key, the program and its policy, two a person, the import, four of the round, eight proposals.
    expect(head).toBe(String(3 + 1 + 2 + 2 * 22 + 1 + 5 + 8));
    for (const model of readModels as readonly object[])
      expect(model).toMatchObject({ state: 'live', position: head, parked: [] });
  });

  it('makes nothing of a policy that is wrong', async () => {
    const create = (policy: string) =>
      mentoring(['program', 'create', '--name', 'Half', '--policy', policy, '--data', fresh('policy')]);
    expectRefused(
      await create(file('wrong.json', '{"lateLogDays":"30"}')),
      1,
      /nothing was done.*\n {2}\/lateLogDays must be a whole number/,
    );
    expectRefused(await create(file('broken.json', '{')), 1, /is not JSON\.$/m);
  });
});

describe('a verb beside a server', () => {
  let server: ChildProcess;
  let url: string;
  const home = fresh('served');
  beforeAll(async () => {
    server = started(['serve', '--port', '0', '--data', home]);
    const [line] = (await once(createInterface(server.stdout!), 'line')) as [string];
    url = line.replace(/^.* is at /, '');
  });
  afterAll(() => {
    server.kill('SIGKILL');
  });

  it('goes through the server that owns the folder', async () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { id } = await json('program', 'create', '--name', 'Served', '--data', home);
    expect(await json('import', String(id), roster, '--data', home)).toMatchObject({ joined: 22 });
    expect(await json('import', String(id), roster, '--data', home)).toMatchObject({ joined: 0, unchanged: 22 });
    expect(await json('match', String(id), '--publish', '--data', home)).toMatchObject({
      status: 'published',
      pairs: 8,
    });

    expect(await mentoring(['catalogue', 'load', CATALOGUE, '--data', home])).toEqual({
      status: 0,
      out: '121 skills.\n',
      err: '',
    });
    const tail = await mentoring(['events', 'tail', '--types', 'ProgramDesigned,RosterImported', '--data', home]);
    const facts = tail.out
      .trim()
      .split('\n')
      .map((fact) => JSON.parse(fact) as { type: string; data: object });
    expect(facts.map(({ type }) => type)).toEqual(['ProgramDesigned', 'RosterImported']);
    expect(facts[0]).toMatchObject({ data: { programId: id, name: 'Served' } });
  });

  it('makes, lists and revokes keys, and goes elsewhere with one', async () => {
    const { id, token } = await json('keys', 'create', '--role', 'auditor', '--label', 'the auditor', '--data', home);
    const settings = { MENTORING_TOKEN: String(token) };
    const there = ['status', '--json', '--server', url];
    expect(await mentoring(there, settings)).toMatchObject({ status: 0, out: expect.stringContaining('"readModels"') });
    await json('keys', 'revoke', String(id), '--data', home);
    expectRefused(await mentoring(there, settings), 1, /^Send a valid key/);
    const { items } = await json('keys', 'list', '--data', home);
    expect(items).toHaveLength(2);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ label: 'administrator', grants: [{ role: 'admin' }] }),
        expect.objectContaining({
          keyId: id,
          label: 'the auditor',
          revokedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        }),
      ]),
    );
    expectRefused(await mentoring(there), 1, /--token or in MENTORING_TOKEN/);
    expectRefused(await mentoring(['status', '--server', 'http://127.0.0.1:9', '--token', 'x']), 1, /does not answer/);
  });

  it.each([
    ['an unknown program', ['import', NOWHERE, roster], /There is no program with the id/],
    ['an id that is none', ['import', 'bridges', roster], /is no id/],
    ['a file that is not there', ['import', NOWHERE, 'nothing.csv'], /There is no file nothing\.csv/],
    ['a folder for a file', ['import', NOWHERE, folder.path], /There is no file .* that can be read/],
    [
      'a day that does not exist',
      ['program', 'create', '--name', 'A', '--starts-on', '2026-02-30'],
      /\/startsOn must be a day/,
    ],
    ['a catalogue that is none', ['catalogue', 'load', roster], /^Line 1: the header lacks the column id/],
    ['a partner’s key for nobody', ['keys', 'create', '--role', 'partner'], /needs the person/],
    [
      'a second server',
      ['serve', '--port', '0'],
      /in use by the server at http:\/\/127\.0\.0\.1:\d+: go through it, or stop it/,
    ],
  ])('is refused in a sentence, and exits with 1: %s', async (_, args, sentence) => {
    expectRefused(await mentoring([...args, '--data', home]), 1, sentence);
  });

  it('says of a file that is not CSV that it is not', async () => {
    const { id } = await json('program', 'create', '--name', 'Another', '--data', home);
    expectRefused(
      await mentoring(['import', String(id), process.execPath, '--data', home]),
      1,
      /this is not a CSV file/,
    );
  });

  it('ends quietly when nobody reads on', async () => {
    const tail = started(['events', 'tail', '--data', home]);
    let err = '';
    tail.stderr?.on('data', (part) => (err += String(part)));
    tail.stdout?.once('data', () => tail.stdout?.destroy());
    const [status] = (await once(tail, 'exit')) as [number];
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('finds the folder free when npx, which started the server, was told to stop', async () => {
    const line = `"$0" "${MENTORING}" serve --port 0 --data "${fresh('by-npx')}" & echo $!; wait`;
    const shell = spawn('sh', ['-c', line, process.execPath], { env: { ...process.env, npm_command: 'exec' } });
    const lines = createInterface(shell.stdout)[Symbol.asyncIterator]();
    expect((await lines.next()).value).toMatch(/^\d+$/);
    expect((await lines.next()).value).toMatch(/^Mentoring Partnerships is at /);
    shell.kill('SIGKILL');
    for await (const last of { [Symbol.asyncIterator]: () => lines }) expect(last).toMatch(/^As an administrator/);
    // Standard output is closed when the last who holds it has ended.
    expect(ownerOf(fresh('by-npx'))).toEqual({ owned: false });
  });

  it('finds the folder free when the server was told to stop', async () => {
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
    expect(existsSync(join(home, 'owner.json'))).toBe(false);
    expect(await json('status', '--data', home)).toMatchObject({ readModels: expect.any(Array) });
    const otherKey = { MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
    expectRefused(
      await mentoring(['status', '--data', home], otherKey),
      1,
      /made with another master key: set MASTER_KEY_FILE or MASTER_KEY/,
    );
  });
});

describe('wrong usage', () => {
  it.each([
    ['an unknown verb', ['frobnicate']],
    ['an unknown option', ['status', '--loud']],
    ['a missing option', ['program', 'create']],
    ['a missing argument', ['import', NOWHERE]],
    ['a role that is none', ['keys', 'create', '--role', 'boss']],
    ['an objective that is none', ['match', NOWHERE, '--objective', 'fair']],
    ['a port that is none', ['serve', '--port', 'http']],
    ['a position that is none', ['events', 'tail', '--after', 'x']],
  ])('exits with 2: %s', async (_, args) => {
    expectRefused(await mentoring([...args, '--data', fresh('usage')]), 2, /\S/);
    expect(existsSync(fresh('usage'))).toBe(false);
  });

  it('is not to ask for help, or for the version', async () => {
    expect(await mentoring(['import', '--help'])).toMatchObject({
      status: 0,
      out: expect.stringContaining('--dry-run'),
      err: '',
    });
    expect(await mentoring(['--version'])).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});
