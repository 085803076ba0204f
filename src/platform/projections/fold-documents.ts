import type { RecordedEvent } from '../../kernel/events.js';
import type { AnyReadModel, Folded } from '../../kernel/read-model.js';
import type { Codec } from '../event-store/codec.js';
import type { EventStore } from '../event-store/event-store.js';
import { arriving } from './folded-events.js';

interface Handler {
  readonly key: (event: Folded<RecordedEvent>) => string | readonly string[];
  readonly evolve: (document: object, event: Folded<RecordedEvent>, key: string) => object | undefined;
}

/** The documents of a read model as they stood at a position, folded from the log in memory. */
export async function foldDocuments(
  store: EventStore,
  codec: Codec,
  model: AnyReadModel,
  upTo: bigint,
): Promise<ReadonlyMap<string, object>> {
  const documents = new Map<string, object>();
  const handlers = model.on as unknown as Readonly<Record<string, Handler>>;
  const initial = model.initial as (key: string) => object;
  const listened = new Set(Object.keys(handlers));
  let day = '';
  for (let position = 0n; ;) {
    const events = (await store.readAll(position, { limit: 1_000 })).filter((event) => event.position <= upTo);
    const last = events.at(-1);
    if (last === undefined) return documents;
    for (const { event, recordedDay } of arriving(codec, listened, events, day)) {
      day = recordedDay;
      if (event instanceof Error) throw event;
      const handler = event === undefined ? undefined : handlers[event.type];
      if (event === undefined || handler === undefined) continue;
      for (const key of [handler.key(event)].flat()) {
        const next = handler.evolve(documents.get(key) ?? initial(key), event, key);
        if (next === undefined) documents.delete(key);
        else documents.set(key, next);
      }
    }
    position = last.position;
  }
}
