import { Controller, HttpCode, Param, Post, Req, Res, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { routeName, type Aggregate, type CommandClass } from '../../kernel/aggregate.js';
import { derivedId, freshId, isId } from '../../kernel/ids.js';
import { invalidBody, notFound, problemDocument } from '../problem-document.js';
import { Problem } from '../http/problems.js';
import { principalOf } from '../http/reading.js';
import { asked } from './asked.js';
import { compileBody } from './bodies/compile-body.js';
import type { BodyProblem } from './bodies/body-problem.js';
import type { CommandResult } from './command-request.js';

export interface CommandRoute {
  readonly path: string;
  readonly command: CommandClass;
  readonly creates: boolean;
  readonly may: readonly string[];
  /** Served by a controller of its own. */
  readonly ownRoute: boolean;
  readonly summary: string;
}

/** The routes of an aggregate's commands: what creates goes to the collection, all else to the item, by the command's name. */
export function commandRoutes(aggregate: Aggregate): readonly CommandRoute[] {
  const collection = `/api/${aggregate.collection}`;
  let collectionTaken = false;
  return aggregate.commands
    .filter(({ may }) => may.length > 0)
    .map(({ command, creates, may, summary, ownRoute = false }) => {
      const route = { command, creates: creates !== undefined, may, summary, ownRoute };
      if (aggregate.singleton !== undefined) return { ...route, path: `${collection}/${routeName(command)}` };
      if (creates === undefined) return { ...route, path: `${collection}/:id/${routeName(command)}` };
      if (collectionTaken) return { ...route, path: `${collection}/${routeName(command)}` };
      collectionTaken = true;
      return { ...route, path: collection };
    });
}

/** A controller class with a route for every command of an aggregate that may be asked for from outside. */
export function commandController(aggregate: Aggregate): Type {
  class Commands {
    constructor(readonly bus: CommandBus) {}
  }
  Reflect.defineMetadata('design:paramtypes', [CommandBus], Commands);
  Object.defineProperty(Commands, 'name', { value: `${aggregate.collection}Commands` });

  for (const route of commandRoutes(aggregate)) {
    if (route.ownRoute) continue;
    const problems = compileBody(route.command);
    const handler = routeName(route.command);
    const id = aggregate.singleton?.();
    const handle = async function (this: Commands, request: FastifyRequest, reply: FastifyReply, pathId?: string) {
      const body = bodyOf(request, problems);
      const asking = askingIn(request, route.command, id ?? pathId);
      const result = await this.bus.execute<object, CommandResult>(asked(route.command, body, asking));
      return answer(
        reply,
        result,
        route.creates && aggregate.singleton === undefined ? `/api/${aggregate.collection}/${result.id}` : undefined,
      );
    };
    Object.defineProperty(Commands.prototype, handler, { value: handle, writable: true });
    Reflect.defineMetadata('design:paramtypes', [Object, Object, String], Commands.prototype, handler);
    Req()(Commands.prototype, handler, 0);
    Res({ passthrough: true })(Commands.prototype, handler, 1);
    Param('id')(Commands.prototype, handler, 2);
    const descriptor = Object.getOwnPropertyDescriptor(Commands.prototype, handler);
    if (descriptor === undefined) throw new Error(`No method was defined for ${handler}.`);
    HttpCode(route.creates && aggregate.singleton === undefined ? 201 : 200)(Commands.prototype, handler, descriptor);
    Post(route.path)(Commands.prototype, handler, descriptor);
  }
  Controller()(Commands);
  return Commands;
}

/** The body of a command, checked. No body at all is an empty one. @throws Problem 400 */
export function bodyOf(request: FastifyRequest, problemsIn: (body: unknown) => readonly BodyProblem[]): object {
  const body = request.body === undefined ? {} : request.body;
  const problems = problemsIn(body);
  if (problems.length > 0) throw new Problem(invalidBody(problems));
  return body as object;
}

/** Who asks, under which command id: of the caller's `Idempotency-Key`, or a fresh one. @throws Problem */
export function askingIn(request: FastifyRequest, command: CommandClass, id: string | undefined) {
  const principal = principalOf(request);
  if (id !== undefined && !isId(id)) throw new Problem(notFound(`"${id.slice(0, 60)}" is no id.`));
  const key = request.headers['idempotency-key'];
  if (Array.isArray(key) || (key !== undefined && (key.length === 0 || key.length > 255)))
    throw new Problem(
      problemDocument(400, 'invalid-idempotency-key', 'Idempotency-Key must be one value of 1 to 255 characters.'),
    );
  const ifMatch = revisionIn(request.headers['if-match']);
  const made = key ?? freshId();
  return {
    ...(id === undefined ? {} : { id }),
    by: { principal },
    // Without a key one is made, so that a command whose outcome is unknown can be sent again.
    key: made,
    commandId: derivedId(principal.personId ?? principal.keyId, command.name, id ?? '', made),
    keyed: key !== undefined,
    ...(ifMatch === undefined ? {} : { ifMatch }),
  };
}

function revisionIn(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const [, revision] = /^"(\d{1,15})"$/.exec(header) ?? [];
  if (revision === undefined)
    throw new Problem(
      problemDocument(
        400,
        'invalid-if-match',
        'If-Match must be a revision in quotation marks, as an ETag gave it: "7".',
      ),
    );
  return Number(revision);
}

/** The answer to a command, in headers and body. */
export function answer(
  reply: FastifyReply,
  { id, revision, position }: Omit<CommandResult, 'changed'>,
  location?: string,
) {
  void reply.headers({
    ETag: `"${revision}"`,
    'Mentoring-Position': String(position),
    ...(location === undefined ? {} : { Location: location }),
  });
  return { id, revision, position: String(position) };
}
