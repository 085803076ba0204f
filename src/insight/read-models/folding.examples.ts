import { dayOf } from '../../kernel/clock.js';
import type { RecordedEvent } from '../../kernel/events.js';
import { derivedId } from '../../kernel/ids.js';

/** Recorded events and documents folded from them, for the specifications of read models and numbers. */

/** What a decider returns. */
interface Told {
  readonly type: string;
  readonly data: object;
  readonly occurredAt?: string;
}

/** Events recorded at an instant, or at noon of a day. */
export const on = (when: string, ...events: readonly Told[]): readonly RecordedEvent[] => {
  const recordedAt = when.includes('T') ? when : `${when}T12:00:00.000Z`;
  return events.map((event) => ({
    id: '',
    stream: '',
    revision: 0,
    position: 0n,
    occurredAt: recordedAt,
    recordedAt,
    actor: { kind: 'system', id: '' },
    commandId: '',
    correlationId: '',
    causationId: '',
    ...event,
  }));
};

/** The documents of a read model after these events, by key: as the projection engine folds them. */
export function folded<Document>(
  model: Folding<Document>,
  ...events: readonly (RecordedEvent | readonly RecordedEvent[])[]
): ReadonlyMap<string, Document> {
  const handlers = model.on as Readonly<Record<string, Handler<Document> | undefined>>;
  const documents = new Map<string, Document>();
  let recordedDay = '';
  for (const [at, event] of events.flat().entries()) {
    const own = dayOf(event.recordedAt);
    recordedDay = own > recordedDay ? own : recordedDay;
    const handler = handlers[event.type];
    if (handler === undefined) continue;
    const met = frozen({ ...event, id: derivedId('event', at), position: BigInt(at + 1), recordedDay });
    for (const key of [handler.key(met)].flat()) {
      const next = handler.evolve(documents.get(key) ?? frozen(model.initial(key)), met, key);
      if (next === undefined) documents.delete(key);
      else documents.set(key, frozen(stored(next)));
    }
  }
  return documents;
}

/** The only document, or the one of a key, as it is stored. */
export function document<Document>(documents: ReadonlyMap<string, Document>, key?: string): Document {
  const found = key === undefined ? [...documents.values()][0] : documents.get(key);
  if (found === undefined) throw new Error(`There is no document ${key ?? ''}.`);
  return found;
}

/**
 * The same events in another order of the log, each stream's own order kept. With `withinDays` they stay on the days on which they were
 * recorded.
 */
export function interleaved(
  events: readonly RecordedEvent[],
  choices: readonly number[],
  withinDays: boolean,
): readonly RecordedEvent[] {
  const days = withinDays ? [...Map.groupBy(events, ({ recordedAt }) => dayOf(recordedAt)).values()] : [events];
  let choice = 0;
  return days.flatMap((day) => {
    const streams = [...Map.groupBy(day, ({ stream }) => stream).values()].map((stream) => [...stream]);
    const order: RecordedEvent[] = [];
    while (order.length < day.length) {
      const open = streams.filter((stream) => stream.length > 0);
      const next = open[(choices[choice++ % Math.max(1, choices.length)] ?? 0) % open.length]?.shift();
      if (next !== undefined) order.push(next);
    }
    return order;
  });
}

/** A read model, of whatever events. */
interface Folding<Document> {
  readonly initial: (key: string) => Document;
  readonly on: object;
}

interface Handler<Document> {
  readonly key: (event: unknown) => string | readonly string[];
  readonly evolve: (document: Document, event: unknown, key: string) => Document | undefined;
}

/** A document is JSON: nothing else of it is there at the next event. */
const stored = <Document>(document: Document): Document => JSON.parse(JSON.stringify(document)) as Document;

/** Whoever changes what they were given throws. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
