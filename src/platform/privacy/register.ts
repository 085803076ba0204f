import type { TProperties } from 'typebox';
import type { Audience } from '../../kernel/audience.js';
import type { EventSchemas } from '../../kernel/events.js';
import type { Purpose } from '../../kernel/sealed.js';
import { sealedPlaces, type SealedPlace } from './sealed-places.js';

/** One personal field of one event type: what is stored of whom, why, how long, and who may read it. */
export interface RegisterRow {
  readonly event: string;
  /** Where it stands in the event's data; `*` for each item of a list. */
  readonly field: string;
  /** Where the ids of those whom it is about stand in the data: one, or two. */
  readonly of: readonly string[];
  readonly purpose: Purpose['purpose'];
  readonly keepFor: string;
  readonly audience: Audience;
}

/** The privacy register, from the markings of the event schemas. @throws for a sealed field that does not say why it is kept */
export const privacyRegister = (schemas: readonly EventSchemas[]): readonly RegisterRow[] =>
  schemas.flatMap(({ schemas: events }) =>
    Object.values(events).flatMap(({ type, audience, schema }) =>
      sealedPlaces(schema).flatMap((place) => rowsOf(type, audience, place)),
    ),
  );

function rowsOf(event: string, eventAudience: Audience, { path, group, of }: SealedPlace): readonly RegisterRow[] {
  const fields = 'properties' in group.plain ? (group.plain.properties as TProperties) : {};
  return Object.entries(fields).map(([name, schema]) => {
    const field = [...path, name].join('.');
    if (!('x-personal' in schema))
      throw new Error(`${field} of ${event} is sealed and not marked Personal: it has no purpose.`);
    const { purpose, keepFor } = schema['x-personal'] as Purpose;
    const audience = group.marking.audience ?? eventAudience;
    return { event, field, of: of.map((names) => names.join('.')), purpose, keepFor, audience };
  });
}
