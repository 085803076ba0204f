import type { Actor } from '../../kernel/actor.js';
import { canonicalJson } from '../../kernel/canonical-json.js';
import type { Event, RecordedEvent } from '../../kernel/events.js';
import { derivedId } from '../../kernel/ids.js';
import type { Sealer } from '../privacy/sealing.js';
import type { NewEvent, StoredEvent } from './event-store.js';
import type { EventType } from './event-types.js';

/** The way between decided events and the store: validate → seal → canonical JSON, and parse → upcast back. */
export interface Codec {
  encode(stream: string, events: readonly Event[], about: About): Promise<Encoded[]>;
  /** @throws UnreadableEvent for a type or a schema version that this code does not know */
  decode(stored: StoredEvent): RecordedEvent;
  knows(type: string): boolean;
}

/** What is recorded of the command that events come from. */
export interface About {
  readonly commandId: string;
  readonly actor: Actor;
  readonly recordedAt: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly bodyDigest?: string;
}

export interface Encoded {
  readonly stored: NewEvent;
  readonly type: string;
  readonly data: unknown;
  readonly occurredAt: string;
  readonly actor: Actor;
}

/** The metadata of a stored event, by the names under which it is stored. */
export interface StoredMetadata {
  readonly schemaVersion: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly commandId: string;
  readonly bodyDigest?: string;
  readonly $correlationId: string;
  readonly $causationId: string;
}

export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  constructor(
    readonly event: Pick<StoredEvent, 'id' | 'type' | 'stream' | 'position'>,
    reason: string,
  ) {
    super(`Event ${event.type} ${event.id} of ${event.stream} at ${event.position}: ${reason}`);
  }
}

export function codec(types: ReadonlyMap<string, EventType>, sealer: Sealer): Codec {
  const typeOf = (name: string): EventType => {
    const type = types.get(name);
    if (type === undefined) throw new Error(`No event type is named ${name}.`);
    return type;
  };

  return {
    knows: (type) => types.has(type),

    async encode(stream, events, about) {
      const encoded: Encoded[] = [];
      for (const [index, event] of events.entries()) {
        const type = typeOf(event.type);
        const id = derivedId(about.commandId, stream, index);
        const problem = type.problems(event.data);
        if (problem !== undefined) throw new Error(`A decider returned ${event.type} that is wrong at ${problem}.`);
        const data = type.hasPersonalFields ? await sealer.sealData(type.schema, event.data as object, id) : event.data;
        const occurredAt = event.occurredAt ?? about.recordedAt;
        const metadata: StoredMetadata = {
          schemaVersion: type.definition.version,
          occurredAt,
          recordedAt: about.recordedAt,
          actor: about.actor,
          commandId: about.commandId,
          ...(about.bodyDigest === undefined ? {} : { bodyDigest: about.bodyDigest }),
          $correlationId: about.correlationId,
          $causationId: about.causationId,
        };
        encoded.push({
          stored: { id, type: event.type, data: canonicalJson(data), metadata: canonicalJson(metadata) },
          type: event.type,
          data,
          occurredAt,
          actor: about.actor,
        });
      }
      return encoded;
    },

    decode(stored) {
      const type = types.get(stored.type);
      if (type === undefined) throw new UnreadableEvent(stored, 'this version does not know the type.');
      const metadata = JSON.parse(stored.metadata) as StoredMetadata;
      const { version, upcasters } = type.definition;
      if (metadata.schemaVersion > version)
        throw new UnreadableEvent(stored, `its schema version ${metadata.schemaVersion} is newer than ${version}.`);
      let data = JSON.parse(stored.data) as Readonly<Record<string, unknown>>;
      for (const upcast of upcasters.slice(metadata.schemaVersion - 1)) data = upcast(data);
      return {
        id: stored.id,
        type: stored.type,
        stream: stored.stream,
        revision: stored.revision,
        position: stored.position,
        occurredAt: metadata.occurredAt,
        recordedAt: metadata.recordedAt,
        actor: metadata.actor,
        commandId: metadata.commandId,
        correlationId: metadata.$correlationId,
        causationId: metadata.$causationId,
        data,
      };
    },
  };
}
