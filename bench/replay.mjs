// Replay of a large log through all read models, against a bare scan with JSON.parse; then the start of a server on that log.
//   node bench/replay.mjs [events, default 1000000]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { configOf, sqlitePath } from '../dist/config.js';
import { systemClock } from '../dist/kernel/clock.js';
import { codec } from '../dist/platform/event-store/codec.js';
import { eventTypes } from '../dist/platform/event-store/event-types.js';
import { openSqliteEventStore } from '../dist/platform/event-store/sqlite-event-store.js';
import { openSqliteOperationsStore } from '../dist/platform/operations/sqlite-operations-store.js';
import { ProjectionEngine } from '../dist/platform/projections/projection-engine.js';
import { openSqliteReadStore } from '../dist/platform/read-store/sqlite-read-store.js';
import { eventSchemas, processManagers, readModels } from '../dist/registry.js';
import { filledLog } from './filled-log.mjs';
import { startedServer } from './server.mjs';

/** When the imports are done. */
const before = { at: performance.now(), cpu: process.cpuUsage() };

async function compare(events) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-replay-'));
  try {
    const data = join(folder, 'data');
    const filled = await filledLog(data, events);
    print(
      `${filled.events} events, ${Math.round(filled.bytes / 2 ** 20)} MiB, filled in ${filled.seconds.toFixed(0)} s from ${filled.copied} of a simulated program`,
    );
    const scanned = inItsOwnProcess('--scan', data);
    const replayed = inItsOwnProcess('--replay', data);
    print(`bare scan and parse         ${rateOf(scanned)}`);
    print(
      `replay, ${String(readModels.length).padStart(2)} read models     ${rateOf(replayed)}, peak RSS ${replayed.rssMiB} MiB`,
    );
    print(`ratio replay ÷ bare scan    ${(scanned.seconds / replayed.seconds).toFixed(3)}`);
    print(`  by CPU                    ${(scanned.cpu / replayed.cpu).toFixed(3)}`);

    // As if they had been there all the time.
    await managersAtHead(data);
    const server = await startedServer(data);
    print(`start with ${filled.events} events  ${Math.round(server.startedAfterMs)} ms, RSS ${server.rssMiB()} MiB`);
    await server.stop();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rateOf = ({ events, seconds, cpu }) =>
  `${Math.round(events / seconds)} events/s (${seconds.toFixed(1)} s, CPU ${cpu.toFixed(1)} s)`;

/** Every event read and both its texts parsed. */
function scan(data) {
  const log = new DatabaseSync(join(data, 'events.db'), { readOnly: true });
  let events = 0;
  for (const row of log.prepare('SELECT * FROM events ORDER BY position').iterate()) {
    JSON.parse(row.data);
    JSON.parse(row.metadata);
    events++;
  }
  log.close();
  return events;
}

/** All read models from nothing to the head of the log, as a start without views does it. */
async function replay(data) {
  const config = configOf({}, { dataDir: data });
  const store = openSqliteEventStore(sqlitePath(config.eventStoreUrl));
  const readStore = openSqliteReadStore(sqlitePath(config.readStoreUrl));
  const sealer = undefined; // what is read needs none
  const events = codec(eventTypes(eventSchemas), sealer);
  const [first] = await store.readAll(0n, { limit: 1 });
  await readStore.bind(JSON.parse(first.data).logId);
  const engine = new ProjectionEngine({ store, readStore, codec: events, models: readModels, clock: systemClock });
  const { position } = await store.head();
  await engine.start();
  await engine.whenAllApplied(position);
  await engine.stop();
  await store.close();
  await readStore.close();
  return Number(position);
}

async function managersAtHead(data) {
  const store = openSqliteEventStore(join(data, 'events.db'));
  const { position, id, metadata } = await store.head();
  await store.close();
  const operations = openSqliteOperationsStore(join(data, 'operations.db'));
  const checkpoint = { position, eventId: id, recordedDay: JSON.parse(metadata).recordedAt.slice(0, 10) };
  for (const { name, version } of processManagers)
    await operations.commit(name, { version, checkpoint, parked: [] }, new Map());
  await operations.close();
}

/** Apart from the imports: what it takes, measured in a process that has done nothing else. */
function inItsOwnProcess(...args) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function report(events) {
  const { user, system } = process.cpuUsage(before.cpu);
  const rssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  print(
    JSON.stringify({ events, seconds: (performance.now() - before.at) / 1_000, cpu: (user + system) / 1e6, rssMiB }),
  );
}

function print(line) {
  process.stdout.write(`${line}\n`);
}

const [mode, dataDir] = process.argv.slice(2);
if (mode === '--scan') report(scan(dataDir));
else if (mode === '--replay') report(await replay(dataDir));
else await compare(Number(mode ?? 1_000_000));
