import { dayOf } from '../../kernel/clock.js';
import type { RecordedEvent } from '../../kernel/events.js';
import type { Folded } from '../../kernel/read-model.js';
import { UnreadableEvent, type Codec } from '../event-store/codec.js';
import type { StoredEvent } from '../event-store/event-store.js';

/** A stored event on its way to the read models: parsed only when one of them lists its type. */
export interface Arriving {
  readonly stored: StoredEvent;
  readonly event: Folded<RecordedEvent> | UnreadableEvent | undefined;
  readonly recordedDay: string;
}

const RECORDED_AT = '"recordedAt":"';

/** Parses what is listened to, and counts the recorded day on. */
export function arriving(
  codec: Codec,
  listened: ReadonlySet<string>,
  events: readonly StoredEvent[],
  since: string,
): Arriving[] {
  let recordedDay = since;
  return events.map((stored) => {
    if (!listened.has(stored.type)) {
      recordedDay = later(recordedDay, recordedDayIn(stored.metadata));
      return { stored, event: undefined, recordedDay };
    }
    try {
      const event = codec.decode(stored);
      recordedDay = later(recordedDay, dayOf(event.recordedAt));
      return { stored, event: { ...event, recordedDay }, recordedDay };
    } catch (error) {
      const unreadable = error instanceof UnreadableEvent ? error : new UnreadableEvent(stored, String(error));
      return { stored, event: unreadable, recordedDay };
    }
  });
}

const later = (a: string, b: string) => (a > b ? a : b);

/** The day in the metadata text, without parsing it; nothing for an event that is not ours. */
function recordedDayIn(metadata: string): string {
  const at = metadata.indexOf(RECORDED_AT);
  return at < 0 ? '' : metadata.slice(at + RECORDED_AT.length, at + RECORDED_AT.length + 10);
}
