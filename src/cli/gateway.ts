import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { configOf, type Config } from '../config.js';
import type { Embedded } from '../embedded.js';
import { ownerOf } from '../platform/operations/data-folder.js';
import type { ProblemDocument } from '../platform/problem-document.js';

export interface Where {
  readonly data?: string;
  readonly server?: string;
  readonly token?: string;
}

/** The HTTP API, of a server or of stores that this process opened itself: either way the same answers. */
export interface Gateway {
  get(path: string): Promise<Json>;
  post(path: string, body: object): Promise<Json>;
  /** Sends a CSV file. */
  upload(path: string, file: AsyncIterable<Uint8Array>): Promise<Json>;
  /** Tells the progress of rows that are applied in this process. Through a server there is none to tell. */
  onRows(progress: (done: number, of: number) => void): void;
  /** Resolves when all that follows is done. */
  close(): Promise<void>;
}

export type Json = Readonly<Record<string, unknown>>;

/** The API said no. */
export class Refused extends Error {
  constructor(readonly problem: ProblemDocument) {
    super(
      [problem.detail, ...(problem.errors ?? []).map(({ pointer, message }) => `  ${pointer} ${message}`)].join('\n'),
    );
  }
}

/** Something that cannot be done as asked: a sentence for who asked. */
export class Unusable extends Error {}

interface Answer {
  readonly status: number;
  readonly text: string;
}
type Send = (
  method: 'GET' | 'POST',
  path: string,
  body?: { readonly type: string; readonly content: string | AsyncIterable<Uint8Array> },
) => Promise<Answer>;

/** Goes through the server that owns the data folder (or that was named), and else opens the folder itself. */
export async function openGateway(where: Where): Promise<Gateway> {
  const config = configOf(process.env, where.data === undefined ? {} : { dataDir: where.data });
  const token = where.token ?? process.env['MENTORING_TOKEN'];
  if (where.server !== undefined) return remote(where.server, needed(token));
  const { owned, address } = ownerOf(config.dataDir);
  if (address !== undefined) return remote(address, token ?? (await adminTokenIn(config.dataDir)));
  if (owned)
    throw new Unusable(`The data folder ${config.dataDir} is in use by another command. Wait until it is done.`);
  return local(config);
}

/** Loads what it needs as it goes: going through a server, and being told of a folder that cannot be used, take no second. */
async function local(config: Config): Promise<Gateway> {
  const { openEmbedded } = await import('../embedded.js');
  const embedded = await openEmbedded(config, {
    onFailure: (place, error) => process.stderr.write(`${place}: ${String(error)}\n`),
  });
  try {
    return await served(embedded);
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

async function served(embedded: Embedded): Promise<Gateway> {
  const { house, adminToken } = embedded;
  const { createApp } = await import('../server.js');
  const { RosterImport } = await import('../integration/roster/roster.controller.js');
  const { pino } = await import('pino');
  const app = await createApp(embedded, pino({ level: 'silent' }));
  await house.engine.whenAllApplied(0n);
  const send: Send = async (method, url, body) => {
    const headers = {
      authorization: `Bearer ${adminToken}`,
      ...(body === undefined ? {} : { 'content-type': body.type }),
    };
    const payload =
      body === undefined ? undefined : typeof body.content === 'string' ? body.content : Readable.from(body.content);
    const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, text: answer.body };
  };
  return {
    ...through(send),
    onRows(progress) {
      app.get(RosterImport).onProgress = progress;
    },
    async close() {
      await house.settle();
      await app.close();
      await embedded.close();
    },
  };
}

function remote(server: string, token: string): Gateway {
  const send: Send = async (method, path, body) => {
    const init: RequestInit = {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': body.type }) },
    };
    if (body !== undefined) Object.assign(init, { body: body.content, duplex: 'half' });
    try {
      const answer = await fetch(new URL(path, server), init);
      return { status: answer.status, text: await answer.text() };
    } catch (error) {
      throw new Unusable(`The server ${server} does not answer.`, { cause: error });
    }
  };
  return { ...through(send), onRows: () => undefined, close: () => Promise.resolve() };
}

function through(send: Send): Pick<Gateway, 'get' | 'post' | 'upload'> {
  const read = async (answer: Promise<Answer>): Promise<Json> => {
    const { status, text } = await answer;
    const json = jsonOf(text);
    if (status >= 400) throw new Refused(json as unknown as ProblemDocument);
    return json;
  };
  return {
    get: (path) => read(send('GET', path)),
    post: (path, body) => read(send('POST', path, { type: 'application/json', content: JSON.stringify(body) })),
    upload: (path, file) => read(send('POST', path, { type: 'text/csv', content: file })),
  };
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new Unusable('What answers there is not a server of this system: look at --server.', { cause });
  }
}

function needed(token: string | undefined): string {
  if (token === undefined) throw new Unusable('A server needs a key: give it with --token or in MENTORING_TOKEN.');
  return token;
}

async function adminTokenIn(dataDir: string): Promise<string> {
  try {
    return (await readFile(join(dataDir, 'admin-token'), 'utf8')).trim();
  } catch {
    return needed(undefined);
  }
}
