import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Principal } from './kernel/actor.js';
import { derivedId } from './kernel/ids.js';
import { AppModule, queryControllers } from './app.module.js';
import type { Embedded } from './embedded.js';
import { CreateKey } from './mentoring/access/access.commands.js';
import { StartMatchRound } from './mentoring/match-rounds/match-round.commands.js';
import { commandRoutes } from './platform/command-handling/command-controllers.js';
import { commandOperation, openApi } from './platform/http/openapi.js';
import { Problem, Problems } from './platform/http/problems.js';
import { Metrics } from './platform/operations/metrics.js';
import { malformedBody, notFound, problemDocument, unauthenticated } from './platform/problem-document.js';
import { aggregates } from './registry.js';
import { version } from './version.js';

const BODY_LIMIT = 1 << 20;
const ROSTER_ROUTE = '/api/programs/:id/roster';
const WEB = fileURLToPath(new URL('./web', import.meta.url));
const SWEEP_EVERY_MS = 60_000;
/** Without keys everybody is this administrator. */
const EVERYBODY: Principal = { keyId: derivedId('auth-off'), grants: [{ role: 'admin' }] };

export interface Server {
  readonly app: NestFastifyApplication;
  /** Where it listens. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a house: the API, its description, health, and the pages; and does what is due by the calendar. */
export async function startServer(embedded: Embedded, log: Logger, made?: NestFastifyApplication): Promise<Server> {
  const { house, folder } = embedded;
  const app = made ?? (await createApp(embedded, log));
  await app.listen(house.config.port, house.config.host);
  const url = await app.getUrl();
  folder.announce(url);
  let swept: Promise<void> = Promise.resolve();
  const sweep = () => {
    swept = house.sweep().catch((error: unknown) => {
      log.error({ err: error }, 'a sweep failed');
    });
  };
  // Not before what was cut off is done: a pair whose slots are about to be reserved does not hang.
  void house.settle().then(sweep, sweep);
  const sweeping = setInterval(sweep, SWEEP_EVERY_MS);
  return {
    app,
    url,
    async close() {
      clearInterval(sweeping);
      await swept;
      await app.close();
      await embedded.close();
    },
  };
}

/** The API and the pages, not listening yet. */
export async function createApp(embedded: Embedded, log: Logger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(embedded, apiDocument()), adapter, {
    bodyParser: false,
    logger: quiet(log),
    abortOnError: false,
  });
  const problems = new Problems(log);
  app.useGlobalFilters(problems);
  const fastify: FastifyInstance = adapter.getInstance<FastifyInstance>();
  takeBodies(fastify);
  await fastify.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: CSP } });
  logRequests(fastify, log, app.get(Metrics));
  authenticate(fastify, embedded, problems);
  await servePages(fastify);
  await app.init();
  await fastify.ready();
  return app;
}

const CSP = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** JSON is read as it stands, so that our own check answers for what is in it; a roster streams through. */
function takeBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_, text, done) => {
    if (text === '') {
      done(null, undefined);
      return;
    }
    try {
      done(null, JSON.parse(text as string));
    } catch {
      done(new Problem(malformedBody()));
    }
  });
  fastify.addContentTypeParser('text/csv', (request, payload, done) => {
    if (request.routeOptions.url === ROSTER_ROUTE) done(null, payload);
    else done(new Problem(problemDocument(415, 'unsupported-media-type', 'Send the body as application/json.')));
  });
}

/** One line a request: the route's pattern, never the address, which may hold a name that was searched for. */
function logRequests(fastify: FastifyInstance, log: Logger, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime);
    log.debug(
      {
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        request: request.id,
      },
      'answered',
    );
    done();
  });
}

function authenticate(fastify: FastifyInstance, { keys, house }: Embedded, problems: Problems): void {
  fastify.decorateRequest('principal', undefined);
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (house.config.authOff) {
      Object.assign(request, { principal: EVERYBODY });
      return;
    }
    const [, token] = /^Bearer ([\w-]{1,200})$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token !== undefined) {
      const principal = await keys.principalOf(token);
      if (principal !== undefined) {
        Object.assign(request, { principal });
        return;
      }
    }
    // Before the body is read: who is not known sends none.
    if (isProtected(request)) {
      problems.send(new Problem(unauthenticated()), request, reply);
      await reply;
    }
  });
}

const OPEN = ['/api/openapi.json', '/api/docs'];
function isProtected({ url }: FastifyRequest): boolean {
  const [path = ''] = url.split('?');
  return (
    (path.startsWith('/api/') || path === '/metrics') &&
    !OPEN.some((open) => path === open || path.startsWith(`${open}/`))
  );
}

/** The built pages, and the API's documentation; any other address outside the API is a page, which the pages find themselves. */
async function servePages(fastify: FastifyInstance): Promise<void> {
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await fastify.register(fastifyStatic, {
    root: swagger,
    prefix: '/api/docs/assets/',
    decorateReply: false,
    allowedPath: (path) => /\.(css|js)$/.test(path),
  });
  const hasPages = existsSync(WEB);
  if (hasPages)
    await fastify.register(fastifyStatic, { root: WEB, prefix: '/', wildcard: false, index: false, maxAge: '1h' });
  fastify.get('/*', (request, reply) => {
    if (!hasPages || /^\/(api|health|metrics|assets)(\/|$)/.test(request.url))
      throw new Problem(notFound('There is nothing at this address.'));
    return reply.header('Cache-Control', 'no-cache').sendFile('index.html', { cacheControl: false });
  });
}

function apiDocument(): object {
  const routes = aggregates.flatMap(commandRoutes);
  const start = {
    path: '/api/match-rounds',
    command: StartMatchRound,
    creates: true,
    may: ['coordinator'],
    summary: 'Starts a round: the best set of pairs is sought; drafts come when it is completed.',
  };
  return openApi(version, routes, queryControllers, {
    '/api/match-rounds': { post: commandOperation(start) },
    '/api/access': {
      post: {
        ...commandOperation({
          path: '/api/access',
          command: CreateKey,
          creates: true,
          may: ['admin'],
          summary: 'Makes a bearer key; its token is shown once.',
        }),
      },
    },
    '/api/programs/{id}/roster': { post: ROSTER },
  });
}

const ROSTER = {
  operationId: 'ImportRoster',
  summary: 'Takes a roster (CSV, UTF-8) into a program, row by row; the same file again changes nothing.',
  tags: ['programs'],
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'dry-run', in: 'query', required: false, schema: { type: 'boolean' } },
    { name: 'as', in: 'query', required: false, schema: { enum: ['joined', 'invited'] } },
    { name: 'overwrite-profile', in: 'query', required: false, schema: { type: 'boolean' } },
    { name: 'notice-version', in: 'query', required: false, schema: { type: 'string' } },
  ],
  requestBody: { required: true, content: { 'text/csv': { schema: { type: 'string' } } } },
  responses: {
    200: { description: 'What became of the rows.', content: { 'application/json': { schema: { type: 'object' } } } },
  },
  'x-may': ['coordinator', 'hr'],
};

/** Nest's own words go to the log only when something is wrong. */
function quiet(log: Logger): LoggerService {
  return {
    log: () => undefined,
    error: (message: unknown) => {
      log.error(String(message));
    },
    warn: (message: unknown) => {
      log.warn(String(message));
    },
  };
}
