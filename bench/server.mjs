import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** The server of a data folder, in a process of its own. @param options of Node */
export const startedServer = (dataDir, options = []) =>
  started([...options, CLI, 'serve', '--data', dataDir, '--port', '0']);

/** A script that says where it listens. Resolves when it has. */
export async function started(args) {
  const since = performance.now();
  const stdio = ['ignore', 'pipe', 'inherit'];
  const server = spawn(process.execPath, args, { stdio, env: { ...process.env, LOG_LEVEL: 'error' } });
  const ended = new Promise((resolve) => server.on('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (text) => {
      said += text;
      const [, found] = / is at (http\S+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`It ended before it listened: ${said}`)));
  });
  return {
    url,
    startedAfterMs: performance.now() - since,
    cpuSeconds: () => cpuSecondsOf(server.pid),
    rssMiB: () => rssMiBOf(server.pid),
    stop() {
      server.kill('SIGTERM');
      return ended;
    },
  };
}

export const adminTokenIn = (dataDir) => readFileSync(join(dataDir, 'admin-token'), 'utf8').trim();

/** User and system time of a process: fields 14 and 15 of its stat line, in hundredths of a second on Linux. */
function cpuSecondsOf(pid) {
  const [, fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return (user + system) / 100;
}

const rssMiBOf = (pid) =>
  Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
