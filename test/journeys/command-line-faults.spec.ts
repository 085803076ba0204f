import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { ownDataFolder } from '../../src/platform/operations/data-folder.js';
import { temporaryFolder } from '../contracts/temporary-folder.js';
import { expectRefused, json, mentoring } from './mentoring-process.js';
import { csvOf, SMALL_ROSTER } from './small-roster.js';

const folder = temporaryFolder();
afterAll(folder.remove);
const fresh = (name: string) => join(folder.path, name, 'data');

describe('a data folder', () => {
  const prepared = (name: string, files: Readonly<Record<string, string>>) => {
    mkdirSync(fresh(name), { recursive: true });
    for (const [path, text] of Object.entries(files)) writeFileSync(join(fresh(name), path), text);
    return fresh(name);
  };

  it.each([
    [
      'of a newer version',
      () => prepared('newer', { 'format.json': '{"format":99,"kind":"data"}' }),
      /written by a newer version .* start that version/,
    ],
    [
      'whose log is no database',
      () => prepared('garbage', { 'events.db': 'no database '.repeat(500) }),
      /events\.db is not a SQLite database.*restore a backup/,
    ],
    [
      'whose master key is none',
      () => prepared('key', { 'master.key': 'short' }),
      /master\.key holds no master key: 32 bytes in base64/,
    ],
    [
      'under a file',
      () => join(prepared('file', { 'a-file': '' }), 'a-file', 'data'),
      /cannot be used: there is no folder and none can be made; name another/,
    ],
  ])('%s is refused, and left as it was', async (_, folderOf, sentence) => {
    const dir = folderOf();
    const before = existsSync(join(dir, 'events.db')) ? readFileSync(join(dir, 'events.db'), 'utf8') : undefined;
    expectRefused(await mentoring(['status', '--data', dir]), 1, sentence);
    if (before !== undefined) expect(readFileSync(join(dir, 'events.db'), 'utf8')).toBe(before);
  });

  it('that another command uses is refused', async () => {
    const owned = ownDataFolder(fresh('used'), { version: 1 });
    expectRefused(
      await mentoring(['status', '--data', fresh('used')]),
      1,
      /in use by another command\. Wait until it is done/,
    );
    owned.release();
  });

  it.each([
    ['EVENT_STORE_URL', 'esdb://user:secret@host', /EVENT_STORE_URL must be sqlite:PATH/],
    ['PORT', 'http', /PORT must be a number/],
    ['AUTH', 'maybe', /AUTH must be one of on, off/],
  ])('is not touched when a setting is wrong: %s', async (name, value, sentence) => {
    const outcome = await mentoring(['status', '--data', fresh('settings')], { [name]: value });
    expectRefused(outcome, 1, sentence);
    expect(outcome.err).not.toContain('secret');
    expect(existsSync(fresh('settings'))).toBe(false);
  });
});

describe('a disk', () => {
  const disk = join(folder.path, 'disk');
  const data = join(disk, 'data');
  mkdirSync(disk);
  const mount = (options: string, ...more: string[]) =>
    spawnSync('mount', [...more, '-t', 'tmpfs', '-o', options, 'tmpfs', disk]).status === 0;
  const unmount = () => spawnSync('umount', ['-l', disk]);
  const canMount = process.platform === 'linux' && mount('size=64k');
  if (canMount) unmount();
  afterEach(() => {
    if (canMount) unmount();
  });

  const mayTest = canMount || process.getuid?.() !== 0;
  (mayTest ? it : it.skip)(
    'that may not be written is told (needs an ordinary user, or the right to mount)',
    async () => {
      if (canMount) mount('size=64k');
      mkdirSync(data);
      if (canMount) spawnSync('mount', ['-o', 'remount,ro', disk]);
      else chmodSync(data, 0o500);
      const outcome = await mentoring(['status', '--data', data]);
      if (!canMount) chmodSync(data, 0o700);
      expectRefused(outcome, 1, /this user may not write it; give the right, or name another folder/);
    },
  );

  (canMount ? it : it.skip)('that is full is told at the start (needs the right to mount)', async () => {
    mount('size=64k');
    expectRefused(await mentoring(['status', '--data', data]), 1, /make room, then start again/);
  });

  (canMount ? it : it.skip)('that fills up is told, and what was done is kept (needs the right to mount)', async () => {
    mount('size=3500k');
    const copies = Array.from({ length: 60 }, (_, copy) =>
      SMALL_ROSTER.map((row) => ({ ...row, person_ref: `${row.person_ref}-${copy}`, manager_ref: '' })),
    );
    const many = join(folder.path, 'many.csv');
    writeFileSync(many, csvOf(copies.flat()));
    const { id } = await json('program', 'create', '--name', 'Full', '--data', data);
    const full = await mentoring(['import', String(id), many, '--data', data]);
    expect({ status: full.status, out: full.out }).toEqual({ status: 1, out: '' });
    expect(full.err).toMatch(/its disk has room/);

    spawnSync('mount', ['-o', 'remount,size=64m', disk]);
    const { rows, joined, unchanged, rejected } = await json('import', String(id), many, '--data', data);
    expect({ rows, rejected }).toEqual({ rows: 60 * 22, rejected: [] });
    expect(Number(joined) + Number(unchanged)).toBe(60 * 22);
    expect(Number(joined)).toBeGreaterThan(0);
  });
});
