import type { RecordedEvent } from '../../kernel/events.js';
import type { AnyReadModel, Folded } from '../../kernel/read-model.js';
import type { Batch, Building, Checkpoint, Documents, Parked } from '../read-store/read-store.js';
import type { Arriving } from './folded-events.js';

export type ProjectionState = 'building' | 'live' | 'failed';

/** Documents are written when so many have changed while building; what is live is written batch by batch. */
const BUILDING_FLUSH = 20_000;
/** A batch without effect moves the stored checkpoint only once in so many events. */
const IDLE_FLUSH = 5_000;

interface Handler {
  readonly key: (event: Folded<RecordedEvent>) => string | readonly string[];
  readonly evolve: (document: object, event: Folded<RecordedEvent>, key: string) => object | undefined;
}

/** One read model being folded: its documents, how far it is, and what it left alone. */
export class Projection {
  readonly name: string;
  readonly version: number;
  readonly listensTo: ReadonlySet<string>;
  state: ProjectionState;
  error: string | undefined;
  /** The last event that was looked at, whether or not it is stored yet. */
  checkpoint: Checkpoint | undefined;

  readonly #handlers: Readonly<Record<string, Handler | undefined>>;
  readonly #parked = new Map<string, Parked>();
  /** What was folded and is not written yet. `undefined`: to be taken away. */
  #changed = new Map<string, object | undefined>();
  #newlyParked: Parked[] = [];
  #unwritten = 0;

  constructor(
    private readonly model: AnyReadModel,
    private documents: Documents | Building,
    private readonly now: () => string,
  ) {
    this.name = model.name;
    this.version = model.version;
    this.#handlers = model.on;
    this.listensTo = new Set(Object.keys(model.on));
    this.state = isBuilding(documents) ? 'building' : 'live';
  }

  get position(): bigint {
    return this.checkpoint?.position ?? 0n;
  }

  get live(): Documents | undefined {
    return this.state === 'live' ? this.documents : undefined;
  }

  get parked(): readonly Parked[] {
    return [...this.#parked.values()];
  }

  async load(): Promise<void> {
    this.checkpoint = await this.documents.checkpoint();
    for (const parked of await this.documents.parked()) this.#parked.set(parked.key, parked);
  }

  /** Folds events that come after the checkpoint. */
  async apply(events: readonly Arriving[]): Promise<void> {
    const mine = events.filter(({ stored }) => stored.position > this.position);
    const last = mine.at(-1);
    if (last === undefined || this.state === 'failed') return;
    const keyed: { key: string; handler: Handler; event: Folded<RecordedEvent> }[] = [];
    for (const { event, stored } of mine) {
      const handler = event === undefined ? undefined : this.#handlers[stored.type];
      if (handler === undefined || event === undefined) continue;
      if (event instanceof Error) {
        this.#fail(event);
        return;
      }
      try {
        for (const key of [handler.key(event)].flat()) keyed.push({ key, handler, event });
      } catch (error) {
        this.#fail(error);
        return;
      }
    }
    await this.#foldAll(keyed);
    this.checkpoint = { position: last.stored.position, eventId: last.stored.id, recordedDay: last.recordedDay };
    this.#unwritten += mine.length;
    const due =
      this.state === 'building'
        ? this.#changed.size >= BUILDING_FLUSH
        : this.#changed.size > 0 || this.#newlyParked.length > 0 || this.#unwritten >= IDLE_FLUSH;
    if (due) await this.flush();
  }

  /** Writes documents, parked keys and checkpoint in one transaction. */
  async flush(): Promise<void> {
    if (this.checkpoint === undefined || this.#unwritten === 0) return;
    const batch: Batch = { documents: this.#changed, parked: this.#newlyParked, checkpoint: this.checkpoint };
    await this.documents.write(batch);
    this.#changed = new Map();
    this.#newlyParked = [];
    this.#unwritten = 0;
  }

  /** What was built becomes what is read. */
  async goLive(): Promise<void> {
    await this.flush();
    if (isBuilding(this.documents)) this.documents = await this.documents.goLive(this.now());
    this.state = 'live';
  }

  async close(): Promise<void> {
    if (this.state !== 'failed') await this.flush();
    await this.documents.close();
  }

  async #foldAll(keyed: readonly { key: string; handler: Handler; event: Folded<RecordedEvent> }[]): Promise<void> {
    const unknown = new Set<string>();
    for (const { key } of keyed) if (!this.#changed.has(key)) unknown.add(key);
    const stored = unknown.size === 0 ? undefined : await this.documents.getMany([...unknown]);
    for (const { key, handler, event } of keyed) {
      if (this.#parked.has(key)) continue;
      const present = this.#changed.has(key) ? this.#changed.get(key) : stored?.get(key);
      try {
        const document = present ?? (this.model.initial as (key: string) => object)(key);
        const next = handler.evolve(document, event, key);
        if (next !== present) this.#changed.set(key, next);
      } catch (error) {
        this.#park(key, event, error);
      }
    }
  }

  #park(key: string, event: Folded<RecordedEvent>, error: unknown): void {
    const parked = { key, position: event.position, eventId: event.id, error: messageOf(error), since: this.now() };
    this.#parked.set(key, parked);
    this.#newlyParked.push(parked);
  }

  #fail(error: unknown): void {
    this.state = 'failed';
    this.error = messageOf(error);
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const isBuilding = (documents: Documents | Building): documents is Building => 'goLive' in documents;
