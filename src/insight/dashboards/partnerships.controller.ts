import { Controller, Get, Param } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { RecordedEvent } from '../../kernel/events.js';
import { partnershipEvents } from '../../mentoring/partnerships/partnership.events.js';
import type { Codec } from '../../platform/event-store/codec.js';
import type { EventStore } from '../../platform/event-store/event-store.js';
import { Query, Reading, Reads } from '../../platform/http/reading.js';
import { visibleData, type Sight } from '../../platform/privacy/visible-data.js';
import { partnerships } from '../read-models/partnerships.js';
import { Insight } from './insight.js';
import { partnershipRow } from './partnership-row.js';

const READERS = ['partner', 'coordinator', 'auditor'] as const;
const HUMANS: readonly string[] = ['partner', 'coordinator'];
/** What the two say to each other about an exchange is for both to read, reasons included. */
const BETWEEN_BOTH: ReadonlySet<string> = new Set([
  'ExchangeConfirmed',
  'ExchangeDisputed',
  'ExchangeCorrected',
  'ExchangeVoided',
  'VoidingConfirmed',
]);

/** The log, as far as these queries need it. */
export class Log {
  constructor(
    readonly store: EventStore,
    readonly codec: Codec,
  ) {}
}

/** A partnership and all that happened in it. */
@Controller('api/partnerships')
export class PartnershipsController {
  constructor(
    private readonly insight: Insight,
    private readonly log: Log,
  ) {}

  @Get(':id')
  @Query({ may: READERS, from: ['partnerships', 'people'], summary: 'A partnership as it stands.' })
  async partnership(@Param('id') id: string, @Reads() reading: Reading) {
    const partnership = await this.insight.documents.get(partnerships, id, 'partnership');
    const { programId, a, b, why } = partnership;
    const scope = { programId, persons: [a.personId, b.personId] };
    const actor = reading.of(scope);
    const nameOf = await this.insight.names.of(scope.persons);
    const { name } = await this.insight.program(programId);
    const own = [a, b].find(({ personId }) => actor.kind === 'partner' && personId === actor.id);
    return {
      ...partnershipRow(partnership, nameOf, actor.kind !== 'partner'),
      ...(why === undefined ? {} : { why }),
      program: { programId, name },
      mayAct: own?.partnerId ?? null,
      mayCoordinate: reading.as('coordinator', scope),
    };
  }

  @Get(':id/timeline')
  @Query({
    may: READERS,
    from: ['partnerships', 'people'],
    summary: 'Every fact of a partnership: who, what, when it happened, when it was recorded.',
  })
  async timeline(@Param('id') id: string, @Reads() reading: Reading) {
    const partnership = await this.insight.documents.get(partnerships, id, 'partnership');
    const { programId, a, b } = partnership;
    const reader = reading.of({ programId, persons: [a.personId, b.personId] });
    const events = (await this.log.store.read(`partnership-${id}`)).map((stored) => this.log.codec.decode(stored));
    const nameOf = await this.insight.names.of(events.map(({ actor }) => actor.id));
    const items = await Promise.all(events.map(async (event) => this.#fact(event, reader, nameOf)));
    return { items: items.filter((item) => item !== undefined) };
  }

  async #fact(event: RecordedEvent, reader: Actor, nameOf: (personId: string) => string | null) {
    const definition = partnershipEvents.schemas[event.type as keyof typeof partnershipEvents.schemas];
    const sight = sightOf(event, reader);
    if (!sight.sees(definition.audience)) return undefined;
    const { position, revision, type, occurredAt, recordedAt, actor } = event;
    return {
      position: String(position),
      revision,
      type,
      occurredAt,
      recordedAt,
      actor: { kind: actor.kind, ...(HUMANS.includes(actor.kind) ? { name: nameOf(actor.id) } : {}) },
      data: await visibleData(definition.schema, event.data, sight, this.insight.opener),
    };
  }
}

const NOTES: ReadonlySet<string> = new Set(['note']);

/** Partners see what is public, what is theirs and what is said between them; coordinators all but notes and reflections; auditors no opened text. */
function sightOf(event: RecordedEvent, reader: Actor): Sight {
  const isAuthor = event.actor.id === reader.id;
  if (reader.kind === 'partner')
    return {
      sees: (audience) =>
        audience === 'public' || isAuthor || (audience === 'restricted' && BETWEEN_BOTH.has(event.type)),
      opens: true,
    };
  return { sees: (audience) => audience !== 'author', opens: reader.kind !== 'auditor', hidden: NOTES };
}
