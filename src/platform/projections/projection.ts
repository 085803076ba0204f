import type { RecordedEvent } from '../../kernel/events.js';
import { StoreUnavailable } from '../event-store/event-store.js';
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
  /** Up to where its documents show what happened: what waits to be written is beyond. */
  checkpoint: Checkpoint | undefined;

  readonly #handlers: Readonly<Record<string, Handler | undefined>>;
  readonly #parked = new Map<string, Parked>();
  /** What was folded and is not written yet. `undefined`: to be taken away. */
  #changed = new Map<string, object | undefined>();
  #newlyParked: Parked[] = [];
  #unwritten = 0;
  /** The last event that was folded, whether or not it is written yet. */
  #folded: Checkpoint | undefined;

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
    this.#folded = this.checkpoint;
    for (const parked of await this.documents.parked()) this.#parked.set(parked.key, parked);
  }

  /** Folds events that were not folded before, and writes what is due: also what could not be written when it was. */
  async apply(events: readonly Arriving[]): Promise<void> {
    if (this.state === 'failed') return;
    const folded = this.#folded?.position ?? 0n;
    const mine = events.filter(({ stored }) => stored.position > folded);
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
    const last = mine.at(-1);
    if (last !== undefined)
      this.#folded = { position: last.stored.position, eventId: last.stored.id, recordedDay: last.recordedDay };
    this.#unwritten += mine.length;
    const due =
      this.state === 'building'
        ? this.#changed.size >= BUILDING_FLUSH
        : this.#changed.size > 0 || this.#newlyParked.length > 0 || this.#unwritten >= IDLE_FLUSH;
    if (due) await this.flush();
    else if (this.state === 'live') this.checkpoint = this.#folded; // nothing of it changed a document
  }

  /** Writes documents, parked keys and checkpoint in one transaction. */
  async flush(): Promise<void> {
    if (this.#folded === undefined || this.#unwritten === 0) return;
    const batch: Batch = { documents: this.#changed, parked: this.#newlyParked, checkpoint: this.#folded };
    try {
      await this.documents.write(batch);
    } catch (error) {
      // A store that does not answer is tried again; a document that no store takes is a fault of this read model.
      if (error instanceof StoreUnavailable) throw error;
      this.#fail(error);
      return;
    }
    this.checkpoint = this.#folded;
    this.#changed = new Map();
    this.#newlyParked = [];
    this.#unwritten = 0;
  }

  /** What was built becomes what is read. */
  async goLive(): Promise<void> {
    await this.flush();
    if (this.state === 'failed') return;
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
