import { describe, expect, it } from '@jest/globals';
import { specificationOf } from '../../kernel/specification.js';
import { personFacts } from '../people/person.facts.js';
import { programFacts } from '../programs/program.facts.js';
import type { JoinProgram } from './partner.commands.js';
import type { PartnerEvent } from './partner.events.js';
import { partnerId as partnerIdOf } from './partner.facts.js';
import { partner } from './partner.js';

const programId = '00000000-0000-4000-8000-0000000000f1';
const personId = '00000000-0000-4000-8000-000000000001';
const managerId = '00000000-0000-4000-8000-000000000009';
const someoneId = '00000000-0000-4000-8000-000000000002';
const partnerId = partnerIdOf(programId, personId);
const ids = { programId, partnerId, personId };

const program = { ...programFacts.initial, exists: true, name: 'Bridges' };
const person = {
  exists: true,
  generation: 'millennials',
  unit: 'R&D',
  site: 'Berlin',
  grade: 'senior',
  managerId,
  hiredOn: '2020-05-17',
  timeZone: 'Europe/Berlin',
};
const { given } = specificationOf(partner, {
  id: partnerId,
  actor: { kind: 'partner', id: personId },
  commandId: 'c1',
  now: '2026-03-01T09:00:00.000Z',
  facts: { program, person, other: person },
});

const profile = {
  languages: ['en', 'de'],
  availability: ['mon-am', 'tue-pm'],
  methods: ['video'],
  offers: [{ skill: 'go', level: 4 }],
  wants: [{ skill: 'negotiation', priority: 3 }],
  learningStyles: ['hands-on'],
} as const;
const signUp: JoinProgram = { programId, personId, noticeVersion: '2026-01', ...profile };
const details = {
  generation: 'millennials',
  unit: 'R&D',
  site: 'Berlin',
  grade: 'senior',
  managerId,
  timeZone: 'Europe/Berlin',
};

const invited: PartnerEvent = { type: 'PartnerInvited', data: ids };
const joined: PartnerEvent & { type: 'PartnerJoined' } = {
  type: 'PartnerJoined',
  data: { ...ids, noticeVersion: '2026-01', ...details, hiredMonth: '2020-05', ...profile, capacity: 1 },
};
const paused: PartnerEvent = { type: 'PartnerPaused', data: ids };
const withdrawn: PartnerEvent = { type: 'PartnerWithdrawn', data: { ...ids, reason: 'no-time' } };

describe('an invitation', () => {
  it('goes to a person once, and not to one who takes part', () => {
    given().when('invitePartner', { programId, personId }).then(invited);
    given(invited).when('invitePartner', { programId, personId }).thenNothingHappens();
    given(joined).when('invitePartner', { programId, personId }).thenNothingHappens();
  });

  it('does not bring back one who has withdrawn', () => {
    given(joined, withdrawn).when('invitePartner', { programId, personId }).thenRefused('partner-withdrawn');
  });

  it('needs a program and a person', () => {
    given()
      .when('invitePartner', { programId, personId }, { facts: { program: programFacts.initial, person } })
      .thenRefused('program-not-found');
    given()
      .when('invitePartner', { programId, personId }, { facts: { program, person: personFacts.initial } })
      .thenRefused('person-not-found');
  });
});

describe('joining', () => {
  it('takes the details of the person and asks for one partnership at a time', () => {
    given().when('joinProgram', signUp).then(joined);
  });

  it('may follow an invitation', () => {
    given(invited).when('joinProgram', signUp).then(joined);
  });

  it('may name a zone, a cohort and a capacity of its own', () => {
    const own = { timeZone: 'Asia/Tokyo', cohortId: someoneId, capacity: 3 };
    given()
      .when('joinProgram', { ...signUp, ...own })
      .then({ ...joined, data: { ...joined.data, ...own } });
  });

  it('knows only what is known of the person', () => {
    const { grade: _, managerId: __, hiredOn: ___, ...known } = person;
    const { grade: ____, managerId: _____, hiredMonth: ______, ...data } = joined.data;
    given()
      .when('joinProgram', signUp, { facts: { program, person: known } })
      .then({ ...joined, data });
  });

  it('is for oneself, but a coordinator and an import join others', () => {
    given()
      .when('joinProgram', signUp, { actor: { kind: 'partner', id: someoneId } })
      .thenRefused('not-yourself');
    given()
      .when('joinProgram', signUp, { actor: { kind: 'coordinator', id: someoneId } })
      .then(joined);
    given()
      .when('joinProgram', signUp, { actor: { kind: 'import', id: 'roster' } })
      .then(joined);
  });

  it('is done once', () => {
    given(joined).when('joinProgram', signUp).thenRefused('already-joined');
    given(joined, paused).when('joinProgram', signUp).thenRefused('already-joined');
  });

  it('is not the way back after withdrawing', () => {
    given(joined, withdrawn).when('joinProgram', signUp).thenRefused('partner-withdrawn');
  });

  it('needs a program and a person', () => {
    given()
      .when('joinProgram', signUp, { facts: { program: programFacts.initial, person } })
      .thenRefused('program-not-found');
    given()
      .when('joinProgram', signUp, { facts: { program, person: personFacts.initial } })
      .thenRefused('person-not-found');
  });

  it('names each skill once, in whatever case', () => {
    const twice = ['Go', 'GO'];
    given()
      .when('joinProgram', { ...signUp, offers: twice.map((skill) => ({ skill, level: 3 })) })
      .thenRefused('duplicate-skill');
    given()
      .when('joinProgram', { ...signUp, wants: twice.map((skill) => ({ skill, priority: 1 })) })
      .thenRefused('duplicate-skill');
  });

  it('gives a person one place in a program', () => {
    expect(partnerIdOf(programId, personId)).toBe(partnerId);
    expect(partnerIdOf(programId, someoneId)).not.toBe(partnerId);
    expect(partnerIdOf(personId, programId)).not.toBe(partnerId);
  });
});

describe('a profile', () => {
  const offers = [{ skill: 'go', level: 5 }];
  const wants = [{ skill: 'go', priority: 1 }];

  it('is declared anew part by part', () => {
    const { timeZone } = details;
    const { availability, methods, languages } = profile;
    given(joined)
      .when('declareOffers', { offers })
      .then({ type: 'OffersDeclared', data: { ...ids, offers } });
    given(joined)
      .when('declareWants', { wants })
      .then({ type: 'WantsDeclared', data: { ...ids, wants } });
    given(joined)
      .when('describeLearningStyle', { learningStyles: ['visual'] })
      .then({ type: 'LearningStyleDescribed', data: { ...ids, learningStyles: ['visual'] } });
    given(joined)
      .when('stateAvailability', { availability: ['fri-pm'], methods })
      .then({ type: 'AvailabilityStated', data: { ...ids, timeZone, availability: ['fri-pm'], methods, languages } });
    given(joined)
      .when('stateAvailability', { availability, methods, timeZone: 'UTC', languages: [] })
      .then({ type: 'AvailabilityStated', data: { ...ids, timeZone: 'UTC', availability, methods, languages: [] } });
    given(joined)
      .when('setCapacity', { capacity: 2 })
      .then({ type: 'CapacitySet', data: { ...ids, capacity: 2 } });
  });

  it('that is the same is not declared again', () => {
    const { availability, methods } = profile;
    given(joined).when('declareOffers', { offers: profile.offers }).thenNothingHappens();
    given(joined).when('declareWants', { wants: profile.wants }).thenNothingHappens();
    given(joined)
      .when('describeLearningStyle', { learningStyles: ['hands-on'] })
      .thenNothingHappens();
    given(joined).when('stateAvailability', { availability, methods }).thenNothingHappens();
    given(joined).when('setCapacity', { capacity: 1 }).thenNothingHappens();
  });

  it('compares with what was declared last', () => {
    given(joined, { type: 'OffersDeclared', data: { ...ids, offers } })
      .when('declareOffers', { offers: profile.offers })
      .then({ type: 'OffersDeclared', data: { ...ids, offers: profile.offers } });
  });

  it('names each skill once', () => {
    given(joined)
      .when('declareOffers', { offers: [...offers, ...offers] })
      .thenRefused('duplicate-skill');
    given(joined)
      .when('declareWants', { wants: [...wants, ...wants] })
      .thenRefused('duplicate-skill');
  });
});

describe.each([
  ['declareOffers', { offers: [] }],
  ['declareWants', { wants: [] }],
  ['describeLearningStyle', { learningStyles: [] }],
  ['stateAvailability', { availability: [], methods: [] }],
  ['setCapacity', { capacity: 2 }],
  ['pauseParticipation', {}],
  ['resumeParticipation', {}],
  ['excludePair', { otherPersonId: someoneId }],
] as const)('%s', (decision, command) => {
  // The pairs above fit; their union does not say so.
  const name = decision as 'declareOffers';
  const body = command as { offers: [] };

  it('is for those who take part', () => {
    given().when(name, body).thenRefused('partner-not-found');
    given(invited).when(name, body).thenRefused('not-joined');
    given(joined, withdrawn).when(name, body).thenRefused('partner-withdrawn');
  });
});

describe('taking part', () => {
  it('is paused and resumed', () => {
    given(joined).when('pauseParticipation', {}).then(paused);
    given(joined, paused).when('pauseParticipation', {}).thenNothingHappens();
    given(joined, paused).when('resumeParticipation', {}).then({ type: 'PartnerResumed', data: ids });
    given(joined).when('resumeParticipation', {}).thenNothingHappens();
  });

  it('ends with a reason, and with words if there are any', () => {
    given(joined).when('withdraw', { reason: 'no-time' }).then(withdrawn);
    given(joined, paused)
      .when('withdraw', { reason: 'other', words: 'Moving on' })
      .then({
        type: 'PartnerWithdrawn',
        data: { ...ids, wasPaused: true, reason: 'other', words: { words: 'Moving on' } },
      });
    given(joined, withdrawn).when('withdraw', { reason: 'other' }).thenNothingHappens();
  });

  it('does not end before it began', () => {
    given().when('withdraw', { reason: 'other' }).thenRefused('partner-not-found');
    given(invited).when('withdraw', { reason: 'other' }).thenRefused('not-joined');
  });

  it('begins again with the profile that stands', () => {
    const rejoined: PartnerEvent = { type: 'PartnerRejoined', data: ids };
    given(joined, withdrawn).when('rejoinProgram', {}).then(rejoined);
    given(joined, withdrawn, rejoined).when('rejoinProgram', {}).thenNothingHappens();
    given(joined, withdrawn, rejoined).when('declareOffers', { offers: profile.offers }).thenNothingHappens();
  });

  it('does not begin again where it never began', () => {
    given().when('rejoinProgram', {}).thenRefused('partner-not-found');
    given(invited).when('rejoinProgram', {}).thenRefused('not-joined');
  });
});

describe('what HR knows', () => {
  const moved = { ...details, unit: 'Sales' };
  const updated: PartnerEvent = { type: 'PartnerDetailsUpdated', data: { ...ids, ...moved } };

  it('is taken over when it differs', () => {
    given(joined).when('updateDetails', moved).then(updated);
    given(joined).when('updateDetails', details).thenNothingHappens();
    given(joined, updated).when('updateDetails', moved).thenNothingHappens();
  });

  it('is taken over when it is not known any longer', () => {
    const { grade: _, managerId: __, ...less } = details;
    const without: PartnerEvent = { type: 'PartnerDetailsUpdated', data: { ...ids, ...less } };
    given(joined).when('updateDetails', less).then(without);
    given(joined, without).when('updateDetails', less).thenNothingHappens();
  });

  it('follows one who withdrew, who may come back', () => {
    given(joined, withdrawn).when('updateDetails', moved).then(updated);
  });

  it('is taken at joining by those who have yet to join', () => {
    given().when('updateDetails', moved).thenNothingHappens();
    given(invited).when('updateDetails', moved).thenNothingHappens();
  });

  it('leaves the profile alone', () => {
    given(joined, updated).when('declareWants', { wants: profile.wants }).thenNothingHappens();
  });
});
