import type { Type } from '@nestjs/common';
import { bodySchema } from '../command-handling/bodies/body-schema.js';
import type { CommandRoute } from '../command-handling/command-controllers.js';
import { queryOf } from './reading.js';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly object[];
  readonly requestBody?: object;
  readonly responses: object;
  readonly security?: readonly object[];
  readonly 'x-may'?: readonly string[];
}

/** Nest's own names for what its decorators leave on a class and its methods. */
const PATH = 'path';

/** The API as an OpenAPI 3.1 document, from the commands, the query controllers, and routes told by hand. */
export function openApi(
  version: string,
  commands: readonly CommandRoute[],
  controllers: readonly Type[],
  others: Readonly<Record<string, Readonly<Record<string, object>>>>,
): object {
  const paths: Record<string, Record<string, object>> = {};
  const at = (path: string, method: string, operation: object) => {
    const template = path.replaceAll(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method]: operation };
  };
  for (const route of commands) at(route.path, 'post', commandOperation(route));
  for (const controller of controllers)
    for (const { path, operation } of queryOperations(controller)) at(path, 'get', operation);
  for (const [path, methods] of Object.entries(others))
    for (const [method, operation] of Object.entries(methods)) at(path, method, operation);
  return {
    openapi: '3.1.0',
    info: { title: 'Mentoring Partnerships', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Result: RESULT, Problem: PROBLEM },
    },
  };
}

const RESULT = {
  type: 'object',
  required: ['id', 'revision', 'position'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    revision: { type: 'integer', description: 'Last revision of the stream after the command.' },
    position: { type: 'string', description: 'For `at-least` and `settled` of a query: a decimal number.' },
  },
};
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

const problemAnswer = {
  description: 'A problem (RFC 9457).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});
const inPath = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

export function commandOperation({ path, command, creates, may, summary }: Omit<CommandRoute, 'ownRoute'>): Operation {
  return {
    operationId: command.name,
    summary,
    tags: [path.split('/')[2] ?? ''],
    parameters: [
      ...inPath(path),
      header('Idempotency-Key', 'The same key has the same effect once.'),
      header('If-Match', 'Refuse when the revision is another: an ETag.'),
    ],
    requestBody: { required: true, content: { 'application/json': { schema: bodySchema(command) } } },
    responses: {
      [creates ? 201 : 200]: {
        description: 'Done.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Result' } } },
      },
      default: problemAnswer,
    },
    'x-may': may,
  };
}

function queryOperations(controller: Type): { readonly path: string; readonly operation: Operation }[] {
  const base = Reflect.getMetadata(PATH, controller) as string;
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (name === 'constructor' || typeof handler !== 'function') return [];
    const definition = queryOf(handler);
    if (definition === undefined) return [];
    const own = Reflect.getMetadata(PATH, handler) as string;
    const path = `/${[base, own].filter((part) => part !== '' && part !== '/').join('/')}`.replaceAll('//', '/');
    const query = (parameter: string, description: string) => ({
      name: parameter,
      in: 'query',
      required: false,
      description,
      schema: { type: 'string' },
    });
    const operation: Operation = {
      operationId: `${controller.name.replace('Controller', '')}.${name}`,
      summary: definition.summary,
      tags: [path.split('/')[2] ?? ''],
      parameters: [
        ...inPath(path),
        query('at-least', 'Wait until the read models have come to this position.'),
        query('settled', 'Wait until all that follows from this position is done and shown.'),
      ],
      responses: {
        200: { description: 'As asked.', content: { 'application/json': { schema: { type: 'object' } } } },
        default: problemAnswer,
      },
      'x-may': definition.may === 'anyone' ? ['anyone with a key'] : definition.may,
    };
    return [{ path, operation }];
  });
}
