import type { PartnerEvent } from './partner.events.js';

/** What happens to partners, for the specifications of those who listen. */

type Joined = Extract<PartnerEvent, { type: 'PartnerJoined' }>['data'];
type Place = Pick<Joined, 'programId' | 'partnerId' | 'personId'>;

export const joined = (place: Place, changes: Partial<Joined> = {}): PartnerEvent => ({
  type: 'PartnerJoined',
  data: {
    programId: place.programId,
    partnerId: place.partnerId,
    personId: place.personId,
    noticeVersion: '2026-01',
    generation: 'generation-x',
    unit: 'Engineering',
    site: 'Lisbon',
    languages: ['en'],
    timeZone: 'Europe/Lisbon',
    availability: ['mon-am'],
    methods: ['video'],
    offers: [{ skill: 'cobol', level: 5 }],
    wants: [{ skill: 'containers', priority: 2 }],
    learningStyles: ['discussion'],
    capacity: 2,
    ...changes,
  },
});

/** An event that says no more than who it is about. */
export const happened = (
  type: 'PartnerInvited' | 'PartnerPaused' | 'PartnerResumed' | 'PartnerRejoined',
  { programId, partnerId, personId }: Place,
): PartnerEvent => ({ type, data: { programId, partnerId, personId } });

export const withdrew = ({ programId, partnerId, personId }: Place, wasPaused = false): PartnerEvent => ({
  type: 'PartnerWithdrawn',
  data: { programId, partnerId, personId, reason: 'no-time', ...(wasPaused && { wasPaused }) },
});

export const updated = ({ programId, partnerId, personId }: Place, changes: Partial<Updated> = {}): PartnerEvent => ({
  type: 'PartnerDetailsUpdated',
  data: {
    programId,
    partnerId,
    personId,
    generation: 'generation-x',
    unit: 'Research',
    site: 'Porto',
    timeZone: 'Europe/Berlin',
    ...changes,
  },
});
type Updated = Extract<PartnerEvent, { type: 'PartnerDetailsUpdated' }>['data'];
