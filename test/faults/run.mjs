// Kills a house again and again, and looks whether anything was lost, skipped or done twice.
//   node test/faults/run.mjs [--kills 20] [--seed 1] [--server (a twentieth of the kills)] [--world W] [--keep]
// --server: of the kills, so many hit a real server from outside. --world: that world alone. --keep: the folders are left where they are.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../dist/simulation/random.js';
import { bundledChild } from './bundle.mjs';
import { FAILPOINTS, kills } from './failpoints.mjs';
import { killServers } from './server-kills.mjs';
import { World } from './world.mjs';

const KILLS_A_WORLD = 10;

const { values: given } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    server: { type: 'string' },
    world: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const { seed, keep } = given;
const wanted = Number(given.kills);
const ofServers = given.world === undefined ? Number(given.server ?? Math.floor(wanted / 20)) : 0;

// A kill leaves the page cache as it is: where there is a file system in memory, the disk is not waited for.
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'faults-'));
const total = { killed: new Map(), hits: new Map(), starts: [], acknowledged: 0, events: 0, worlds: 0 };
const findings = [];
let passed = 0;

try {
  const started = performance.now();
  const child = await bundledChild(folder);
  const servers = ofServers > 0 ? killServers({ folder, seed, kills: ofServers, tell: told }).then(seen) : undefined;
  await Promise.all([killHouses(child, wanted - ofServers), servers]);
  summary((performance.now() - started) / 1_000);
} finally {
  if (!keep) rmSync(folder, { recursive: true });
}

/** Worlds beside each other; a kill that a world came to its end without is left for the next. */
async function killHouses(child, count) {
  const random = seededRandom(`kills ${seed}`);
  let left = count;
  let next = 1;
  const lanes = Array.from({ length: Math.min(availableParallelism(), Math.ceil(left / KILLS_A_WORLD)) }, async () => {
    while (left > 0) {
      const number = given.world === undefined ? next++ : Number(given.world);
      const share = Math.min(KILLS_A_WORLD, left);
      left -= share;
      const notReached = await killWorld(child, `${seed}/${number}`, random.fork(`world ${number}`), share);
      left += notReached;
      if (given.world !== undefined) break;
    }
  });
  await Promise.all(lanes);
}

/** @returns how many kills it was not killed by */
async function killWorld(child, name, random, share) {
  const world = new World({ child, folder, seed: name });
  const plan = kills(random);
  const outcomes = [];
  while (outcomes.length < share) {
    const kill = plan.next().value;
    const broken = await world.kill(kill);
    if (broken === undefined) break;
    outcomes.push({ ...kill, broken });
  }
  const { broken, acknowledged, events } = await world.finish();
  // What only shows at the end may come of any of its kills: it is counted with the last.
  outcomes.at(-1)?.broken.push(...broken);
  for (const { step, hit, broken: found } of outcomes)
    told({ at: step, where: `world ${name}, hit ${hit}`, broken: found });
  if (outcomes.length === 0) for (const finding of broken) findings.push({ where: `world ${name}`, ...finding });
  for (const { openedAfterMs, hits } of world.runs()) {
    total.starts.push(openedAfterMs);
    for (const [step, count] of Object.entries(hits)) total.hits.set(step, (total.hits.get(step) ?? 0) + count);
  }
  seen({ acknowledged, events });
  if (!keep) world.remove();
  return share - outcomes.length;
}

function seen({ acknowledged, events }) {
  total.acknowledged += acknowledged;
  total.events += events;
  total.worlds += 1;
}

function told({ at, where, broken }) {
  total.killed.set(at, (total.killed.get(at) ?? 0) + 1);
  if (broken.length === 0) passed += 1;
  findings.push(...broken.map((finding) => ({ where: `${at}, ${where}`, ...finding })));
}

function summary(seconds) {
  const killed = [...total.killed.values()].reduce((sum, count) => sum + count, 0);
  const failed = killed - passed + (killed === passed && findings.length > 0 ? 1 : 0);
  const count = (kind) => findings.filter((finding) => finding.kind === kind).length;
  const never = Object.keys(FAILPOINTS).filter((step) => !total.hits.has(step));
  const starts = total.starts.filter((ms) => ms !== undefined).sort((a, b) => a - b);

  for (const { where, kind, sentence } of findings.slice(0, 40)) console.log(`${kind} (${where}): ${sentence}`);
  if (failed > 0)
    console.log(`again: node test/faults/run.mjs --kills ${wanted} --seed ${seed} --keep (one world alone: --world N)`);
  console.log(`seed ${seed}${keep ? `, kept in ${folder}` : ''}`);
  for (const [at, n] of [...total.killed].sort()) console.log(`  killed at ${at.padEnd(22)} ${n}`);
  console.log(`steps hit: ${[...total.hits.keys()].sort().join(', ')}`);
  if (never.length > 0) console.log(`steps never hit: ${never.join(', ')}`);
  console.log(
    `${killed} kills in ${seconds.toFixed(1)} s, ${(killed / seconds).toFixed(1)} a second; ${starts.length} starts of a house, open after ${starts[starts.length >> 1] ?? '-'} ms (median)`,
  );
  console.log(`${total.worlds} worlds, ${total.events} events, ${total.acknowledged} commands acknowledged`);
  console.log(
    `lost ${count('lost')}, skipped ${count('skipped')}, twice ${count('twice')}, rules broken ${count('rule')}`,
  );
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}
