import { join } from 'node:path';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite-event-store.js';
import { eventStoreContract } from './event-store.contract.js';
import { eventStoreModel } from './event-store.model.js';
import { temporaryFolder } from './temporary-folder.js';

const inMemory = async () => {
  const store = openSqliteEventStore(':memory:');
  return { store, dispose: () => store.close() };
};

const inFile = async () => {
  const folder = temporaryFolder();
  const path = join(folder.path, 'events.db');
  let store = openSqliteEventStore(path);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = openSqliteEventStore(path);
      return store;
    },
    dispose: async () => {
      await store.close();
      folder.remove();
    },
  };
};

eventStoreContract('A SQLite file', inFile);
eventStoreContract('SQLite in memory', inMemory, { outlivesClose: false });
eventStoreModel('A SQLite file', inFile);
eventStoreModel('SQLite in memory', inMemory);
