import { describe, expect, it } from '@jest/globals';
import { AppModule } from '../../../src/app.module.js';
import { commandRoutes } from '../../../src/platform/command-handling/command-controllers.js';
import { queryOf } from '../../../src/platform/http/reading.js';
import { aggregates, measures } from '../../../src/registry.js';
import type { Json } from '../served.js';
import { expectProblem, NOWHERE, type World } from './world.js';

interface Operation {
  readonly operationId: string;
  readonly 'x-may': readonly string[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> };
}
interface Route {
  readonly method: 'GET' | 'POST';
  /** As Nest writes it: `/api/programs/:id`. */
  readonly path: string;
  readonly handler: object;
}

/** What anybody may ask without a key. */
const OPEN = ['/api/openapi.json', '/api/docs', '/api/docs/start.js', '/health/live', '/health/ready'];

/** The description of the API, held against the routes that there are. */
export function description(world: () => World): void {
  const operations = async () => {
    const { paths } = (await world().nobody.get('/api/openapi.json')) as unknown as {
      paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    };
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase() as Route['method'],
        path,
        operation,
      })),
    );
  };
  const addressOf = (path: string) => path.replaceAll(/\{\w+\}/g, NOWHERE);

  describe('the description', () => {
    it('has every route that there is, and no other', async () => {
      const described = (await operations()).map(({ method, path }) => `${method} ${path}`);
      const present = routes(world())
        .filter(({ path }) => !OPEN.includes(path))
        .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
      expect(described.sort()).toEqual(present.sort());
    });

    it('has every command that may be asked for, and none of the others', async () => {
      const described = (await operations())
        .filter(({ method }) => method === 'POST')
        .map(({ operation }) => operation.operationId);
      const commands = aggregates.flatMap((aggregate) => aggregate.commands);
      for (const { command, may } of commands) {
        const times = described.filter((name) => name === command.name).length;
        expect([command.name, times]).toEqual([command.name, may.length > 0 ? 1 : 0]);
      }
      expect(described).toEqual(expect.arrayContaining(['StartMatchRound', 'ImportRoster']));
      expect(described).toHaveLength(aggregates.flatMap(commandRoutes).length + 2);
    });

    it('says of every operation who may, and of every body that nothing else may stand in it', async () => {
      for (const { method, path, operation } of await operations()) {
        expect([path, operation['x-may'].length > 0]).toEqual([path, true]);
        const schema = operation.requestBody?.content['application/json']?.schema;
        if (method === 'POST' && operation.operationId !== 'ImportRoster')
          expect([path, schema?.['additionalProperties']]).toEqual([path, false]);
      }
    });
  });

  describe('every route', () => {
    it('that answers a question says who may ask it', () => {
      const unruled = routes(world()).filter(
        ({ method, path, handler }) => method === 'GET' && !OPEN.includes(path) && queryOf(handler) === undefined,
      );
      expect(unruled.map(({ path }) => path)).toEqual([]);
    });

    it('that shows numbers waits for the rows from which they are answered', () => {
      const showing = routes(world()).filter(({ path }) => /\/(overview|numbers|numbers\/:name)$/.test(path));
      expect(showing).toHaveLength(3);
      for (const { handler } of showing)
        expect(queryOf(handler)?.from).toEqual(expect.arrayContaining(measures.map(({ rows }) => rows.name)));
    });

    it('is closed to whoever has no key, but for those that are open', async () => {
      const { nobody } = world();
      for (const { method, path } of await operations()) {
        const answer = await nobody.ask(method, addressOf(path), method === 'POST' ? {} : undefined);
        expectProblem(answer, 401, 'unauthenticated');
      }
      for (const path of OPEN) expect([path, (await nobody.ask('GET', path)).status]).toEqual([path, 200]);
    });

    it('of a command refuses what no body is, and fields that it does not know', async () => {
      const { admin, head } = world();
      const before = await head();
      for (const { path, operation } of (await operations()).filter(({ method }) => method === 'POST')) {
        if (operation.operationId === 'ImportRoster') continue;
        expectProblem(await admin.ask('POST', addressOf(path), []), 400, 'invalid-body');
        const { errors } = expectProblem(
          await admin.ask('POST', addressOf(path), { surprise: 1 }),
          400,
          'invalid-body',
        );
        expect([path, errors]).toEqual([
          path,
          expect.arrayContaining([{ pointer: '/surprise', message: 'unknown field' }]),
        ]);
      }
      expect(await head()).toBe(before);
    });

    it('of an item says when there is none', async () => {
      const { admin } = world();
      const items = (await operations()).filter(({ method, path }) => method === 'GET' && path.includes('{id}'));
      for (const { path } of items)
        for (const id of [NOWHERE, 'no-id', NOWHERE.toUpperCase(), '%00', '..%2f..']) {
          const answer = await admin.ask('GET', path.replace('{id}', id).replace('{name}', 'acceptance'));
          expect([path, id, answer.status]).toEqual([path, id, 404]);
          expectProblem(answer, 404, 'not-found');
        }
    });
  });
}

/** Nest's own names for what its decorators leave: path, and method as a number. */
function routes({ served }: World): readonly Route[] {
  const { controllers = [] } = AppModule.of(served.embedded, {});
  return controllers.flatMap((controller) => {
    const base = (Reflect.getMetadata('path', controller) ?? '') as string;
    const prototype = controller.prototype as Readonly<Record<string, object>>;
    return Object.getOwnPropertyNames(prototype).flatMap((name): Route[] => {
      const handler = prototype[name];
      const own =
        name === 'constructor' || handler === undefined
          ? undefined
          : (Reflect.getMetadata('path', handler) as string | undefined);
      if (own === undefined || handler === undefined) return [];
      const path = `/${[base, own].flatMap((part) => part.split('/').filter(Boolean)).join('/')}`;
      return [{ method: Reflect.getMetadata('method', handler) === 0 ? 'GET' : 'POST', path, handler }];
    });
  });
}
