import type { DatabaseFormat } from '../sqlite/database-file.js';

const REMEDY = 'delete the folder of the views, which are then folded again';

export const INDEX_FORMAT: DatabaseFormat = {
  what: 'index of the views',
  applicationId: 0x4d50_5649, // "MPVI"
  version: 1,
  schema: `CREATE TABLE generations (
      name TEXT NOT NULL,
      version INTEGER NOT NULL,
      generation INTEGER NOT NULL,
      state TEXT NOT NULL,
      since TEXT NOT NULL,
      PRIMARY KEY (name, version, generation)
    ) STRICT;
    CREATE TABLE log (id TEXT NOT NULL) STRICT`,
  settings: 'PRAGMA synchronous=FULL',
  remedy: REMEDY,
};

/** The columns of indexed fields are added when a generation is begun, with the declaration that they were made for. */
export const DOCUMENTS_FORMAT: DatabaseFormat = {
  what: 'view',
  applicationId: 0x4d50_5644, // "MPVD"
  version: 1,
  schema: `CREATE TABLE documents (key TEXT NOT NULL PRIMARY KEY, json TEXT NOT NULL);
    CREATE TABLE parked (
      key TEXT NOT NULL PRIMARY KEY,
      position TEXT NOT NULL,
      event_id TEXT NOT NULL,
      error TEXT NOT NULL,
      since TEXT NOT NULL
    ) STRICT;
    CREATE TABLE checkpoint (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      position TEXT NOT NULL,
      event_id TEXT NOT NULL,
      recorded_day TEXT NOT NULL
    ) STRICT;
    CREATE TABLE declaration (indexes TEXT NOT NULL) STRICT`,
  settings: '',
  remedy: REMEDY,
};
