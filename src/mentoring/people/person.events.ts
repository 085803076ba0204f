import { Type } from 'typebox';
import { Day, eventSchemas, Id, Optional, Text, type EventOf } from '../../kernel/events.js';
import { Personal, Sealed } from '../../kernel/sealed.js';

const contact = { purpose: 'contact', keepFor: 'P2Y after leaving' } as const;
const identity = { purpose: 'identity', keepFor: 'P2Y after leaving' } as const;

/** Everything that is known of a person: an event carries all of it, so that the newest stands alone. */
const details = {
  organizationId: Id,
  personId: Id,
  generation: Text,
  unit: Text,
  site: Text,
  timeZone: Type.String({ format: 'time-zone' }),
  grade: Optional(Text),
  managerId: Optional(Id),
  hiredOn: Optional(Day),
  details: Sealed(
    { of: 'personId', audience: 'restricted', same: true },
    {
      personRef: Personal(Text, identity),
      displayName: Personal(Text, contact),
      email: Personal(Text, contact),
      birthYear: Optional(Personal(Type.Integer(), { purpose: 'matching', keepFor: 'P2Y after leaving' })),
    },
  ),
};

/** What can happen to a person, as HR feeds it. */
export const personEvents = eventSchemas('person', {
  PersonRegistered: { audience: 'restricted', fields: details },
  PersonDetailsChanged: { audience: 'restricted', fields: details },
});
export type PersonEvent = EventOf<typeof personEvents>;
