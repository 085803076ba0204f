import type { CommandClass } from '../../kernel/aggregate.js';
import type { Clock } from '../../kernel/clock.js';
import type { AnyFold } from '../../kernel/decider.js';
import type { RecordedEvent } from '../../kernel/events.js';
import { derivedId } from '../../kernel/ids.js';
import type { Asked, ProcessManager, World } from '../../kernel/process-manager.js';
import { Refusal } from '../../kernel/refusal.js';
import type { CommandProcessor } from '../command-handling/command-processor.js';
import { streamOf } from '../command-handling/command-processor.js';
import { CommandUnavailable, TooContended } from '../command-handling/command-request.js';
import type { StreamStates } from '../command-handling/stream-states.js';
import type { Codec } from '../event-store/codec.js';
import { StoreUnavailable, type EventStore, type Subscription } from '../event-store/event-store.js';
import { noFailpoint, type Failpoint } from '../failpoint.js';
import type { ManagerProgress, OperationsStore, ParkedEvent } from '../operations/operations-store.js';
import type { Checkpoint } from '../read-store/read-store.js';
import type { Causation } from './causation.js';
import { arriving } from './folded-events.js';
import { holds } from './projection-engine.js';

const RETRY_AFTER_MS = 200;
/** Streams whose events are answered at the same time. */
const CONCURRENT_STREAMS = 64;
/** Where nothing happens to a manager, its checkpoint is stored once in so many events. */
const IDLE_COMMIT = 1_000;

export interface ManagerParts {
  readonly store: EventStore;
  readonly codec: Codec;
  readonly operations: OperationsStore;
  readonly processor: CommandProcessor;
  readonly states: StreamStates;
  readonly causation: Causation;
  readonly clock: Clock;
  readonly failpoint?: Failpoint;
  readonly onFailure?: (name: string, error: unknown) => void;
  /** Called when a manager has got further. */
  readonly onPassed: () => void;
}

type AnyManager = ProcessManager<object>;
interface StateHandler {
  readonly key: (event: RecordedEvent) => string | readonly string[];
  readonly evolve: (state: object | undefined, event: RecordedEvent) => object | undefined;
}
type Reaction = (event: RecordedEvent, world: World<object>) => Promise<void>;

/** Runs one process manager: folds its keyed state, asks for what it asks, and commits both with its checkpoint. */
export class ManagerRunner {
  readonly name: string;
  readonly #actor;
  readonly #stateHandlers: Readonly<Record<string, StateHandler | undefined>>;
  readonly #reactions: Readonly<Record<string, Reaction | undefined>>;
  readonly #listened: ReadonlySet<string>;
  #checkpoint: Checkpoint | undefined;
  #parked: ParkedEvent[] = [];
  #subscription: Subscription | undefined;
  #retry: NodeJS.Timeout | undefined;
  #stopping = false;
  #uncommitted = 0;
  error: string | undefined;

  constructor(
    private readonly manager: AnyManager,
    private readonly parts: ManagerParts,
  ) {
    this.name = manager.name;
    this.#actor = { kind: 'system', id: derivedId('process-manager', manager.name) } as const;
    this.#stateHandlers = manager.state ?? {};
    this.#reactions = manager.on;
    this.#listened = new Set([...Object.keys(this.#stateHandlers), ...Object.keys(this.#reactions)]);
  }

  get position(): bigint {
    return this.#checkpoint?.position ?? 0n;
  }
  get parked(): readonly ParkedEvent[] {
    return this.#parked;
  }

  /** The start is recorded before the first delivery. */
  async start(): Promise<void> {
    const { operations, store } = this.parts;
    const { name, version, startsAt } = this.manager;
    const progress = await operations.progress(name);
    if (progress === undefined) {
      const head = startsAt === 'head' ? await store.head() : undefined;
      this.#checkpoint =
        head === undefined ? undefined : { position: head.position, eventId: head.id, recordedDay: '' };
      await this.#commit(new Map());
    } else {
      this.#checkpoint = progress.checkpoint;
      this.#parked = [...progress.parked];
      if (!(await holds(store, this.#checkpoint))) {
        this.error = `The log does not hold event ${this.#checkpoint?.eventId ?? ''}: it is another or an older log.`;
        return;
      }
      if (progress.version !== version) await this.#foldStateAnew();
    }
    this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#retry);
    await this.#subscription?.stop().catch(() => undefined);
    if (this.error === undefined && this.#uncommitted > 0) await this.#commit(new Map());
  }

  #follow(): void {
    const { store, codec, onFailure, onPassed } = this.parts;
    this.#subscription = store.subscribe(this.position, async (events) => {
      const batch = arriving(codec, this.#listened, events, this.#checkpoint?.recordedDay ?? '');
      const known: RecordedEvent[] = [];
      for (const { event } of batch) {
        if (event instanceof Error) throw event;
        if (event !== undefined) known.push(event);
      }
      const states = await this.#evolved(known);
      const answered = await this.#react(known, states);
      const last = batch.at(-1);
      if (last === undefined) return;
      const reached = { position: last.stored.position, eventId: last.stored.id, recordedDay: last.recordedDay };
      this.#uncommitted += batch.length;
      // Events that are nothing to this manager are read again after a crash: they are nothing to it then, too.
      if (states.size > 0 || answered > 0 || this.#uncommitted >= IDLE_COMMIT) await this.#commit(states, reached);
      this.#checkpoint = reached;
      this.error = undefined;
      onPassed();
    });
    this.#subscription.ended.catch((error: unknown) => {
      if (this.#stopping) return;
      this.error = error instanceof Error ? error.message : String(error);
      onFailure?.(this.name, error);
      this.#retry = setTimeout(() => {
        this.#follow();
      }, RETRY_AFTER_MS).unref();
    });
  }

  /** The keyed states after these events, of the keys that they touch. */
  async #evolved(events: readonly RecordedEvent[]): Promise<Map<string, object | undefined>> {
    const keys = new Set(events.flatMap((event) => this.#keysOf(event)));
    const stored = keys.size === 0 ? [] : await this.parts.operations.states(this.name, [...keys]);
    const states = new Map<string, object | undefined>(stored);
    for (const event of events) this.#evolve(states, event);
    return states;
  }

  #evolve(states: Map<string, object | undefined>, event: RecordedEvent): void {
    for (const key of this.#keysOf(event))
      states.set(key, this.#stateHandlers[event.type]?.evolve(states.get(key), event));
  }

  #keysOf(event: RecordedEvent): readonly string[] {
    const key = this.#stateHandlers[event.type]?.key(event);
    return key === undefined ? [] : [key].flat();
  }

  /** How many events asked for something. */
  async #react(events: readonly RecordedEvent[], states: ReadonlyMap<string, object | undefined>): Promise<number> {
    const parked = new Set(this.#parked.map(({ eventId }) => eventId));
    const due = events.filter(({ type, id }) => this.#reactions[type] !== undefined && !parked.has(id));
    const streams = [...Map.groupBy(due, ({ stream }) => stream).values()];
    let next = 0;
    const worker = async () => {
      for (let mine = streams[next++]; mine !== undefined; mine = streams[next++])
        for (const event of mine) await this.#answer(event, states);
    };
    await Promise.all(Array.from({ length: Math.min(CONCURRENT_STREAMS, streams.length) }, worker));
    return due.length;
  }

  async #answer(event: RecordedEvent, states: ReadonlyMap<string, object | undefined>): Promise<void> {
    try {
      await this.#reactions[event.type]?.(event, this.#world(event, states));
    } catch (error) {
      // A store that does not answer is no fault of the event: it is answered again.
      if (error instanceof Stopped || isTransient(error)) throw error;
      this.#parked.push({
        eventId: event.id,
        position: event.position,
        error: error instanceof Error ? error.message : String(error),
        since: this.parts.clock.now(),
      });
      this.parts.onFailure?.(this.name, error);
    }
  }

  #world(event: RecordedEvent, states: ReadonlyMap<string, object | undefined>): World<object> {
    const { operations, processor, causation, states: streams, failpoint = noFailpoint } = this.parts;
    return {
      state: async (key) => (states.has(key) ? states.get(key) : (await operations.states(this.name, [key])).get(key)),
      fold: async (fold, id) => (await streams.refresh(fold as unknown as AnyFold, streamOf(fold, id))).state as never,
      ask: async (command: CommandClass, id: string, body: object, step = ''): Promise<Asked> => {
        failpoint(`ask-${command.name}`);
        for (;;) {
          try {
            const { position } = await processor.execute({
              command,
              id,
              body,
              commandId: derivedId(this.name, event.id, command.name, id, step),
              by: { actor: this.#actor },
              correlationId: event.correlationId,
              causationId: event.id,
            });
            causation.caused(event.correlationId, position);
            failpoint(`asked-${command.name}`);
            return { done: true };
          } catch (error) {
            if (error instanceof Refusal) return { done: false, refused: error.code };
            if (!isTransient(error)) throw error;
          }
          await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
          if (this.#stopping) throw new Stopped();
        }
      },
    };
  }

  /** A raised version reads its state from the beginning up to where the old one was, all of it before it is stored, and asks for nothing. */
  async #foldStateAnew(): Promise<void> {
    const { operations, store, codec } = this.parts;
    const states = new Map<string, object | undefined>();
    for (let position = 0n; ;) {
      const events = (await store.readAll(position, { limit: 1_000 })).filter(
        (event) => event.position <= this.position,
      );
      const last = events.at(-1);
      if (last === undefined) break;
      for (const event of events) if (this.#listened.has(event.type)) this.#evolve(states, codec.decode(event));
      position = last.position;
    }
    await operations.clear(this.name);
    await this.#commit(states);
  }

  async #commit(
    states: ReadonlyMap<string, object | undefined>,
    checkpoint: Checkpoint | undefined = this.#checkpoint,
  ): Promise<void> {
    const progress: ManagerProgress = { version: this.manager.version, checkpoint, parked: this.#parked };
    await this.parts.operations.commit(this.name, progress, states);
    this.#uncommitted = 0;
  }
}

/** The house is closing; the event is answered after the next start. */
class Stopped extends Error {}

const isTransient = (error: unknown) =>
  error instanceof TooContended || error instanceof CommandUnavailable || error instanceof StoreUnavailable;
