import { Type } from 'typebox';
import { eventSchemas, Id, OneOf, Optional, Restricted, Text, type EventOf } from '../../kernel/events.js';
import { Method, Offer, Style, Want, wordsOf } from '../fields.js';
import { AVAILABILITY_SLOTS, WITHDRAWAL_REASONS } from '../vocabulary.js';

const ofPartner = { programId: Id, partnerId: Id, personId: Id };
const Slot = OneOf(...AVAILABILITY_SLOTS);
const slot = {
  ...ofPartner,
  partnershipId: Id,
  /** Counts the times that this partnership asked for slots: a reopened one asks again. */
  attempt: Type.Integer({ minimum: 1 }),
  otherPartnerId: Id,
  otherPersonId: Id,
};
const availability = {
  timeZone: Type.String({ format: 'time-zone' }),
  availability: Type.Array(Slot),
  methods: Type.Array(Method),
};

/** What can happen to a partner: a person's place in one program. */
export const partnerEvents = eventSchemas('partner', {
  PartnerInvited: { audience: 'public', fields: ofPartner },
  PartnerJoined: {
    audience: 'public',
    fields: {
      ...ofPartner,
      cohortId: Optional(Id),
      noticeVersion: Text,
      generation: Text,
      unit: Text,
      site: Text,
      grade: Optional(Text),
      hiredMonth: Optional(Text),
      managerId: Optional(Id),
      languages: Type.Array(Text),
      ...availability,
      offers: Type.Array(Offer),
      wants: Type.Array(Want),
      learningStyles: Type.Array(Style),
      capacity: Type.Integer({ minimum: 1 }),
    },
  },
  OffersDeclared: { audience: 'public', fields: { ...ofPartner, offers: Type.Array(Offer) } },
  WantsDeclared: { audience: 'public', fields: { ...ofPartner, wants: Type.Array(Want) } },
  LearningStyleDescribed: { audience: 'public', fields: { ...ofPartner, learningStyles: Type.Array(Style) } },
  AvailabilityStated: { audience: 'public', fields: { ...ofPartner, ...availability, languages: Type.Array(Text) } },
  CapacitySet: { audience: 'public', fields: { ...ofPartner, capacity: Type.Integer({ minimum: 1 }) } },
  PartnerDetailsUpdated: {
    audience: 'public',
    fields: {
      ...ofPartner,
      generation: Text,
      unit: Text,
      site: Text,
      grade: Optional(Text),
      managerId: Optional(Id),
      timeZone: Type.String({ format: 'time-zone' }),
    },
  },
  PartnerPaused: { audience: 'public', fields: ofPartner },
  PartnerResumed: { audience: 'public', fields: ofPartner },
  PartnerWithdrawn: {
    audience: 'public',
    fields: {
      ...ofPartner,
      wasPaused: Optional(Type.Literal(true)),
      reason: Restricted(OneOf(...WITHDRAWAL_REASONS)),
      words: wordsOf('personId'),
    },
  },
  PartnerRejoined: { audience: 'public', fields: ofPartner },
  PairExcluded: { audience: 'author', fields: { ...ofPartner, otherPersonId: Id, words: wordsOf('personId') } },
  SlotReserved: { audience: 'restricted', fields: slot },
  SlotReleased: { audience: 'restricted', fields: slot },
});
export type PartnerEvent = EventOf<typeof partnerEvents>;
