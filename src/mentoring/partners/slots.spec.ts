import { describe, it } from '@jest/globals';
import { specificationOf } from '../../kernel/specification.js';
import { personFacts } from '../people/person.facts.js';
import { programFacts, type Policy } from '../programs/program.facts.js';
import type { PartnerEvent } from './partner.events.js';
import { partnerFacts, partnerId as partnerIdOf, type PartnerFacts } from './partner.facts.js';
import { partner } from './partner.js';

const programId = '00000000-0000-4000-8000-0000000000f1';
const person = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const partnership = (n: number) => `00000000-0000-4000-8000-0000000000a${n}`;
const personId = person(1);
const partnerId = partnerIdOf(programId, personId);
const ids = { programId, partnerId, personId };

const other = (facts: Partial<PartnerFacts> = {}): PartnerFacts => ({
  ...partnerFacts.initial,
  status: 'active',
  programId,
  personId: person(2),
  timeZone: 'Europe/Berlin',
  capacity: 1,
  ...facts,
});
const factsOf = (policy: Partial<Policy> = {}, facts: Partial<PartnerFacts> = {}) => ({
  program: { ...programFacts.initial, exists: true, policy: { ...programFacts.initial.policy, ...policy } },
  other: other(facts),
});
const { given } = specificationOf(partner, {
  id: partnerId,
  actor: { kind: 'system', id: 'form-pairs' },
  commandId: 'c1',
  now: '2026-03-01T09:00:00.000Z',
  facts: factsOf(),
});

const joined = (capacity: number, managerId?: string): PartnerEvent => ({
  type: 'PartnerJoined',
  data: {
    ...ids,
    noticeVersion: '1',
    generation: 'millennials',
    unit: 'R&D',
    site: 'Berlin',
    ...(managerId === undefined ? {} : { managerId }),
    timeZone: 'Europe/Berlin',
    languages: ['en'],
    availability: [],
    methods: [],
    offers: [],
    wants: [],
    learningStyles: [],
    capacity,
  },
});
/** For the n-th partnership, with the n-th person. */
const slot = (n: number, attempt = 1) => ({
  partnershipId: partnership(n),
  attempt,
  otherPartnerId: partnerIdOf(programId, person(n)),
  otherPersonId: person(n),
});
const reserved = (n: number, attempt = 1): PartnerEvent => ({
  type: 'SlotReserved',
  data: { ...ids, ...slot(n, attempt) },
});
const released = (n: number, attempt = 1): PartnerEvent => ({
  type: 'SlotReleased',
  data: { ...ids, ...slot(n, attempt) },
});

describe('a slot', () => {
  it('is reserved for a partnership, once', () => {
    given(joined(1)).when('reserveSlot', slot(2)).then(reserved(2));
    given(joined(1), reserved(2)).when('reserveSlot', slot(2)).thenNothingHappens();
  });

  it('that is held stays held when it is asked for again in a pause', () => {
    given(joined(1), reserved(2), { type: 'PartnerPaused', data: ids })
      .when('reserveSlot', slot(2))
      .thenNothingHappens();
  });

  it('is free within the partner’s own capacity', () => {
    given(joined(2), reserved(3)).when('reserveSlot', slot(2)).then(reserved(2));
    given(joined(2), reserved(3), reserved(4)).when('reserveSlot', slot(2)).thenRefused('no-free-slot');
  });

  it('is free within what the policy allows, if that is less', () => {
    given(joined(5), reserved(3))
      .when('reserveSlot', slot(2), { facts: factsOf({ maxActivePartnerships: 1 }) })
      .thenRefused('no-free-slot');
    given(joined(5), reserved(3))
      .when('reserveSlot', slot(2), { facts: factsOf({ maxActivePartnerships: 2 }) })
      .then(reserved(2));
  });

  it('beyond a capacity that was lowered stays, and bars the next', () => {
    const lowered: PartnerEvent = { type: 'CapacitySet', data: { ...ids, capacity: 1 } };
    given(joined(2), reserved(3), reserved(4), lowered, released(4))
      .when('reserveSlot', slot(2))
      .thenRefused('no-free-slot');
    given(joined(2), reserved(3), reserved(4), lowered, released(4), released(3))
      .when('reserveSlot', slot(2))
      .then(reserved(2));
  });

  it('is one for each person', () => {
    given(joined(3), reserved(2))
      .when('reserveSlot', { ...slot(2), partnershipId: partnership(9) })
      .thenRefused('slot-held-with-person');
    given(joined(3), reserved(2)).when('reserveSlot', slot(2, 2)).thenRefused('slot-held-with-person');
  });

  it('is for another person', () => {
    given(joined(3))
      .when('reserveSlot', { ...slot(2), otherPersonId: personId })
      .thenRefused('same-person');
    given(joined(3))
      .when('reserveSlot', { ...slot(2), otherPartnerId: partnerId })
      .thenRefused('same-person');
  });

  it('is refused to a pair that either has excluded', () => {
    given(joined(1), { type: 'PairExcluded', data: { ...ids, otherPersonId: person(2) } })
      .when('reserveSlot', slot(2))
      .thenRefused('pair-excluded');
    given(joined(1))
      .when('reserveSlot', slot(2), { facts: factsOf({}, { excluded: [personId] }) })
      .thenRefused('pair-excluded');
  });

  it('is refused to a pair of whom one reports to the other, unless the policy allows it', () => {
    const reportsToMe = { managerId: personId };
    given(joined(1, person(2)))
      .when('reserveSlot', slot(2))
      .thenRefused('reporting-line');
    given(joined(1))
      .when('reserveSlot', slot(2), { facts: factsOf({}, reportsToMe) })
      .thenRefused('reporting-line');
    given(joined(1, person(2)))
      .when('reserveSlot', slot(2), { facts: factsOf({ excludeReportingLine: false }, reportsToMe) })
      .then(reserved(2));
  });

  it('follows a manager who is new since the match', () => {
    const { generation, unit, site, timeZone } = {
      generation: 'millennials',
      unit: 'R&D',
      site: 'Berlin',
      timeZone: 'Europe/Berlin',
    };
    given(joined(1), {
      type: 'PartnerDetailsUpdated',
      data: { ...ids, generation, unit, site, timeZone, managerId: person(2) },
    })
      .when('reserveSlot', slot(2))
      .thenRefused('reporting-line');
  });

  it('is refused to a pair whose clocks are further apart than the policy allows', () => {
    const inNewYork = { timeZone: 'America/New_York' };
    given(joined(1))
      .when('reserveSlot', slot(2), { facts: factsOf({ maxTimeZoneGapHours: 5.5 }, inNewYork) })
      .thenRefused('time-zone-gap');
    given(joined(1))
      .when('reserveSlot', slot(2), { facts: factsOf({ maxTimeZoneGapHours: 6 }, inNewYork) })
      .then(reserved(2));
    given(joined(1))
      .when('reserveSlot', slot(2), { facts: factsOf({}, inNewYork) })
      .then(reserved(2));
  });

  it('is refused to who has paused, withdrawn, or not joined', () => {
    given(joined(1), { type: 'PartnerPaused', data: ids }).when('reserveSlot', slot(2)).thenRefused('partner-paused');
    given(joined(1), { type: 'PartnerWithdrawn', data: { ...ids, reason: 'other' } })
      .when('reserveSlot', slot(2))
      .thenRefused('partner-withdrawn');
    given({ type: 'PartnerInvited', data: ids }).when('reserveSlot', slot(2)).thenRefused('not-joined');
    given().when('reserveSlot', slot(2)).thenRefused('partner-not-found');
  });

  it('is released by the attempt that holds it', () => {
    given(joined(1), reserved(2)).when('releaseSlot', slot(2)).then(released(2));
    given(joined(1), reserved(2)).when('releaseSlot', slot(2, 2)).thenNothingHappens();
    given(joined(1), reserved(2), released(2)).when('releaseSlot', slot(2)).thenNothingHappens();
    given(joined(1)).when('releaseSlot', slot(2)).thenNothingHappens();
  });

  it('is released of one who has withdrawn, too', () => {
    given(joined(1), reserved(2), { type: 'PartnerWithdrawn', data: { ...ids, reason: 'other' } })
      .when('releaseSlot', slot(2))
      .then(released(2));
  });

  it('that was released is not reserved again by the same attempt, but by the next', () => {
    given(joined(1), reserved(2), released(2)).when('reserveSlot', slot(2)).thenRefused('slot-released');
    given(joined(1), reserved(2), released(2)).when('reserveSlot', slot(2, 2)).then(reserved(2, 2));
    given(joined(1), reserved(2, 2), released(2, 2)).when('reserveSlot', slot(2, 1)).thenRefused('slot-released');
  });

  it('that was released is free for another', () => {
    given(joined(1), reserved(2), released(2)).when('reserveSlot', slot(3)).then(reserved(3));
  });
});

describe('an exclusion', () => {
  const known = { facts: { other: { ...personFacts.initial, exists: true } } };

  it('names a person, once, with words if there are any', () => {
    const excluded: PartnerEvent = {
      type: 'PairExcluded',
      data: { ...ids, otherPersonId: person(2), words: { words: 'We talk already' } },
    };
    given(joined(1))
      .when('excludePair', { otherPersonId: person(2), words: 'We talk already' }, known)
      .then(excluded);
    given(joined(1), excluded)
      .when('excludePair', { otherPersonId: person(2) }, known)
      .thenNothingHappens();
  });

  it('names somebody else', () => {
    given(joined(1)).when('excludePair', { otherPersonId: personId }, known).thenRefused('excluding-yourself');
  });

  it('names somebody who is known', () => {
    given(joined(1))
      .when('excludePair', { otherPersonId: person(2) }, { facts: { other: personFacts.initial } })
      .thenRefused('person-not-found');
  });
});
