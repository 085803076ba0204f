// A house without Nest that lives through a seeded workload, and kills itself at a failpoint.
//   node child.mjs WORLD SEED [FAILPOINT HIT]
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { configOf } from '../../dist/config.js';
import { openHouse } from '../../dist/house.js';
import { matchPool } from '../../dist/mentoring/matching/match-pool.js';
import { Journal } from './journal.mjs';
import { clockOf, Workload } from './workload.mjs';

const [world, seed, step, hit] = process.argv.slice(2);
const told = { hits: {} };

const journal = new Journal(join(world, 'answers.jsonl'));
const clock = clockOf(journal);
const house = await openHouse(configOf({}, { dataDir: join(world, 'data') }), {
  clock,
  failpoint,
  // In this thread: a worker takes longer to start than the whole run.
  solve: async (pool, parameters) => matchPool(pool, parameters),
  onFailure: (where, error) => journal.broken(`${where}: ${error?.stack ?? error}`),
});
told.openedAfterMs = Math.round(performance.now());
await new Workload({ house, clock, journal, seed }).run();
await house.close();
journal.close();
report();

function failpoint(name) {
  told.hits[name] = (told.hits[name] ?? 0) + 1;
  if (name !== step || told.hits[name] !== Number(hit)) return;
  told.killedAt = name;
  report();
  process.kill(process.pid, 'SIGKILL');
}

/** Before its end, whichever it is, a run says how far it came. */
function report() {
  appendFileSync(join(world, 'runs.jsonl'), `${JSON.stringify(told)}\n`);
}
