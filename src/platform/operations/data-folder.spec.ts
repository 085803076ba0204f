import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  FolderInUse,
  FolderOfAnotherKind,
  FolderTooNew,
  FolderUnusable,
  ownDataFolder,
  ownerOf,
} from './data-folder.js';

const format = { version: 1 };

describe('the data folder', () => {
  let parent: string;
  let dir: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'data-folder-'));
    dir = join(parent, 'deep', 'data');
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(parent, { recursive: true, force: true });
  });

  /** Another process that owns the folder, or says why not. */
  async function otherProcess(address?: string): Promise<{ said: string; child: ChildProcess }> {
    const child = spawn(process.execPath, ['--experimental-transform-types', '--input-type=module', '--eval', OWN], {
      env: {
        DIR: dir,
        MODULE: join(import.meta.dirname, 'data-folder.ts'),
        ...(address === undefined ? {} : { ADDRESS: address }),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    children.push(child);
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    return { said: said.toString().trim(), child };
  }

  async function killed(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  it('is made where there is none, for its owner only, and is owned until released', () => {
    expect(ownerOf(dir)).toEqual({ owned: false });
    const folder = ownDataFolder(dir, format);
    expect(ownerOf(dir)).toEqual({ owned: true });
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    folder.release();
    expect(ownerOf(dir)).toEqual({ owned: false });
    ownDataFolder(dir, format).release();
  });

  it('says where its owner serves to whom finds it in use', () => {
    const folder = ownDataFolder(dir, format);
    folder.announce('http://127.0.0.1:3000');
    expect(ownerOf(dir)).toEqual({ owned: true, address: 'http://127.0.0.1:3000' });
    expect(() => ownDataFolder(dir, format)).toThrow(FolderInUse);
    expect(() => ownDataFolder(dir, format)).toThrow('the server at http://127.0.0.1:3000');
    folder.release();
  });

  it('is owned by one process of two, and by the other once the first was killed', async () => {
    const first = await otherProcess('http://127.0.0.1:3001');
    expect(first.said).toBe('owned');
    expect(ownerOf(dir)).toEqual({ owned: true, address: 'http://127.0.0.1:3001' });
    expect(() => ownDataFolder(dir, format)).toThrow('the server at http://127.0.0.1:3001');

    await killed(first.child);
    expect(ownerOf(dir)).toEqual({ owned: false });
    const folder = ownDataFolder(dir, format);
    expect(ownerOf(dir)).toEqual({ owned: true });
    folder.release();
  });

  it('stays locked to other processes after its owner has looked whose it is', async () => {
    const folder = ownDataFolder(dir, format);
    folder.announce('http://127.0.0.1:3002');
    ownerOf(dir);
    expect(() => ownDataFolder(dir, format)).toThrow(FolderInUse);
    expect((await otherProcess()).said).toBe('FolderInUse http://127.0.0.1:3002');
    folder.release();
    expect((await otherProcess()).said).toBe('owned');
  });

  it('does not take the word of a dead owner for that of the present one', async () => {
    const first = await otherProcess('http://127.0.0.1:3003');
    const left = readFileSync(join(dir, 'owner.json'));
    await killed(first.child);
    const folder = ownDataFolder(dir, format);
    writeFileSync(join(dir, 'owner.json'), left);
    expect(ownerOf(dir)).toEqual({ owned: true });
    folder.release();
  });

  it('has one owner when several start at once', async () => {
    const said = (await Promise.all(Array.from({ length: 4 }, () => otherProcess()))).map((process) => process.said);
    expect(said.sort()).toEqual(['FolderInUse null', 'FolderInUse null', 'FolderInUse null', 'owned']);
  });

  it('is not announced, and nobody else is disturbed, after its release', () => {
    const first = ownDataFolder(dir, format);
    first.release();
    const second = ownDataFolder(dir, format);
    second.announce('http://127.0.0.1:3004');
    first.release();
    expect(() => first.announce('http://127.0.0.1:9999')).toThrow('released');
    expect(ownerOf(dir)).toEqual({ owned: true, address: 'http://127.0.0.1:3004' });
    second.release();
  });

  it('of a newer version is refused, left as it was, and free for that version', () => {
    ownDataFolder(dir, { version: 2 }).release();
    const before = readFileSync(join(dir, 'format.json'), 'utf8');
    expect(() => ownDataFolder(dir, format)).toThrow(FolderTooNew);
    expect(readFileSync(join(dir, 'format.json'), 'utf8')).toBe(before);
    ownDataFolder(dir, { version: 2 }).release();
  });

  it('of a system in use is no demo folder; who does not make a demo opens either', () => {
    ownDataFolder(dir, format).release();
    expect(() => ownDataFolder(dir, { version: 1, kind: 'demo' })).toThrow(FolderOfAnotherKind);
    const demo = join(parent, 'demo');
    ownDataFolder(demo, { version: 1, kind: 'demo' }).release();
    ownDataFolder(demo, format).release();
    expect(() => ownDataFolder(demo, { version: 1, kind: 'data' })).toThrow('belongs to the demo');
    ownDataFolder(demo, { version: 1, kind: 'demo' }).release();
  });

  it('of a demo is never one in which something else lies', () => {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'thesis.txt'), 'three years of work');
    expect(() => ownDataFolder(dir, { version: 1, kind: 'demo' })).toThrow(FolderOfAnotherKind);
    expect(existsSync(join(dir, 'format.json'))).toBe(false);
    ownDataFolder(dir, format).release();
  });

  it('with a damaged marker is refused', () => {
    ownDataFolder(dir, format).release();
    for (const marker of ['{"form', '{}', '{"format":1,"kind":"cellar"}']) {
      writeFileSync(join(dir, 'format.json'), marker);
      expect(() => ownDataFolder(dir, format)).toThrow(FolderUnusable);
    }
    expect(ownerOf(dir)).toEqual({ owned: false });
  });

  it('that is a file, or under one, is refused in a sentence', () => {
    const file = join(parent, 'file');
    writeFileSync(file, '');
    expect(() => ownDataFolder(file, format)).toThrow(/^The data folder .* cannot be used: there is no folder/);
    expect(() => ownDataFolder(join(file, 'data'), format)).toThrow(FolderUnusable);
  });

  it('that may not be written is refused in a sentence', () => {
    ownDataFolder(dir, format).release();
    const fresh = join(parent, 'fresh');
    mkdirSync(fresh);
    for (const folder of [parent, join(parent, 'deep'), dir, fresh]) chmodSync(folder, 0o555);
    for (const name of readdirSync(dir)) chmodSync(join(dir, name), 0o444);
    asNobody(() => {
      for (const folder of [dir, fresh, join(parent, 'new')])
        expect(() => ownDataFolder(folder, format)).toThrow(
          /^The data folder .* cannot be used: this user may not write it/,
        );
    });
    for (const folder of [parent, join(parent, 'deep'), dir, fresh]) chmodSync(folder, 0o755);
  });

  it('on a full disk is refused in a sentence', () => {
    mkdirSync(dir, { recursive: true });
    symlinkSync('/dev/full', join(dir, 'format.json.new'));
    expect(() => ownDataFolder(dir, format)).toThrow(/^The data folder .* cannot be used: its disk is full/);
    expect(ownerOf(dir)).toEqual({ owned: false });
  });
});

/** Root may write everything: what is refused to others is tried as one of them. */
function asNobody(work: () => void): void {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    work();
  } finally {
    process.seteuid?.(0);
  }
}

/** Sources are imported as they are: only the endings of their imports are those of the build. */
const OWN = `
  import { registerHooks } from 'node:module';
  registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') ? name.replace(/\\.js$/, '.ts') : name, context) });
  const { ownDataFolder } = await import(process.env.MODULE);
  try {
    const folder = ownDataFolder(process.env.DIR, { version: 1 });
    if (process.env.ADDRESS !== undefined) folder.announce(process.env.ADDRESS);
    process.stdout.write('owned');
  } catch (error) {
    process.stdout.write(error.name + ' ' + error.address);
  }
  process.stdin.resume();
`;
