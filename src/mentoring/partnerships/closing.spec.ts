import { describe, it } from '@jest/globals';
import type { Actor } from '../../kernel/actor.js';
import {
  ana,
  asAna,
  asBo,
  asCoordinator,
  asStranger,
  asSystem,
  bo,
  byAna,
  byBo,
  closed,
  closureBegun,
  formed,
  given,
  pair,
  proposed,
  reflected,
} from './partnership.examples.js';

const bothWaived = (reason: 'coordinator' | 'not-submitted') => [
  { partnerId: ana.partnerId, reason },
  { partnerId: bo.partnerId, reason },
];

describe('beginning to close', () => {
  it('gives both the days of grace for their reflections', () => {
    given(...formed)
      .when('beginClosure', { reason: 'completed' })
      .then(closureBegun);
  });

  it('is also for a coordinator and the system', () => {
    for (const actor of [asCoordinator, asSystem])
      given(...formed)
        .when('beginClosure', { reason: 'left', words: 'Moved to another company.' }, { actor })
        .then({
          type: 'ClosureBegun',
          data: {
            ...pair,
            reason: 'left',
            graceEndsOn: '2026-03-24',
            reflectionsOf: [],
            words: { words: 'Moved to another company.' },
          },
        });
  });

  it('twice changes nothing', () => {
    given(...formed, closureBegun)
      .when('beginClosure', { reason: 'left' })
      .thenNothingHappens();
    given(...formed, closed)
      .when('beginClosure', { reason: 'left' })
      .thenNothingHappens();
  });

  it('needs a pair that is formed', () => {
    given(proposed).when('beginClosure', { reason: 'left' }).thenRefused('partnership-not-formed');
    given().when('beginClosure', { reason: 'left' }).thenRefused('partnership-not-found');
  });
});

describe('a reflection', () => {
  const reflection = { gave: 4, received: 5 };

  it('is submitted by a partner, before closing begins or after', () => {
    given(...formed)
      .when('submitReflection', reflection)
      .then(reflected(byAna));
    given(...formed, closureBegun)
      .when(
        'submitReflection',
        { ...reflection, continueInformally: true, text: 'I learned patience.' },
        { actor: asBo },
      )
      .then({
        type: 'ReflectionSubmitted',
        data: {
          ...pair,
          ...byBo,
          gave: 4,
          received: 5,
          continueInformally: true,
          text: { words: 'I learned patience.' },
        },
      });
  });

  it('is submitted once by each', () => {
    given(...formed, reflected(byAna))
      .when('submitReflection', reflection)
      .thenNothingHappens();
    for (const other of [{ gave: 3 }, { received: 1 }, { continueInformally: false }, { text: 'More.' }])
      given(...formed, reflected(byAna))
        .when('submitReflection', { ...reflection, ...other })
        .thenRefused('reflection-submitted-already');
    given(...formed, reflected(byAna))
      .when('submitReflection', reflection, { actor: asBo })
      .then(reflected(byBo));
  });

  it('with a text is never taken for the same again', () => {
    given(...formed, {
      type: 'ReflectionSubmitted',
      data: { ...pair, ...byAna, ...reflection, text: { words: 'I learned.' } },
    })
      .when('submitReflection', reflection)
      .thenRefused('reflection-submitted-already');
  });

  it('is for the two partners, until the partnership is closed', () => {
    given(...formed)
      .when('submitReflection', reflection, { actor: asCoordinator })
      .thenRefused('not-of-this-pair');
    given(...formed, closed)
      .when('submitReflection', reflection)
      .thenRefused('partnership-closed');
    given(proposed).when('submitReflection', reflection).thenRefused('partnership-not-formed');
  });
});

describe('closing', () => {
  const bothReflected = [...formed, closureBegun, reflected(byAna), reflected(byBo)];

  it('by a partner needs both reflections', () => {
    given(...bothReflected)
      .when('closePartnership', {})
      .then({ type: 'PartnershipClosed', data: { ...pair, reason: 'completed', waived: [] } });
    given(...formed, closureBegun, reflected(byAna))
      .when('closePartnership', {})
      .thenRefused('reflections-missing');
    given(...formed, closureBegun, reflected(byAna))
      .when('closePartnership', { waive: true, words: 'They will not write one.' })
      .thenRefused('reflections-missing');
  });

  it('is for the reason for which it was begun, or another that is given', () => {
    given(...bothReflected)
      .when('closePartnership', { reason: 'no-fault', words: 'Too busy, both.' }, { actor: asBo })
      .then({
        type: 'PartnershipClosed',
        data: { ...pair, reason: 'no-fault', waived: [], words: { words: 'Too busy, both.' } },
      });
    given(...formed, reflected(byAna), reflected(byBo))
      .when('closePartnership', {})
      .thenRefused('closure-reason-missing');
  });

  it('by a coordinator waives what is missing, with words', () => {
    const waiver = { reason: 'left', waive: true } as const;
    given(...formed)
      .when('closePartnership', { ...waiver, words: 'Both have left.' }, { actor: asCoordinator })
      .then({
        type: 'PartnershipClosed',
        data: { ...pair, reason: 'left', waived: bothWaived('coordinator'), words: { words: 'Both have left.' } },
      });
    given(...formed)
      .when('closePartnership', waiver, { actor: asCoordinator })
      .thenRefused('reason-missing');
    given(...formed)
      .when('closePartnership', { reason: 'left' }, { actor: asCoordinator })
      .thenRefused('reflections-missing');
  });

  it('with both reflections waits for nothing, whoever asks', () => {
    for (const actor of [asCoordinator, asSystem])
      given(...bothReflected)
        .when('closePartnership', {}, { actor })
        .then({ type: 'PartnershipClosed', data: { ...pair, reason: 'completed', waived: [] } });
  });

  it('waives only what is missing', () => {
    given(...formed, closureBegun, reflected(byAna))
      .when('closePartnership', { waive: true, words: 'Bo is ill.' }, { actor: asCoordinator })
      .then({
        type: 'PartnershipClosed',
        data: {
          ...pair,
          reason: 'completed',
          waived: [{ partnerId: bo.partnerId, reason: 'coordinator' }],
          words: { words: 'Bo is ill.' },
        },
      });
  });

  it('without reflections is not for a coordinator who is of the pair', () => {
    const asAnaCoordinating: Actor = { ...asAna, kind: 'coordinator' };
    given(...formed, closureBegun)
      .when('closePartnership', { waive: true, words: 'We agreed.' }, { actor: asAnaCoordinating })
      .thenRefused('reflections-missing');
  });

  it('by the system waits until the grace is over', () => {
    given(...formed, closureBegun)
      .when('closePartnership', {}, { actor: asSystem, now: '2026-03-23T23:59:59.999Z' })
      .thenRefused('grace-not-over');
    given(...formed)
      .when('closePartnership', { reason: 'left' }, { actor: asSystem })
      .thenRefused('grace-not-over');
    given(...formed, closureBegun)
      .when('closePartnership', {}, { actor: asSystem, now: '2026-03-24T00:00:00.000Z' })
      .then({
        type: 'PartnershipClosed',
        data: { ...pair, reason: 'completed', waived: bothWaived('not-submitted') },
      });
  });

  it('twice changes nothing', () => {
    given(...formed, closed)
      .when('closePartnership', {})
      .thenNothingHappens();
  });

  it('is not for strangers, and needs a pair that is formed', () => {
    given(...bothReflected)
      .when('closePartnership', {}, { actor: asStranger })
      .thenRefused('not-of-this-pair');
    given(proposed).when('closePartnership', { reason: 'left' }).thenRefused('partnership-not-formed');
  });
});
