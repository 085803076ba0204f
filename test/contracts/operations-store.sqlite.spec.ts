import { describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { openSqliteOperationsStore } from '../../src/platform/operations/sqlite-operations-store.js';
import { operationsStoreContract } from './operations-store.contract.js';
import { temporaryFolder } from './temporary-folder.js';

operationsStoreContract('A SQLite file', async () => {
  const folder = temporaryFolder();
  const path = join(folder.path, 'operations.db');
  let store = openSqliteOperationsStore(path);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = openSqliteOperationsStore(path);
      return store;
    },
    dispose: async () => {
      await store.close();
      folder.remove();
    },
  };
});

operationsStoreContract(
  'SQLite in memory',
  async () => {
    const store = openSqliteOperationsStore(':memory:');
    return { store, dispose: () => store.close() };
  },
  { outlivesClose: false },
);

describe('the steps of a commit in SQLite', () => {
  const committed = { version: 1, checkpoint: undefined, parked: [] };

  it.each([
    ['manager-commit', undefined],
    ['manager-committed', committed],
  ])('a death at %s leaves all of a commit or nothing', async (step, left) => {
    const store = openSqliteOperationsStore(':memory:', {
      failpoint: (name) => {
        if (name === step) throw new Error('death');
      },
    });
    await expect(store.commit('release', committed, new Map([['a', {}]]))).rejects.toThrow('death');
    expect(await store.progress('release')).toEqual(left);
    expect((await store.states('release', ['a'])).size).toBe(left === undefined ? 0 : 1);
    await store.close();
  });

  it('refuses a file of a newer version and leaves it as it was', async () => {
    const folder = temporaryFolder();
    const path = join(folder.path, 'operations.db');
    await openSqliteOperationsStore(path).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version=99');
    database.close();
    expect(() => openSqliteOperationsStore(path)).toThrow('newer version');
    folder.remove();
  });
});
