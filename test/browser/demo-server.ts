import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../bin/mentoring.js', import.meta.url));

/** The demo as somebody starts it, with its three links: a coordinator, and both of one pair. */
export interface DemoServer {
  readonly url: string;
  readonly coordinator: Key;
  readonly partners: readonly [Key, Key];
  get(path: string): Promise<Json>;
  stop(): Promise<void>;
}

export interface Key {
  readonly link: string;
  readonly token: string;
  /** Where the link leads. */
  readonly to: string;
}

export type Json = Readonly<Record<string, unknown>>;

export async function startDemo(): Promise<DemoServer> {
  const data = await mkdtemp(join(tmpdir(), 'demo-pages-'));
  const options = ['--partners', '60', '--months', '4', '--port', '0', '--data', join(data, 'demo')];
  const child = spawn(process.execPath, [COMMAND, 'demo', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  };

  let said = '';
  let complained = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
  const links = await new Promise<readonly string[]>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = said.match(/https?:\/\/\S+#token=\S+(?=\s)/g) ?? [];
      if (found.length >= 3) resolve(found);
    });
    void ended.then(() => reject(new Error(`The demo ended: ${complained}`)));
  });
  const [coordinator, one, other] = links.map(keyOf);
  if (coordinator === undefined || one === undefined || other === undefined) throw new Error(said);
  const { origin: url } = new URL(coordinator.link);
  return {
    url,
    coordinator,
    partners: [one, other],
    async get(path) {
      const answer = await fetch(`${url}/api${path}`, { headers: { authorization: `Bearer ${coordinator.token}` } });
      if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Json;
    },
    stop,
  };
}

function keyOf(link: string): Key {
  const fragment = new URLSearchParams(new URL(link).hash.slice(1));
  return { link, token: fragment.get('token') ?? '', to: fragment.get('to') ?? '/' };
}
