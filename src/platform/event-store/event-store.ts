/** An event on its way into the store: texts are RFC 8785 canonical JSON. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** From 0, without gaps. */
  readonly revision: number;
  /** Unique and increasing in the order of commits, not dense, above 0. As text: a decimal string. */
  readonly position: bigint;
}

export interface Appended {
  /** Revision and position of the last event of the append. */
  readonly revision: number;
  readonly position: bigint;
}

/**
 * One log of events in streams, with one global order.
 *
 * Promises: an acknowledged append survives `kill -9` and power loss, and is all or nothing · the same event ids at the same expected
 * revision answer with the original revision and position, for ever · a reader at position p has seen everything before p.
 * Stream names are `{category}-{id}`.
 */
export interface EventStore {
  /**
   * Appends to one stream whose last revision is `expected` (`'new'`: which has no event).
   * @throws WrongExpectedRevision, EventsTooLarge, OutcomeUnknown (the append may be stored or not: send the same again), StoreUnavailable
   */
  append(stream: string, events: readonly NewEvent[], expected: number | 'new'): Promise<Appended>;
  /** The events of a stream from a revision (default 0) on; none for a stream that is not there. */
  read(stream: string, fromRevision?: number): Promise<readonly StoredEvent[]>;
  /** Events of all streams after a position, in order, at most `limit`; fewer than `limit` only at the end of the log. */
  readAll(after: bigint, options: { readonly limit: number }): Promise<readonly StoredEvent[]>;
  /** The event that stands at exactly this position. */
  at(position: bigint): Promise<StoredEvent | undefined>;
  /** The last event of the log. */
  head(): Promise<StoredEvent | undefined>;
  /**
   * Everything after a position, for ever: what is there and then what comes, batch after batch, each delivered when the one before is handled.
   * Ends only when stopped, or by an error of `deliver` (which `ended` rejects with).
   */
  subscribe(after: bigint, deliver: (events: readonly StoredEvent[]) => Promise<void>): Subscription;
  close(): Promise<void>;
}

export interface Subscription {
  /** Resolves when stopped; rejects with the error that ended it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(
    readonly stream: string,
    readonly expected: number | 'new',
    readonly actual: number | 'new',
  ) {
    super(`Stream ${stream} was expected at revision ${expected} and is at ${actual}.`);
  }
}

/** An append of more than 1,048,576 bytes, which EventStoreDB refuses: the same limit on every adapter. */
export class EventsTooLarge extends Error {
  override readonly name = 'EventsTooLarge';
  constructor(readonly bytes: number) {
    super(`An append holds ${bytes} bytes; 1048576 are allowed.`);
  }
}
export const MAX_APPEND_BYTES = 1_048_576;

/** The store did not say whether the append is stored. The same ids at the same revision, sent again, find out. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
