// Durable appends of the embedded store in a large log, against the same work with one transaction an append.
//   node bench/append.mjs [events preloaded, default 1000000] [seconds a phase, default 5]
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { openSqliteEventStore } from '../dist/platform/event-store/sqlite-event-store.js';

const WRITERS = 50;
const TRACED_APPENDS = 5_000;

// About what a logged exchange takes: 330 bytes of data with a sealed note, 420 of metadata.
const event = () => ({
  id: randomUUID(),
  type: 'ExchangeLogged',
  data: JSON.stringify({
    exchangeId: randomUUID(),
    minutes: 45,
    note: 'b'.repeat(180),
    on: '2026-03-05',
    skill: 'kubernetes',
    teacherId: randomUUID(),
  }),
  metadata: JSON.stringify({
    actor: { id: randomUUID(), kind: 'person' },
    bodyDigest: 'd'.repeat(43),
    commandId: randomUUID(),
    correlationId: randomUUID(),
    causationId: randomUUID(),
    recordedAt: '2026-03-05T10:20:30.456Z',
    version: 1,
  }),
});
const streamName = () => `mentoring.partnership-${randomUUID()}`;

const [mode, file, amount] = process.argv.slice(2);
if (mode === '--traced') {
  const store = openSqliteEventStore(file);
  await grouped(store, (appended) => appended < Number(amount));
  await store.close();
} else {
  await compare(Number(mode ?? 1_000_000), Number(file ?? 5));
}

async function compare(preloaded, seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-append-'));
  try {
    const path = join(folder, 'events.db');
    await preload(path, preloaded);

    const store = openSqliteEventStore(path);
    const group = await measured(seconds, (goesOn) => grouped(store, goesOn));
    await store.close();
    const single = await measured(seconds, (goesOn) => oneTransactionEach(path, goesOn));
    const again = openSqliteEventStore(path);
    const groupAgain = await measured(seconds, (goesOn) => grouped(again, goesOn));
    await again.close();

    print(`events preloaded                          ${preloaded}`);
    print(`durable appends/s, ${WRITERS} writers              ${group.rate}, again ${groupAgain.rate}`);
    print(`durable appends/s, one transaction each   ${single.rate}`);
    print(`${WRITERS} for each fdatasync of 64 KiB, bound    ${diskBound(folder)}`);
    print(`ratio grouped ÷ single                    ${((group.rate + groupAgain.rate) / 2 / single.rate).toFixed(1)}`);
    print(`CPU µs an append, grouped                 ${group.cpu}`);
    print(`CPU µs an append, single                  ${single.cpu}`);
    print(`fdatasyncs an append, grouped             ${tracedSyncs(path)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function preload(path, events) {
  const store = openSqliteEventStore(path);
  for (let stored = 0; stored < events;) {
    const streams = Math.min(1_000, Math.ceil((events - stored) / 10));
    await Promise.all(
      Array.from({ length: streams }, () => store.append(streamName(), Array.from({ length: 10 }, event), 'new')),
    );
    stored += streams * 10;
  }
  await store.close();
}

async function measured(seconds, work) {
  const end = performance.now() + seconds * 1_000;
  const cpu = process.cpuUsage();
  const started = performance.now();
  const appended = await work(() => performance.now() < end);
  const elapsed = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { rate: Math.round(appended / elapsed), cpu: ((user + system) / appended).toFixed(1) };
}

/** Writers who wait for each answer; each begins a new stream after 20 events. */
async function grouped(store, goesOn) {
  let appended = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      while (goesOn(appended)) {
        const stream = streamName();
        for (let revision = 0; revision < 20 && goesOn(appended); revision++) {
          await store.append(stream, [event()], revision === 0 ? 'new' : revision - 1);
          appended++;
        }
      }
    }),
  );
  return appended;
}

/** The peer: the same statements on the same file with the same settings, without the group. */
async function oneTransactionEach(path, goesOn) {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=20000; PRAGMA cache_size=-32768');
  const last = database.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?');
  const insert = database.prepare(
    'INSERT INTO events (stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  let appended = 0;
  while (goesOn()) {
    const stream = streamName();
    for (let revision = 0; revision < 20 && goesOn(); revision++, appended++) {
      const { id, type, data, metadata } = event();
      begin.run();
      if ((last.get(stream).revision ?? -1) !== revision - 1) throw new Error('unreachable');
      insert.run(stream, revision, id, type, data, metadata);
      commit.run();
    }
  }
  database.close();
  return appended;
}

/** What writers who wait for their answers could at most do on this disk: a group costs at least one fdatasync of about these bytes. */
function diskBound(folder) {
  const handle = openSync(join(folder, 'probe'), 'w');
  const group = Buffer.alloc(65_536);
  const started = performance.now();
  for (let i = 0; i < 300; i++) {
    writeSync(handle, group, 0, group.length, i * group.length);
    fdatasyncSync(handle);
  }
  const seconds = (performance.now() - started) / 1_000;
  closeSync(handle);
  return Math.round((300 / seconds) * WRITERS);
}

function tracedSyncs(path) {
  const summary = `${path}.syncs`;
  const command = [process.execPath, fileURLToPath(import.meta.url), '--traced', path, String(TRACED_APPENDS)];
  const { error, status } = spawnSync('strace', ['-f', '-c', '-e', 'trace=fsync,fdatasync', '-o', summary, ...command]);
  if (error !== undefined || status !== 0) return 'not counted: strace is not installed here';
  const calls = readFileSync(summary, 'utf8')
    .split('\n')
    .filter((line) => /\bf(data)?sync$/.test(line.trim()))
    .reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[3]), 0);
  return `${(calls / TRACED_APPENDS).toFixed(3)} (${calls} in ${TRACED_APPENDS})`;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
