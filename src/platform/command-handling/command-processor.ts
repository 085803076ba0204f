import type { Actor } from '../../kernel/actor.js';
import { decisionName, type Aggregate, type CommandClass, type CommandDefinition } from '../../kernel/aggregate.js';
import type { Clock } from '../../kernel/clock.js';
import type { AnyFold, Context } from '../../kernel/decider.js';
import type { Event } from '../../kernel/events.js';
import { derivedId } from '../../kernel/ids.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Codec, StoredMetadata } from '../event-store/codec.js';
import {
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
  type EventStore,
} from '../event-store/event-store.js';
import { noFailpoint, type Failpoint } from '../failpoint.js';
import type { Sealer } from '../privacy/sealing.js';
import { actorFor } from '../security/authorize.js';
import type { BodyDigests } from './body-digest.js';
import {
  CommandUnavailable,
  IdempotencyKeyReused,
  PreconditionFailed,
  TooContended,
  type CommandRequest,
  type CommandResult,
} from './command-request.js';
import { KeyedQueue } from './keyed-queue.js';
import { shortOf, type StreamState, type StreamStates } from './stream-states.js';

const ATTEMPTS = 5;

interface Handling {
  readonly aggregate: Aggregate;
  readonly definition: CommandDefinition<unknown, object>;
  readonly fold: AnyFold;
  readonly decide: (state: unknown, command: object, context: Context) => readonly Event[];
}

export interface ProcessorParts {
  readonly aggregates: readonly Aggregate[];
  readonly store: EventStore;
  readonly states: StreamStates;
  readonly codec: Codec;
  readonly sealer: Sealer;
  readonly digests: BodyDigests;
  readonly clock: Clock;
  readonly failpoint?: Failpoint;
}

/** Turns requests into events: queue per stream → fold → decide → append at the exact revision. */
export class CommandProcessor {
  readonly #handlings: ReadonlyMap<CommandClass, Handling>;
  readonly #queue = new KeyedQueue();
  readonly #failpoint: Failpoint;

  constructor(private readonly parts: ProcessorParts) {
    this.#handlings = new Map(parts.aggregates.flatMap(handlingsOf));
    this.#failpoint = parts.failpoint ?? noFailpoint;
  }

  /** @throws Refusal, PreconditionFailed, IdempotencyKeyReused, TooContended, CommandUnavailable, UnreadableEvent */
  async execute(request: CommandRequest): Promise<CommandResult> {
    const handling = this.#handlings.get(request.command);
    if (handling === undefined) throw new Error(`Nothing handles ${request.command.name}.`);
    const id = request.id ?? createdId(handling, request);
    const stream = streamOf(handling.fold, id);
    return this.#queue.run(stream, async () => {
      try {
        return await this.#handle(handling, request, id, stream);
      } catch (error) {
        if (error instanceof OutcomeUnknown)
          throw new CommandUnavailable('unknown', request.key ?? request.commandId, error);
        if (error instanceof StoreUnavailable)
          throw new CommandUnavailable('not-done', request.key ?? request.commandId, error);
        throw error;
      }
    });
  }

  /** Resolves when no command is under way. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  async #handle(handling: Handling, request: CommandRequest, id: string, stream: string): Promise<CommandResult> {
    const { states, clock, codec } = this.parts;
    const { fold } = handling;
    let { entry, fresh } = await states.get(fold, stream);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const before = await this.#firstResult(entry, request, id, stream);
      if (before !== undefined) return before;

      let decided: readonly Event[];
      let actor: Actor;
      const now = clock.now();
      try {
        if (request.ifMatch !== undefined && request.ifMatch !== entry.revision)
          throw new PreconditionFailed(request.ifMatch, entry.revision);
        ({ decided, actor } = await this.#decide(handling, request, id, entry, now));
      } catch (error) {
        // What speaks against the command may be out of date: look again before saying no.
        if (fresh || !(error instanceof Refusal || error instanceof PreconditionFailed)) throw error;
        entry = await states.refresh(fold, stream);
        fresh = true;
        continue;
      }
      if (decided.length === 0) {
        if (fresh) return { id, revision: entry.revision, position: entry.position, changed: false };
        entry = await states.refresh(fold, stream);
        fresh = true;
        continue;
      }

      if (request.dryRun === true) return { id, revision: entry.revision, position: entry.position, changed: true };

      const encoded = await codec.encode(stream, decided, {
        commandId: request.commandId,
        actor,
        recordedAt: now,
        correlationId: request.correlationId ?? request.commandId,
        causationId: request.causationId ?? request.commandId,
        ...(request.keyed === true
          ? { bodyDigest: await this.parts.digests.of(request.sent ?? request.body, now) }
          : {}),
      });
      try {
        const events = encoded.map(({ stored }) => stored);
        const expected = entry.revision < 0 ? 'new' : entry.revision;
        const { revision, position } = await this.#append(stream, events, expected);
        states.appended(fold, stream, entry, encoded, request.commandId, position);
        this.#failpoint('answer');
        return { id, revision, position, changed: true };
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
        entry = await states.refresh(fold, stream);
        fresh = true;
      }
    }
    throw new TooContended(stream);
  }

  /** The same ids at the same revision, once more where the store did not say what became of them. */
  async #append(...append: Parameters<EventStore['append']>): ReturnType<EventStore['append']> {
    try {
      return await this.parts.store.append(...append);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) throw error;
      try {
        return await this.parts.store.append(...append);
      } catch (again) {
        // That the second was not done says nothing of the first.
        throw again instanceof StoreUnavailable ? error : again;
      }
    }
  }

  async #decide(handling: Handling, request: CommandRequest, id: string, entry: StreamState, now: string) {
    const { definition, aggregate, decide } = handling;
    const { body } = request;
    if (entry.revision < 0 && definition.creates === undefined)
      throw new Refusal('not-found', `There is nothing with the id ${id} among ${aggregate.collection}.`, 'not-found');
    const facts = await this.#facts(definition, body, entry.state, id);
    const scope = definition.scope?.(body, entry.state, facts as never, id) ?? {};
    const actor = 'actor' in request.by ? request.by.actor : actorFor(request.by.principal, definition.may, scope);
    const compared = definition.compares?.(body, id);
    const same = compared === undefined ? undefined : await this.parts.sealer.sameOf(compared.of, compared.fields);
    const context: Context = {
      id,
      actor,
      now,
      facts,
      commandId: request.commandId,
      ...(same === undefined ? {} : { same }),
    };
    return { decided: decide(entry.state, body, context), actor };
  }

  async #facts(
    definition: CommandDefinition<unknown, object>,
    body: object,
    state: unknown,
    id: string,
  ): Promise<object> {
    if (definition.facts === undefined) return {};
    const facts: Record<string, unknown> = {};
    for (const [name, { fold, id: factId }] of Object.entries(definition.facts(body, state, id)))
      facts[name] = (await this.parts.states.refresh(fold, streamOf(fold, factId))).state;
    return facts;
  }

  /** What the same command answered when it came first. */
  async #firstResult(
    entry: StreamState,
    request: CommandRequest,
    id: string,
    stream: string,
  ): Promise<CommandResult | undefined> {
    if (!entry.commands.has(shortOf(request.commandId))) return undefined;
    const events = await this.parts.store.read(stream);
    const mine = events.filter((event) => metadataOf(event.metadata).commandId === request.commandId);
    const last = mine.at(-1);
    if (last === undefined) return undefined;
    const { bodyDigest } = metadataOf(last.metadata);
    if (
      request.keyed === true &&
      bodyDigest !== undefined &&
      (await this.parts.digests.differs(bodyDigest, request.sent ?? request.body))
    )
      throw new IdempotencyKeyReused();
    return { id, revision: last.revision, position: last.position, changed: true };
  }
}

const metadataOf = (text: string) => JSON.parse(text) as StoredMetadata;

export const streamOf = (fold: Pick<AnyFold, 'events'>, id: string): string => `${fold.events.category}-${id}`;

function createdId({ definition, aggregate, fold }: Handling, { body, commandId }: CommandRequest): string {
  if (aggregate.singleton !== undefined) return aggregate.singleton();
  if (typeof definition.creates === 'function') return definition.creates(body);
  return derivedId(fold.events.category, commandId);
}

function handlingsOf(aggregate: Aggregate): [CommandClass, Handling][] {
  const fold = aggregate.decider as unknown as AnyFold;
  return aggregate.commands.map((definition) => {
    const decide = (aggregate.decider.decide as unknown as Record<string, Handling['decide'] | undefined>)[
      decisionName(definition.command)
    ];
    if (decide === undefined) throw new Error(`No decision is named ${decisionName(definition.command)}.`);
    return [
      definition.command,
      { aggregate, definition: definition as unknown as CommandDefinition<unknown, object>, fold, decide },
    ];
  });
}
