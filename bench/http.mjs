// Durable commands over HTTP: LogExchange on 1,000 partnerships with 50 connections, against a bare Fastify server that appends the same
// bytes with the same group commit. Needs wrk.
//   node bench/http.mjs [seconds a phase, default 6] [--profile]
// --profile: writes a CPU profile of the server; `node bench/profile.mjs FILE` reads it.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { openSqliteEventStore } from '../dist/platform/event-store/sqlite-event-store.js';
import { preparedPartnerships } from './partnerships.mjs';
import { started, startedServer } from './server.mjs';

const CONNECTIONS = 50;
const PARTNERSHIPS = 1_000;
const ROUNDS = 2;
const DAY_S = 86_400;

async function compare(seconds, isProfiled) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-http-'));
  const servers = [];
  try {
    const data = join(folder, 'data');
    const partnerships = await preparedPartnerships(data, PARTNERSHIPS);
    const script = join(folder, 'exchanges.lua');
    writeFileSync(script, LUA);
    writeFileSync(
      join(folder, 'partnerships.txt'),
      partnerships.map(({ id, a, b, token }) => `${id} ${a} ${b} ${token}\n`).join(''),
    );
    let sent = 0;
    const load = ({ url, cpuSeconds }, duration) => {
      const before = cpuSeconds();
      const measured = wrk(url, script, duration, { PARTNERSHIPS_FILE: join(folder, 'partnerships.txt'), FROM: sent });
      // Every request has an instant of its own: the same meeting is not logged twice.
      sent += measured.requests + CONNECTIONS;
      return { ...measured, cpu: (1e6 * (cpuSeconds() - before)) / measured.requests };
    };

    const profile = isProfiled ? ['--cpu-prof', '--cpu-prof-dir', process.cwd()] : [];
    const ours = await startedServer(data, profile);
    servers.push(ours);
    load(ours, 1);
    const bare = await started([
      fileURLToPath(import.meta.url),
      '--bare',
      join(folder, 'bare.db'),
      JSON.stringify(aLoggedExchange(data)),
    ]);
    servers.push(bare);
    load(bare, 1);

    const rounds = Array.from({ length: ROUNDS }, () => ({
      bare: load(bare, seconds),
      ours: load(ours, seconds),
    }));
    for (const [n, { bare, ours }] of rounds.entries()) {
      print(`round ${n + 1}: bare Fastify     ${line(bare)}`);
      print(`round ${n + 1}: durable commands ${line(ours)}`);
    }
    const mean = (who, what) => rounds.reduce((sum, round) => sum + round[who][what], 0) / ROUNDS;
    print(`events appended ${count(data)}`);
    print(`ratio durable commands ÷ bare ${(mean('ours', 'rate') / mean('bare', 'rate')).toFixed(2)}`);
    print(
      `ratio by CPU, which other work on the machine does not change ${(mean('bare', 'cpu') / mean('ours', 'cpu')).toFixed(2)}`,
    );
  } finally {
    for (const server of servers) await server.stop();
    rmSync(folder, { recursive: true });
  }
}

const line = ({ rate, p50, p99, cpu, failed }) =>
  `${String(Math.round(rate)).padStart(6)}/s, p50 ${p50}, p99 ${p99}, CPU ${Math.round(cpu)} µs each, ${failed} failed`;

/** The peer: parses the body, appends the bytes of an exchange to the stream of the partnership, and answers in the same form. */
async function serveBare(path, { type, data, metadata }) {
  const store = openSqliteEventStore(path);
  const app = fastify();
  const revisions = new Map();
  app.post('/api/partnerships/:id/log-exchange', async (request) => {
    if (request.body.minutes === undefined) throw new Error('No minutes.');
    const { id } = request.params;
    const revision = revisions.get(id) ?? -1;
    revisions.set(id, revision + 1);
    const appended = await store.append(
      `partnership-${id}`,
      [{ id: randomUUID(), type, data, metadata }],
      revision < 0 ? 'new' : revision,
    );
    return { id, revision: appended.revision, position: String(appended.position) };
  });
  console.log(` is at ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
  process.once('SIGTERM', () => void app.close().then(() => store.close()));
}

function wrk(url, script, seconds, env) {
  const args = ['-t', '1', '-c', String(CONNECTIONS), '-d', `${seconds}s`, '--latency', '-s', script, url];
  const { stdout, stderr, status, error } = spawnSync('wrk', args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (error !== undefined) throw new Error('wrk is not installed here.', { cause: error });
  if (status !== 0) throw new Error(stderr);
  const found = (pattern) => pattern.exec(stdout)?.[1];
  return {
    rate: Number(found(/Requests\/sec:\s+([\d.]+)/)),
    requests: Number(found(/(\d+) requests in/)),
    p50: found(/ 50%\s+(\S+)/),
    p99: found(/ 99%\s+(\S+)/),
    failed: Number(found(/Non-2xx or 3xx responses: (\d+)/) ?? 0),
  };
}

function aLoggedExchange(data) {
  const log = new DatabaseSync(join(data, 'events.db'), { readOnly: true });
  const event = log
    .prepare("SELECT type, data, metadata FROM events WHERE type = 'ExchangeLogged' ORDER BY position DESC LIMIT 1")
    .get();
  log.close();
  if (event === undefined) throw new Error('The server logged no exchange: something refuses the load.');
  return event;
}

function count(data) {
  const log = new DatabaseSync(join(data, 'events.db'), { readOnly: true });
  const { n } = log.prepare("SELECT count(*) AS n FROM events WHERE type = 'ExchangeLogged'").get();
  log.close();
  return n;
}

const print = (text) => process.stdout.write(`${text}\n`);

const LUA = `
local partnerships = {}
for id, a, b, token in io.open(os.getenv("PARTNERSHIPS_FILE")):read("*a"):gmatch("(%S+) (%S+) (%S+) (%S+)\\n") do
  partnerships[#partnerships + 1] = { id = id, a = a, b = b, token = token }
end
local n = tonumber(os.getenv("FROM"))
local since = os.time() - ${10 * DAY_S}
request = function()
  n = n + 1
  local p = partnerships[n % #partnerships + 1]
  local body = string.format(
    '{"heldAt":"%s","minutes":45,"method":"video","place":"Room 4","note":"We went through the first chapter.","contributions":[' ..
    '{"from":"%s","to":"%s","topic":"How schedulers work","skill":"go","minutes":30},' ..
    '{"from":"%s","to":"%s","topic":"How to run a workshop","skill":"facilitation","minutes":15}]}',
    os.date("!%Y-%m-%dT%H:%M:%SZ", since + n), p.a, p.b, p.b, p.a)
  return wrk.format("POST", "/api/partnerships/" .. p.id .. "/log-exchange", {
    ["Content-Type"] = "application/json",
    ["Authorization"] = "Bearer " .. p.token,
    ["Idempotency-Key"] = string.format("form-%d", n),
  }, body)
end
`;

if (process.argv[2] === '--bare') await serveBare(process.argv[3], JSON.parse(process.argv[4]));
else await compare(Number(process.argv[2] ?? 6), process.argv.includes('--profile'));
