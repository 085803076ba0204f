import type { Clock } from '../../kernel/clock.js';
import { present } from '../../kernel/present.js';
import type { AnyReadModel } from '../../kernel/read-model.js';
import type { Codec } from '../event-store/codec.js';
import type { EventStore, StoredEvent, Subscription } from '../event-store/event-store.js';
import type { Checkpoint, Documents, Parked, ReadStore } from '../read-store/read-store.js';
import { arriving } from './folded-events.js';
import { PassedPositions } from './passed-positions.js';
import { Projection, type ProjectionState } from './projection.js';

const RETRY_AFTER_MS = 1_000;

export interface ReadModelStatus {
  readonly name: string;
  readonly version: number;
  readonly state: ProjectionState;
  readonly position: string;
  readonly lagSeconds: number;
  readonly parked: readonly Parked[];
  readonly error?: string;
}

/** A read model that cannot be asked: it is being built, or has failed. */
export class ReadModelNotLive extends Error {
  override readonly name = 'ReadModelNotLive';
  constructor(
    readonly readModel: string,
    state: ProjectionState,
  ) {
    super(`The read model ${readModel} is ${state}.`);
  }
}

/** Folds the log into every read model, from where each of them stands. One reader and one parse feed all that stand together. */
export class ProjectionEngine {
  #projections = new Map<string, Projection>();
  readonly #passed = new PassedPositions();
  readonly #subscriptions = new Set<Subscription>();
  readonly #retries = new Set<NodeJS.Timeout>();
  #stopping = false;
  #error: Error | undefined;

  constructor(
    private readonly parts: {
      readonly store: EventStore;
      readonly readStore: ReadStore;
      readonly codec: Codec;
      readonly models: readonly AnyReadModel[];
      readonly clock: Clock;
      readonly onFailure?: (name: string, error: unknown) => void;
    },
  ) {}

  /** Opens every read model at its checkpoint and begins to fold. What must be built catches up first with a reader of its own. */
  async start(): Promise<void> {
    const { models, readStore, clock } = this.parts;
    for (const model of models) {
      const documents = (await readStore.live(model)) ?? (await readStore.building(model));
      const projection = new Projection(model, documents, () => clock.now());
      await projection.load();
      await this.#compareWithLog(projection);
      this.#projections.set(model.name, projection);
    }
    const byStart = Map.groupBy(this.#projections.values(), ({ state }) => state);
    const isEmpty = (await this.parts.store.head()) === undefined;
    for (const group of [byStart.get('live') ?? [], byStart.get('building') ?? []]) {
      if (isEmpty) await this.#goLive(group);
      if (group.length > 0) this.#follow(group);
    }
  }

  /** The documents of a live read model. @throws ReadModelNotLive */
  documents(name: string): Documents {
    const projection = this.#projection(name);
    if (projection.live === undefined) throw new ReadModelNotLive(name, projection.state);
    return projection.live;
  }

  /** Waits until a read model has come to a position. Resolves to false when it did not in time. */
  async whenApplied(name: string, position: bigint, timeoutMs: number): Promise<boolean> {
    const projection = this.#projection(name);
    return this.#passed.wait(() => projection.state === 'live' && projection.position >= position, timeoutMs);
  }

  /** Waits until every read model is live and has come to a position; forever, unless one fails. */
  async whenAllApplied(position: bigint): Promise<void> {
    const projections = [...this.#projections.values()];
    await this.#passed.wait(() => {
      const failed = projections.find(({ state }) => state === 'failed');
      if (failed !== undefined)
        throw new Error(`The read model ${failed.name} has failed: ${failed.error ?? 'unknown'}`);
      if (this.#error !== undefined) throw this.#error;
      return projections.every((projection) => projection.state === 'live' && projection.position >= position);
    });
  }

  async status(): Promise<readonly ReadModelStatus[]> {
    const head = await this.parts.store.head();
    const now = Date.parse(this.parts.clock.now());
    const lagAt = async (position: bigint): Promise<number> => {
      if (head === undefined || position >= head.position) return 0;
      const [next] = await this.parts.store.readAll(position, { limit: 1 });
      const recordedAt = /"recordedAt":"([^"]+)"/.exec(next?.metadata ?? '')?.[1];
      return recordedAt === undefined ? 0 : Math.max(0, Math.round((now - Date.parse(recordedAt)) / 1000));
    };
    return Promise.all(
      [...this.#projections.values()].map(async (projection) => ({
        name: projection.name,
        version: projection.version,
        state: projection.state,
        position: String(projection.position),
        lagSeconds: await lagAt(projection.position),
        parked: projection.parked,
        ...present({ error: projection.error ?? this.#error?.message }),
      })),
    );
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const retry of this.#retries) clearTimeout(retry);
    await Promise.allSettled([...this.#subscriptions].map((subscription) => subscription.stop()));
    const closed = await Promise.allSettled([...this.#projections.values()].map((projection) => projection.close()));
    this.#projections = new Map();
    for (const outcome of closed) if (outcome.status === 'rejected') throw outcome.reason;
  }

  #follow(group: readonly Projection[]): void {
    const { store, codec, onFailure } = this.parts;
    const listened = new Set(group.flatMap(({ listensTo }) => [...listensTo]));
    const first = group.reduce((a, b) => (b.position < a.position ? b : a));
    let day = first.checkpoint?.recordedDay ?? '';
    const subscription = store.subscribe(first.position, async (events: readonly StoredEvent[]) => {
      const batch = arriving(codec, listened, events, day);
      day = batch.at(-1)?.recordedDay ?? day;
      for (const projection of group) await this.#apply(projection, batch);
      if (group.some(({ state }) => state === 'building')) {
        const head = await store.head();
        if (head !== undefined && (events.at(-1)?.position ?? 0n) >= head.position) await this.#goLive(group);
      }
      this.#error = undefined;
      this.#passed.notify();
    });
    this.#subscriptions.add(subscription);
    subscription.ended.catch((error: unknown) => {
      this.#subscriptions.delete(subscription);
      if (this.#stopping) return;
      // What was folded stays in memory and is written when the same events come again: nothing is lost, nothing folded twice.
      this.#error = error instanceof Error ? error : new Error(String(error));
      onFailure?.(group.map(({ name }) => name).join(', '), error);
      this.#passed.notify();
      const retry = setTimeout(() => {
        this.#retries.delete(retry);
        this.#follow(group);
      }, RETRY_AFTER_MS).unref();
      this.#retries.add(retry);
    });
  }

  async #apply(projection: Projection, batch: ReturnType<typeof arriving>): Promise<void> {
    const before = projection.state;
    await projection.apply(batch);
    if (projection.state === 'failed' && before !== 'failed') this.parts.onFailure?.(projection.name, projection.error);
  }

  async #goLive(group: readonly Projection[]): Promise<void> {
    for (const projection of group) if (projection.state === 'building') await projection.goLive();
  }

  /** Where the log no longer holds the checkpoint's event (an older log was restored), nothing goes on until rebuilt. */
  async #compareWithLog(projection: Projection): Promise<void> {
    if (!(await holds(this.parts.store, projection.checkpoint))) {
      projection.state = 'failed';
      projection.error = `The log does not hold event ${projection.checkpoint?.eventId ?? ''} at position ${projection.position}: it is another or an older log. Rebuild this read model.`;
    }
  }

  #projection(name: string): Projection {
    const projection = this.#projections.get(name);
    if (projection === undefined) throw new Error(`No read model is named ${name}.`);
    return projection;
  }
}

/** Whether the log still has the checkpoint's event where the checkpoint says. */
export async function holds(store: EventStore, checkpoint: Checkpoint | undefined): Promise<boolean> {
  return checkpoint === undefined || (await store.at(checkpoint.position))?.id === checkpoint.eventId;
}
