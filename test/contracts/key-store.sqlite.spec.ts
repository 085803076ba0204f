import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteKeyStore } from '../../src/platform/key-store/sqlite-key-store.js';
import { keyStoreContract } from './key-store.contract.js';
import { temporaryFolder } from './temporary-folder.js';

const masterKey = randomBytes(32);

keyStoreContract('A SQLite file', async () => {
  const folder = temporaryFolder();
  const path = join(folder.path, 'keys.db');
  let store = openSqliteKeyStore(path, masterKey);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = openSqliteKeyStore(path, masterKey);
      return store;
    },
    dispose: async () => {
      await store.close();
      folder.remove();
    },
  };
});

keyStoreContract(
  'SQLite in memory',
  async () => {
    const store = openSqliteKeyStore(':memory:', masterKey);
    return { store, dispose: () => store.close() };
  },
  { outlivesClose: false },
);

describe('the file of a SQLite key store', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder.path, 'keys.db');
  });
  afterEach(() => folder.remove());

  const bytesOnDisk = () =>
    Buffer.concat(readdirSync(folder.path).map((name) => readFileSync(join(folder.path, name))));

  it('holds keys and secrets only as the master key wrapped them', async () => {
    const store = openSqliteKeyStore(path, masterKey);
    const key = (await store.keysFor(['ann'])).get('ann') ?? Buffer.alloc(0);
    await store.putSecret('hash', Buffer.from('a secret in plain words'));
    expect(bytesOnDisk().includes(key)).toBe(false);
    expect(bytesOnDisk().includes('a secret in plain words')).toBe(false);
    expect(bytesOnDisk().includes(masterKey)).toBe(false);
    await store.close();
  });

  it('does not open with another master key, and says what to do', async () => {
    await openSqliteKeyStore(path, masterKey).close();
    expect(() => openSqliteKeyStore(path, randomBytes(32))).toThrow(
      /another master key: set MASTER_KEY_FILE or MASTER_KEY/,
    );
    await openSqliteKeyStore(path, masterKey).close();
  });

  it('does not open when a newer version wrote it', async () => {
    await openSqliteKeyStore(path, masterKey).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version=99');
    database.close();
    expect(() => openSqliteKeyStore(path, masterKey)).toThrow('newer version');
  });

  it('notices a wrapped key that was put in the place of another', async () => {
    const store = openSqliteKeyStore(path, masterKey);
    await store.keysFor(['ann', 'bob']);
    await store.close();
    const database = new DatabaseSync(path);
    database.exec(`UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE id = 'ann') WHERE id = 'bob'`);
    database.close();
    const reopened = openSqliteKeyStore(path, masterKey);
    await expect(reopened.key('bob')).rejects.toThrow('key bob');
    await reopened.close();
  });

  it('holds no byte of the key, the name, the digest and the secrets of who was destroyed', async () => {
    const store = openSqliteKeyStore(path, masterKey);
    const people = Array.from({ length: 1_500 }, () => ({
      id: randomUUID(),
      digest: randomBytes(16).toString('hex'),
      name: `n${randomBytes(6).toString('hex')}`,
    }));
    for (let i = 0; i < people.length; i += 300) {
      const some = people.slice(i, i + 300);
      await store.keysFor(some.map(({ id }) => id));
      await store.claim(new Map(some.map(({ id, digest }) => [digest, id])));
      await store.putNames(new Map(some.map(({ id, name }) => [id, name])));
    }
    const gone = people.filter((_, i) => i % 250 === 7);
    for (const { id } of gone) await store.putSecret(`${id}/key`, Buffer.from(id));
    const traces = gone.flatMap(({ id, digest, name }) => [
      Buffer.from(digest),
      Buffer.from(name),
      Buffer.from(`${id}/key`),
      wrappedKey(path, id),
    ]);
    for (const trace of traces) expect(bytesOnDisk().includes(trace)).toBe(true);
    for (const { id } of gone) await store.destroy(id);
    const left = bytesOnDisk();
    expect(traces.filter((trace) => left.includes(trace))).toEqual([]);
    await store.close();
  });
});

function wrappedKey(path: string, id: string): Buffer {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return Buffer.from(database.prepare('SELECT wrapped FROM keys WHERE id = ?').get(id)?.['wrapped'] as Uint8Array);
  } finally {
    database.close();
  }
}
