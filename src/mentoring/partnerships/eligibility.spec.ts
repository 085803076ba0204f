import { describe, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import {
  ana,
  asAna,
  asCoordinator,
  asSystem,
  bo,
  given,
  pair,
  terms,
  facts,
  slot,
  proposal,
  draft,
} from './partnership.examples.js';

const expiresOn = '2026-03-24';

describe('a proposal', () => {
  it.each([
    ['partner-not-found', 'partners who are there', { a: { status: 'none' } }],
    ['partner-not-active', 'those who have joined', { b: { status: 'invited' } }],
    ['partner-not-active', 'those who do not pause', { a: { status: 'paused' } }],
    ['partner-not-active', 'those who have not withdrawn', { b: { status: 'withdrawn' } }],
    ['partner-of-another-program', 'partners of the program', { b: { programId: derivedId('another program') } }],
    ['same-person', 'two different people', { b: { personId: ana.personId } }],
    ['pair-excluded', 'those whom neither has ruled out', { a: { excluded: [bo.personId] } }],
    ['pair-excluded', 'those whom neither has ruled out, on either side', { b: { excluded: [ana.personId] } }],
    ['reporting-line', 'those who do not report to one another', { a: { managerId: bo.personId } }],
    ['reporting-line', 'those who do not report to one another, on either side', { b: { managerId: ana.personId } }],
    [
      'time-zone-gap',
      'those who are near enough by the clock',
      { b: { timeZone: 'Asia/Tokyo' }, policy: { maxTimeZoneGapHours: 6 } },
    ],
    [
      'paired-already',
      'those who are not a pair already',
      { a: { held: [{ ...slot('Bo'), otherPersonId: bo.personId }] } },
    ],
    ['partner-full', 'those who have room', { b: { held: [slot('Cy'), slot('Di')] } }],
    [
      'partner-full',
      'those who have room under the policy',
      { a: { held: [slot('Cy')] }, policy: { maxActivePartnerships: 1 } },
    ],
  ] as const)('is refused with %s: it is for %s', (code, _, changes) => {
    const known = { actor: asCoordinator, facts: facts(changes) };
    given().when('proposePair', proposal, known).thenRefused(code);
    given()
      .when('proposeDraft', draft, { ...known, actor: asSystem })
      .thenRefused(code);
  });

  it('needs its program', () => {
    const nowhere = { ...facts(), program: { ...facts().program, exists: false } };
    given().when('proposePair', proposal, { actor: asCoordinator, facts: nowhere }).thenRefused('program-not-found');
  });

  it('does not tell a partner that the other has ruled them out', () => {
    for (const changes of [{ b: { excluded: [ana.personId] } }, { b: { managerId: ana.personId } }])
      given()
        .when('proposePair', proposal, { actor: asAna, facts: facts(changes) })
        .thenRefused('pair-not-allowed');
  });

  it('crosses the reporting line where the policy allows it', () => {
    const allowed = facts({ a: { managerId: bo.personId }, policy: { excludeReportingLine: false } });
    given()
      .when('proposePair', proposal, { actor: asCoordinator, facts: allowed })
      .then({ type: 'PairProposed', data: { ...pair, source: 'coordinator', expiresOn, terms } });
  });

  it.each([{ a: { offers: [] } }, { b: { wants: [] } }])('of a round needs offers and wants of both: %j', (changes) => {
    given()
      .when('proposeDraft', draft, { actor: asSystem, facts: facts(changes) })
      .thenRefused('nothing-to-exchange');
  });
});
