import 'reflect-metadata';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import type { Clock } from '../../src/kernel/clock.js';
import { configOf } from '../../src/config.js';
import { openEmbedded, type Embedded } from '../../src/embedded.js';
import { matchPool } from '../../src/mentoring/matching/match-pool.js';
import { createApp } from '../../src/server.js';
import { temporaryFolder } from '../contracts/temporary-folder.js';

export type Json = Readonly<Record<string, unknown>>;

/** What the answer to a request was. `body` is empty where it was no JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: Json;
}

export interface Result {
  readonly id: string;
  readonly revision: number;
  readonly position: string;
}

type Headers = Readonly<Record<string, string>>;

/** The API as one key may use it. */
export interface Api {
  /** Whatever it answers. A string is sent as it is. */
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, headers?: Headers): Promise<Answer>;
  /** What a query answers. @throws when it is not 200 */
  get(path: string): Promise<Json>;
  /** Every item of a list, page after page. */
  list(path: string): Promise<readonly Json[]>;
  /** A command's result. @throws when it was refused */
  command(path: string, body?: object, headers?: Headers): Promise<Result>;
  /** Imports a roster. @throws when it was refused */
  roster(programId: string, csv: string, query?: string): Promise<Json>;
}

/** A clock that stands until it is set. */
export class StandingClock implements Clock {
  constructor(private instant: string) {}
  now(): string {
    return this.instant;
  }
  /** @param instant with or without seconds: `2026-03-02T09:00` */
  set(instant: string): void {
    this.instant = new Date(`${instant}Z`).toISOString();
  }
}

export interface Served {
  readonly embedded: Embedded;
  readonly clock: StandingClock;
  readonly dataDir: string;
  readonly admin: Api;
  /** The API with a token, or without one. */
  as(token: string | undefined): Api;
  /** The API with a new key. */
  withKey(key: { readonly role: string; readonly personId?: string; readonly programId?: string }): Promise<Api>;
  /** Ends, and leaves the folder. */
  stop(): Promise<void>;
  /** Ends, and takes the folder away. */
  close(): Promise<void>;
}

/** A house in a folder of its own, served in this process. Rounds are solved in this thread: the worker's program is not built here. */
export async function serve(now: string, log: Logger = pino({ level: 'silent' })): Promise<Served> {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, 'data');
  const clock = new StandingClock('');
  clock.set(now);
  const config = configOf({ ORGANIZATION_NAME: 'The Works', LOG_LEVEL: 'silent' }, { dataDir });
  const embedded = await openEmbedded(config, {
    clock,
    solve: async (pool, parameters) => matchPool(pool, parameters),
  });
  const app = await createApp(embedded, log);

  const as = (token: string | undefined): Api => {
    const ask: Api['ask'] = async (method, url, body, headers = {}) => {
      const answer = await app.inject({
        method,
        url,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: jsonIn(answer.body) };
    };
    const done = async (asked: Promise<Answer>): Promise<Json> => {
      const { status, text, body } = await asked;
      if (status >= 300) throw new Error(`${status} ${text}`);
      return body;
    };
    return {
      ask,
      get: (path) => done(ask('GET', path)),
      async list(path) {
        const items: Json[] = [];
        const url = new URL(path, 'http://house');
        for (;;) {
          const page = (await done(ask('GET', `${url.pathname}${url.search}`))) as { items: Json[]; next?: string };
          items.push(...page.items);
          if (page.next === undefined) return items;
          url.searchParams.set('after', page.next);
        }
      },
      command: async (path, body = {}, headers = {}) =>
        (await done(ask('POST', path, body, headers))) as unknown as Result,
      roster: (programId, csv, query = '') =>
        done(ask('POST', `/api/programs/${programId}/roster${query}`, csv, { 'content-type': 'text/csv' })),
    };
  };
  const admin = as(embedded.adminToken);
  const stop = async () => {
    await app.close();
    await embedded.close();
  };
  return {
    embedded,
    clock,
    dataDir,
    admin,
    as,
    async withKey(key) {
      const { token } = (await admin.command('/api/access', key)) as unknown as { token: string };
      return as(token);
    },
    stop,
    async close() {
      await stop();
      folder.remove();
    },
  };
}

function jsonIn(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}
