import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino, type Logger } from 'pino';
import { configOf } from '../config.js';
import { openEmbedded, type Embedded } from '../embedded.js';
import { startServer } from '../server.js';

/** Serves until it is told to stop. */
export async function serve(given: {
  readonly data?: string;
  readonly port?: number;
  readonly host?: string;
}): Promise<void> {
  const { data, ...listen } = given;
  const config = configOf(process.env, { ...listen, ...(data === undefined ? {} : { dataDir: data }) });
  const log = pino({ level: config.logLevel });
  const embedded = await openEmbedded(config, { onFailure: failureLog(log) });
  await serveUntilStopped(embedded, log, ({ url, token }) => {
    process.stdout.write(`Mentoring Partnerships is at ${url}\nAs an administrator: ${linkOf(url, token)}\n`);
    if (config.authOff) process.stdout.write('AUTH=off: everybody who reaches this address is an administrator.\n');
  });
}

export const failureLog = (log: Logger) => (place: string, error: unknown) => {
  log.error({ err: error, place }, 'something failed and is tried again');
};

/** A link that signs in. The token is in the fragment, which no server sees. */
export const linkOf = (url: string, token: string, to?: string): string =>
  `${url}/#token=${token}${to === undefined ? '' : `&to=${encodeURIComponent(to)}`}`;

/** Listens, says so, and closes in order when it is told to stop. */
export async function serveUntilStopped(
  embedded: Embedded,
  log: Logger,
  listening: (at: { readonly url: string; readonly token: string }) => void,
  app?: NestFastifyApplication,
): Promise<void> {
  const server = await startServer(embedded, log, app);
  listening({ url: server.url, token: embedded.adminToken });
  await toldToStop();
  await server.close();
}

const LOOK_FOR_PARENT_MS = 500;

/** By a signal; or, under npx, by losing the parent: npx hands a signal to its shell, which dies of it and tells nobody. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve();
      });
    if (process.env['npm_command'] !== 'exec') return;
    const parent = process.ppid;
    const looking = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(looking);
      resolve();
    }, LOOK_FOR_PARENT_MS);
    looking.unref();
  });
}
