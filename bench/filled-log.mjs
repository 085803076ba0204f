import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { configOf } from '../dist/config.js';
import { openEmbedded } from '../dist/embedded.js';
import { simulate, startsOn } from '../dist/simulation/simulate.js';
import { SimulatedClock } from '../dist/simulation/simulated-clock.js';

/** Of the program that is repeated. */
const SIMULATED = { seed: 1, partners: 200, months: 6, endsOn: '2026-03-02' };
const A_TRANSACTION = 50_000;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * A data folder whose log holds at least so many events: a simulated program, and the same again and again with other ids, as if the
 * organization had held it many times. Views are not there.
 */
export async function filledLog(dataDir, events) {
  const started = performance.now();
  const clock = new SimulatedClock(startsOn(SIMULATED));
  const { house, close } = await openEmbedded(configOf({}, { dataDir }), { clock });
  await simulate(house, (request) => house.processor.execute(request), clock, SIMULATED);
  await close();
  rmSync(join(dataDir, 'views'), { recursive: true });

  const path = join(dataDir, 'events.db');
  const log = new DatabaseSync(path);
  log.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144');
  const all = log.prepare('SELECT stream, revision, id, type, data, metadata FROM events ORDER BY position').all();
  const ofOrganization = (stream) => stream.startsWith('organization-') || stream.startsWith('access-');
  const once = new Set(
    all
      .filter(({ stream }) => ofOrganization(stream))
      .flatMap(({ stream, data }) => [...stream.matchAll(UUID), ...data.matchAll(UUID)].map(([id]) => id)),
  );
  const copied = all.filter(({ stream }) => !ofOrganization(stream));
  const insert = log.prepare(
    'INSERT INTO events (stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
  );
  let written = all.length;
  let open = 0;
  for (let copy = 1; written < events; copy++) {
    const fresh = renamed(copy, once);
    for (const { stream, revision, id, type, data, metadata } of copied) {
      if (open === 0) log.exec('BEGIN');
      insert.run(fresh(stream), revision, fresh(id), type, fresh(data), fresh(metadata));
      written++;
      if (++open < A_TRANSACTION && written < events) continue;
      log.exec('COMMIT');
      open = 0;
      if (written >= events) break;
    }
  }
  log.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  log.close();
  return {
    events: written,
    copied: copied.length,
    bytes: statSync(path).size,
    seconds: (performance.now() - started) / 1_000,
  };
}

/** Texts in which every id is another, and the same one always the same; those of the organization stay. */
function renamed(copy, kept) {
  const start = copy.toString(16).padStart(4, '0');
  return (text) => text.replaceAll(UUID, (id) => (kept.has(id) ? id : `${start}${id.slice(4)}`));
}
