import {
  applyDecorators,
  Injectable,
  createParamDecorator,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import type { Actor, ActorKind, Principal, Scope } from '../../kernel/actor.js';
import { unauthenticated, problemDocument } from '../problem-document.js';
import { actorFor } from '../security/authorize.js';
import { Problem } from './problems.js';

/** What is said of a query beside its code. */
export interface QueryDefinition {
  /** In which parts it may be asked for. `anyone`: whoever has a valid key. */
  readonly may: readonly ActorKind[] | 'anyone';
  /** Read models that it is answered from. */
  readonly from: readonly string[];
  readonly summary: string;
}

const QUERY = 'mentoring:query';
/** Says who may ask a query and which read models answer it. A query without it does not start. */
export const Query = (definition: QueryDefinition): MethodDecorator => applyDecorators(SetMetadata(QUERY, definition));
export const queryOf = (handler: object): QueryDefinition | undefined =>
  Reflect.getMetadata(QUERY, handler) as QueryDefinition | undefined;

/** Who asks a query. Whatever is answered, it must have been said of what: `of(scope)`. */
export class Reading {
  checked = false;

  constructor(
    readonly principal: Principal,
    private readonly definition: QueryDefinition,
  ) {}

  /** In which part they may read this. @throws Refusal `not-allowed` */
  of(scope: Scope): Actor {
    this.checked = true;
    if (this.definition.may === 'anyone') return { kind: 'service', id: this.principal.keyId };
    return actorFor(this.principal, this.definition.may, scope);
  }

  /** Whether they may read it in this part, too. */
  as(kind: ActorKind, scope: Scope): boolean {
    try {
      actorFor(this.principal, [kind], scope);
      return true;
    } catch {
      return false;
    }
  }
}

interface ReadingRequest extends FastifyRequest {
  principal?: Principal;
  reading?: Reading;
}

export const Reads = createParamDecorator((_: unknown, context: ExecutionContext): Reading => {
  const { reading } = context.switchToHttp().getRequest<ReadingRequest>();
  if (reading === undefined) throw new Problem(unauthenticated());
  return reading;
});

/** The principal that a bearer token showed. @throws Problem 401 */
export function principalOf(request: FastifyRequest): Principal {
  const { principal } = request as ReadingRequest;
  if (principal === undefined) throw new Problem(unauthenticated());
  return principal;
}

/** Waits until read models, or process managers and read models, have come to a position. False: not in time. */
export abstract class Waiting {
  abstract atLeast(position: bigint, readModels: readonly string[]): Promise<boolean>;
  abstract settled(position: bigint, readModels: readonly string[]): Promise<boolean>;
}

/** Before a query: is there somebody, and are the read models far enough? After it: was it said of what it is? */
@Injectable()
export class QueryInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly waiting: Waiting,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const definition = this.reflector.get<QueryDefinition | undefined>(QUERY, context.getHandler());
    if (definition === undefined) return next.handle();
    const request = context.switchToHttp().getRequest<ReadingRequest>();
    const reading = new Reading(principalOf(request), definition);
    request.reading = reading;
    onceEach(request.query as Record<string, unknown>);
    await this.#wait(request.query as Record<string, string | undefined>, definition.from);
    return next.handle().pipe(
      tap(() => {
        if (!reading.checked)
          throw new Error(`The query ${request.routeOptions.url ?? ''} was answered to nobody in particular.`);
      }),
    );
  }

  async #wait(query: Record<string, string | undefined>, from: readonly string[]): Promise<void> {
    const atLeast = positionIn(query, 'at-least');
    const settled = positionIn(query, 'settled');
    const reached =
      (atLeast === undefined || (await this.waiting.atLeast(atLeast, from))) &&
      (settled === undefined || (await this.waiting.settled(settled, from)));
    if (!reached)
      throw new Problem(
        problemDocument(
          503,
          'not-yet',
          'What was done is not to be seen here yet. Nothing is lost: ask again in a moment.',
        ),
      );
  }
}

/** @throws Problem 400 for a parameter that stands there twice: nobody could say which counts. */
export function onceEach(query: Readonly<Record<string, unknown>>): void {
  const repeated = Object.keys(query).find((name) => Array.isArray(query[name]));
  if (repeated !== undefined)
    throw new Problem(
      problemDocument(
        400,
        'repeated-parameter',
        `\`${repeated.slice(0, 60)}\` stands in the address twice: give it once.`,
      ),
    );
}

function positionIn(query: Record<string, string | undefined>, name: string): bigint | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  if (!/^\d{1,19}$/.test(text))
    throw new Problem(
      problemDocument(
        400,
        'invalid-position',
        `\`${name}\` must be a position as a command answered it: a decimal number.`,
      ),
    );
  return BigInt(text);
}
