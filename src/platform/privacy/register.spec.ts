import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { eventSchemas, Id, Optional, Text } from '../../kernel/events.js';
import { Personal, Sealed } from '../../kernel/sealed.js';
import { privacyRegister } from './register.js';

describe('the privacy register', () => {
  it('says of each personal field whose it is, why and how long it is kept, and who may read it', () => {
    const note = Personal(Text, { purpose: 'record-of-exchange', keepFor: 'P6Y after closing' });
    const name = Personal(Text, { purpose: 'contact', keepFor: 'P2Y after leaving' });
    const visits = eventSchemas('visit', {
      VisitNoted: {
        audience: 'public',
        fields: {
          hostId: Id,
          guest: Type.Object({ personId: Id }),
          dishes: Type.Array(Type.Object({ sealed: Optional(Sealed({ of: ['hostId', 'guest.personId'] }, { note })) })),
        },
      },
      GuestNamed: {
        audience: 'public',
        fields: { guestId: Id, details: Sealed({ of: 'guestId', audience: 'restricted' }, { name }) },
      },
      VisitEnded: { audience: 'public', fields: { hostId: Id } },
    });
    expect(privacyRegister([visits])).toEqual([
      {
        event: 'VisitNoted',
        field: 'dishes.*.sealed.note',
        of: ['hostId', 'guest.personId'],
        purpose: 'record-of-exchange',
        keepFor: 'P6Y after closing',
        audience: 'public',
      },
      {
        event: 'GuestNamed',
        field: 'details.name',
        of: ['guestId'],
        purpose: 'contact',
        keepFor: 'P2Y after leaving',
        audience: 'restricted',
      },
    ]);
  });

  it('does not come about when a sealed field has no purpose', () => {
    const unmarked = eventSchemas('visit', {
      GuestNamed: { audience: 'public', fields: { guestId: Id, details: Sealed({ of: 'guestId' }, { name: Text }) } },
    });
    expect(() => privacyRegister([unmarked])).toThrow('details.name of GuestNamed');
  });
});
