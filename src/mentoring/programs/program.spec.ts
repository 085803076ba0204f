import { describe, it } from '@jest/globals';
import { specificationOf } from '../../kernel/specification.js';
import type { ProgramEvent } from './program.events.js';
import { DEFAULT_POLICY } from './program.facts.js';
import { program } from './program.js';

const programId = '00000000-0000-4000-8000-0000000000f1';
const { given } = specificationOf(program, {
  id: programId,
  actor: { kind: 'coordinator', id: 'coordinator' },
  commandId: 'c1',
  now: '2026-03-01T09:00:00.000Z',
  facts: {},
});
const designed: ProgramEvent = { type: 'ProgramDesigned', data: { programId, name: 'Bridges', timeZone: 'UTC' } };

describe('a program', () => {
  it('needs a name only', () => {
    given().when('designProgram', { name: 'Bridges' }).then(designed);
  });

  it('may have a purpose, a zone and days between which it runs', () => {
    const design = { name: 'B', purpose: 'P', timeZone: 'Asia/Tokyo', startsOn: '2026-04-01', endsOn: '2026-04-01' };
    given()
      .when('designProgram', design)
      .then({ type: 'ProgramDesigned', data: { programId, ...design } });
  });

  it('does not end before it starts', () => {
    given()
      .when('designProgram', { name: 'B', startsOn: '2026-04-02', endsOn: '2026-04-01' })
      .thenRefused('program-ends-before-start');
  });

  it('has a name that can be read', () => {
    given().when('designProgram', { name: '  ' }).thenRefused('program-without-name');
  });

  it('is designed once', () => {
    given(designed).when('designProgram', { name: 'Bridges' }).thenRefused('program-exists');
  });

  it('keeps the import of a roster that changed somebody, and of no other', () => {
    const counts = { rows: 3, joined: 1, changed: 0, unchanged: 2, rejected: 0 };
    given(designed)
      .when('recordRosterImport', { fileHash: 'abc', counts })
      .then({ type: 'RosterImported', data: { programId, fileHash: 'abc', counts } });
    given(designed)
      .when('recordRosterImport', { fileHash: 'abc', counts: { ...counts, joined: 0, unchanged: 3 } })
      .thenNothingHappens();
  });

  it('that does not exist takes neither policy nor roster', () => {
    given().when('setPolicy', { lateLogDays: 30 }).thenRefused('program-not-found');
    const counts = { rows: 1, joined: 1, changed: 0, unchanged: 0, rejected: 0 };
    given().when('recordRosterImport', { fileHash: 'abc', counts }).thenRefused('program-not-found');
  });
});

describe('a policy', () => {
  it('keeps what is not named, within the weights too, and is recorded whole', () => {
    const policy = {
      ...DEFAULT_POLICY,
      maxTimeZoneGapHours: 3,
      weights: { ...DEFAULT_POLICY.weights, generationBonus: 0 },
    };
    given(designed)
      .when('setPolicy', { maxTimeZoneGapHours: 3, weights: { generationBonus: 0 } })
      .then({ type: 'PolicySet', data: { programId, policy } });
    given(designed, { type: 'PolicySet', data: { programId, policy } })
      .when('setPolicy', { lateLogDays: 30 })
      .then({ type: 'PolicySet', data: { programId, policy: { ...policy, lateLogDays: 30 } } });
  });

  it('that is the same changes nothing', () => {
    given(designed).when('setPolicy', { kAnonymity: DEFAULT_POLICY.kAnonymity, weights: {} }).thenNothingHappens();
    given(designed).when('setPolicy', {}).thenNothingHappens();
  });
});
