/** Up to where a read model is folded: position and id of the last event, and the running maximum of recorded days there. */
export interface Checkpoint {
  readonly position: bigint;
  readonly eventId: string;
  readonly recordedDay: string;
}

export type Scalar = string | number | boolean;
export interface Range {
  readonly gte?: Scalar;
  readonly gt?: Scalar;
  readonly lte?: Scalar;
  readonly lt?: Scalar;
}

/** A question over declared indexes only: equality (or one of) and ranges, one order with the key as tie-breaker. */
export interface Query {
  readonly where?: Readonly<Record<string, Scalar | Range | { readonly in: readonly Scalar[] }>>;
  readonly sort?: { readonly by: string; readonly descending?: boolean };
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
}

export interface Page<Document> {
  readonly items: readonly { readonly key: string; readonly document: Document }[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** A key that is left alone since folding an event into it threw. */
export interface Parked {
  readonly key: string;
  readonly position: bigint;
  readonly eventId: string;
  readonly error: string;
  readonly since: string;
}

/** What one batch of events changes: written in one transaction or not at all. */
export interface Batch {
  /** Documents by key; `undefined` takes one away. Documents are JSON objects. */
  readonly documents: ReadonlyMap<string, object | undefined>;
  /** Keys that this batch parks, beside those parked before. */
  readonly parked: readonly Parked[];
  readonly checkpoint: Checkpoint;
}

export interface ReadModelShape {
  readonly name: string;
  readonly version: number;
  readonly indexes: readonly (readonly string[])[];
}

/** The documents of one read model in one generation. Documents come back as they went in, keys in canonical order. */
export interface Documents {
  checkpoint(): Promise<Checkpoint | undefined>;
  get(key: string): Promise<object | undefined>;
  getMany(keys: readonly string[]): Promise<ReadonlyMap<string, object>>;
  find(query: Query): Promise<Page<object>>;
  count(where: Query['where']): Promise<number>;
  /** All documents whose key is greater than `after`, in order of key, in pages: for comparisons and exports. */
  scan(after?: string, limit?: number): Promise<readonly { readonly key: string; readonly json: string }[]>;
  parked(): Promise<readonly Parked[]>;
  write(batch: Batch): Promise<void>;
  /** Runs reads that see one state of the documents, together with the checkpoint of that state. */
  snapshot<T>(read: (documents: Omit<Documents, 'write' | 'snapshot' | 'close'>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Where read models live. What is in it can be thrown away and folded again. */
export interface ReadStore {
  /** The identity of the log whose views these are; bound on first use. @throws StoreOfAnotherLog */
  bind(logId: string): Promise<void>;
  /** The live generation of exactly this name and version, or none. */
  live(shape: ReadModelShape): Promise<Documents | undefined>;
  /** A generation being built for this name and version: continued where one was begun and is intact, else fresh and empty. Not seen by `live` before `goLive`. */
  building(shape: ReadModelShape): Promise<Building>;
  /** Generations by name: what is there, and in which state. */
  generations(): Promise<readonly Generation[]>;
  /** Removes generations of other versions that were superseded before this instant. */
  dropSuperseded(before: string): Promise<void>;
  close(): Promise<void>;
}

export interface Building extends Documents {
  /** Creates the indexes, makes it durable, and switches: from now on `live` gives this generation. */
  goLive(at: string): Promise<Documents>;
}

export interface Generation {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  readonly state: 'building' | 'live' | 'superseded';
  readonly since: string;
}

export class StoreOfAnotherLog extends Error {
  override readonly name = 'StoreOfAnotherLog';
  constructor(
    readonly store: string,
    readonly remembered: string,
    readonly given: string,
  ) {
    super(
      `The ${store} belongs to the log ${remembered}, not to ${given}: the store settings point at two different systems.`,
    );
  }
}

/** An `after` that is not the `next` of a page. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
  constructor() {
    super('This is not the cursor of a page before.');
  }
}
