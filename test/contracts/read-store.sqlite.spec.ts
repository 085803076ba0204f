import { openSqliteReadStore } from '../../src/platform/read-store/sqlite-read-store.js';
import { readStoreContract } from './read-store.contract.js';
import { temporaryFolder } from './temporary-folder.js';

readStoreContract('A folder of SQLite files', async () => {
  const folder = temporaryFolder();
  let store = openSqliteReadStore(folder.path);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = openSqliteReadStore(folder.path);
      return store;
    },
    dispose: async () => {
      await store.close();
      folder.remove();
    },
  };
});

readStoreContract(
  'SQLite in memory',
  async () => {
    const store = openSqliteReadStore(':memory:');
    return { store, dispose: () => store.close() };
  },
  { outlivesClose: false },
);
