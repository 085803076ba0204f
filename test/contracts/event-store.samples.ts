import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent, StoredEvent } from '../../src/platform/event-store/event-store.js';

export const newStream = (): string => `mentoring.thing-${randomUUID()}`;

export const newEvents = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, i) => ({
    id: randomUUID(),
    type: 'ThingHappened',
    data: `{"number":${String(i)}}`,
    metadata: '{"version":1}',
  }));

export const given = ({ id, type, data, metadata }: StoredEvent): NewEvent => ({ id, type, data, metadata });

export const mine = (events: readonly StoredEvent[], streams: readonly string[]) =>
  events.filter(({ stream }) => streams.includes(stream));

export async function allAfter(store: EventStore, after: bigint, limit = 100): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const batch = await store.readAll(all.at(-1)?.position ?? after, { limit });
    all.push(...batch);
    if (batch.length < limit) return all;
  }
}
