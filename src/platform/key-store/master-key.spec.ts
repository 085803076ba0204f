import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMasterKey, MasterKeyUnusable } from './master-key.js';

describe('the master key', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'master-key-'));
    file = join(folder, 'data', 'master.key');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made at the first start, readable by its owner only, and the same at the next', () => {
    const key = loadMasterKey({ file });
    expect(key).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'data'))).toEqual(['master.key']);
    expect(loadMasterKey({ file })).toEqual(key);
  });

  it('is another in another folder', () => {
    expect(loadMasterKey({ file })).not.toEqual(loadMasterKey({ file: join(folder, 'other.key') }));
  });

  it('is taken from the environment before any file, and then no file is made', () => {
    const key = randomBytes(32);
    expect(loadMasterKey({ file, env: key.toString('base64') })).toEqual(key);
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['too short a key', randomBytes(16).toString('base64')],
    ['too long a key', randomBytes(33).toString('base64')],
    ['a key in hex', randomBytes(32).toString('hex')],
    ['two keys', `${randomBytes(32).toString('base64')}\n${randomBytes(32).toString('base64')}`],
  ])('is refused with a sentence when there is %s, and the file is left', (_what, content) => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(file, content);
    expect(() => loadMasterKey({ file })).toThrow(`The master key file ${file} holds no master key`);
    expect(() => loadMasterKey({ file, env: content })).toThrow('The setting MASTER_KEY holds no master key');
  });

  it('never shows a bad key in the error', () => {
    const almost = randomBytes(31).toString('base64');
    expect(() => loadMasterKey({ file, env: almost })).toThrow(expect.not.stringContaining(almost));
  });

  it('is refused with a sentence when its file cannot be read or made', () => {
    expect(() => loadMasterKey({ file: folder })).toThrow(MasterKeyUnusable);
    writeFileSync(join(folder, 'plain'), '');
    expect(() => loadMasterKey({ file: join(folder, 'plain', 'master.key') })).toThrow(MasterKeyUnusable);
  });
});
