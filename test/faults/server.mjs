import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The real server in a process of its own, as somebody uses it who knows its address and the administrator's token. */
export class Server {
  #process;
  #url;
  #token;

  /** @param data its data folder, which may have been left by one that was killed */
  constructor(data) {
    this.data = data;
  }

  /** Resolves when it listens. */
  async start() {
    const env = { ...process.env, LOG_LEVEL: 'error' };
    const server = spawn(process.execPath, [CLI, 'serve', '--data', this.data, '--port', '0'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = server;
    this.#url = await new Promise((resolve, reject) => {
      let said = '';
      const hear = (text) => {
        said += text;
        const [, url] = / is at (http\S+)/.exec(said) ?? [];
        if (url !== undefined) resolve(url);
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.on('exit', (code, signal) =>
        reject(new Error(`The server ended with ${code ?? signal} before it listened: ${said}`)),
      );
    });
    this.#token = readFileSync(join(this.data, 'admin-token'), 'utf8').trim();
  }

  /** Ends it without a word. Resolves when it is gone. */
  kill() {
    return this.#end('SIGKILL');
  }

  /** Ends it in order. */
  stop() {
    return this.#end('SIGTERM');
  }

  get(path) {
    return this.#ask(path, {});
  }

  /** Every item of a list, page after page. */
  async list(path) {
    const items = [];
    for (let next; ;) {
      const page = await this.get(`${path}?limit=100${next === undefined ? '' : `&after=${encodeURIComponent(next)}`}`);
      items.push(...page.items);
      next = page.next;
      if (next === undefined) return items;
    }
  }

  post(path, body, headers = {}) {
    return this.#ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  import(programId, csv) {
    return this.#ask(`/api/programs/${programId}/roster`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: csv,
    });
  }

  async #ask(path, { headers, ...request }) {
    const answer = await fetch(new URL(path, this.#url), {
      ...request,
      headers: { ...headers, authorization: `Bearer ${this.#token}` },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  }

  #end(signal) {
    const server = this.#process;
    return new Promise((resolve) => {
      if (server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once('exit', resolve);
      server.kill(signal);
    });
  }
}
