import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { journalLines } from './journal.mjs';

/** What stands in the folder of a world, read from its files and not through the code that wrote them. */
export function recordedIn(world) {
  const data = join(world, 'data');
  return {
    answers: journalLines(join(world, 'answers.jsonl')),
    log: rowsOf(join(data, 'events.db'), 'SELECT * FROM events ORDER BY position').map(eventOf),
    views: viewsIn(join(data, 'views')),
    managers: managersIn(join(data, 'operations.db')),
  };
}

function eventOf({ data, metadata, ...columns }) {
  const { $correlationId, $causationId, ...rest } = JSON.parse(metadata);
  return { ...columns, ...rest, causationId: $causationId, correlationId: $correlationId, data: JSON.parse(data) };
}

/** The generations that readers see: documents as text, by key. */
function viewsIn(folder) {
  const live = rowsOf(join(folder, 'index.db'), "SELECT * FROM generations WHERE state = 'live'");
  return live.map(({ name, version, generation }) => {
    const file = join(folder, `${encodeURIComponent(name)}@${version}.${generation}.db`);
    const [checkpoint] = rowsOf(file, 'SELECT * FROM checkpoint');
    const documents = rowsOf(file, 'SELECT key, json FROM documents').map(({ key, json }) => [key, json]);
    return {
      name,
      version,
      checkpoint: checkpointOf(checkpoint),
      documents: new Map(documents),
      parked: rowsOf(file, 'SELECT * FROM parked'),
    };
  });
}

/** Progress and keyed states of process managers. */
function managersIn(file) {
  const states = Map.groupBy(rowsOf(file, 'SELECT * FROM states'), ({ manager }) => manager);
  return rowsOf(file, 'SELECT * FROM managers').map((row) => ({
    name: row.manager,
    checkpoint: checkpointOf(row),
    parked: JSON.parse(row.parked),
    states: new Map((states.get(row.manager) ?? []).map(({ key, state }) => [key, state])),
  }));
}

const checkpointOf = (row) =>
  row === undefined || row.position === null
    ? undefined
    : { position: Number(row.position), eventId: row.event_id, recordedDay: row.recorded_day };

/** A file that is not there yet, or whose tables are not, has no rows: its house was killed while it was being made. */
function rowsOf(file, query) {
  if (!existsSync(file)) return [];
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const isMade = database.prepare('SELECT count(*) AS n FROM sqlite_master').get().n > 0;
    return isMade ? database.prepare(query).all() : [];
  } finally {
    database.close();
  }
}
