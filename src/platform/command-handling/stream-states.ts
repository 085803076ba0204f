import { evolved, type AnyFold } from '../../kernel/decider.js';
import type { Codec, Encoded } from '../event-store/codec.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { BoundedMap } from '../../kernel/bounded-map.js';

/** A stream folded up to a revision, with what is needed to recognize commands that were there before. */
export interface StreamState {
  readonly state: unknown;
  /** -1: the stream has no event. */
  readonly revision: number;
  /** Position of the last event; 0 when there is none. */
  readonly position: bigint;
  /** 52 bits of every command id of the stream: only a hit is looked up. */
  readonly commands: ReadonlySet<number>;
}

/** Folded states in a bounded cache, brought up to date from the store when asked. */
export interface StreamStates {
  /** What is cached, or the whole stream folded. `fresh`: nothing newer was in the store when it was read. */
  get(fold: AnyFold, stream: string): Promise<{ readonly entry: StreamState; readonly fresh: boolean }>;
  /** The same with what is new in the store folded in. */
  refresh(fold: AnyFold, stream: string): Promise<StreamState>;
  /** Folds in what was just appended after `entry`. */
  appended(
    fold: AnyFold,
    stream: string,
    entry: StreamState,
    events: readonly Encoded[],
    commandId: string,
    position: bigint,
  ): void;
}

export function streamStates(store: EventStore, codec: Codec, size: number): StreamStates {
  const caches = new Map<AnyFold, BoundedMap<string, StreamState>>();
  const cacheOf = (fold: AnyFold) => {
    let cache = caches.get(fold);
    if (cache === undefined) caches.set(fold, (cache = new BoundedMap(size)));
    return cache;
  };

  const extended = (fold: AnyFold, from: StreamState | undefined, events: readonly StoredEvent[]): StreamState => {
    let state = from === undefined ? fold.initial : from.state;
    const commands = new Set(from?.commands);
    let last: StoredEvent | undefined;
    for (last of events) {
      const event = codec.decode(last);
      state = evolved(fold, state, event);
      commands.add(shortOf(event.commandId));
    }
    return {
      state,
      revision: last?.revision ?? from?.revision ?? -1,
      position: last?.position ?? from?.position ?? 0n,
      commands,
    };
  };

  const refresh = async (fold: AnyFold, stream: string): Promise<StreamState> => {
    const cache = cacheOf(fold);
    const cached = cache.get(stream);
    const events = await store.read(stream, cached === undefined ? 0 : cached.revision + 1);
    if (cached !== undefined && events.length === 0) return cached;
    const entry = extended(fold, cached, events);
    if (entry.revision >= 0) cache.set(stream, entry);
    return entry;
  };

  return {
    refresh,

    async get(fold, stream) {
      const cached = cacheOf(fold).get(stream);
      return cached === undefined
        ? { entry: await refresh(fold, stream), fresh: true }
        : { entry: cached, fresh: false };
    },

    appended(fold, stream, entry, events, commandId, position) {
      let state = entry.state;
      for (const event of events) state = evolved(fold, state, event);
      const commands = entry.commands as Set<number>; // handed on to the successor: the older entry is never used again
      commands.add(shortOf(commandId));
      cacheOf(fold).set(stream, { state, revision: entry.revision + events.length, position, commands });
    },
  };
}

/** 52 bits of a UUID, leaving out its version and variant. */
export const shortOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13) + id.slice(15, 16), 16);
