import { describe, expect, it } from '@jest/globals';
import { scorePair } from './pair-score.js';
import type { MatchParameters, PoolPartner, Rule } from './pool.js';
import { sampleParameters, samplePartner } from './sample-pool.examples.js';

type Given = Partial<PoolPartner>;

const score = (a: Given, b: Given, parameters: Partial<MatchParameters> = {}) =>
  scorePair(samplePartner('a', a), samplePartner('b', b), sampleParameters(parameters));

function draftOf(a: Given, b: Given, parameters: Partial<MatchParameters> = {}) {
  const result = score(a, b, parameters);
  if (!result.feasible) throw new Error(`Forbidden by ${result.rules.join(', ')}`);
  return result.draft;
}

function rulesOf(a: Given, b: Given, parameters: Partial<MatchParameters> = {}): readonly Rule[] {
  const result = score(a, b, parameters);
  const turned = scorePair(samplePartner('b', b), samplePartner('a', a), sampleParameters(parameters));
  if (result.feasible || turned.feasible) return [];
  expect(turned.rules).toEqual(result.rules);
  return result.rules;
}

describe('what a partner gains', () => {
  it('is all they want when the other masters it', () => {
    expect(draftOf({}, {})).toMatchObject({ aGain: 1, bGain: 1 });
  });

  it('grows with the level of the offer', () => {
    expect(draftOf({}, { offers: [{ skill: 'go', level: 2 }] }).aGain).toBeCloseTo(0.4);
  });

  it('weighs wants by priority, 3 being the strongest', () => {
    const wants = [
      { skill: 'go', priority: 3 },
      { skill: 'chess', priority: 1 },
    ];
    expect(draftOf({ wants }, {}).aGain).toBeCloseTo(3 / 4);
  });

  it('counts a related skill as a part of the wanted one, and names it', () => {
    const draft = draftOf({ wants: [{ skill: 'rust', priority: 2 }] }, { offers: [{ skill: 'go', level: 5 }] });
    expect(draft.aGain).toBeCloseTo(0.3);
    expect(draft.aLearns).toEqual([{ skill: 'rust', by: 'go', level: 5, priority: 2 }]);
  });

  it('takes the best of several offers once', () => {
    const offers = [
      { skill: 'go', level: 1 },
      { skill: 'rust', level: 4 },
      { skill: 'go', level: 2 },
    ];
    const draft = draftOf({}, { offers });
    expect(draft.aGain).toBeCloseTo(0.4);
    expect(draft.aLearns).toEqual([{ skill: 'go', by: 'go', level: 2, priority: 3 }]);
  });

  it('counts a skill once that is wanted twice, with the stronger priority', () => {
    const wants = [
      { skill: 'go', priority: 1 },
      { skill: 'go', priority: 2 },
      { skill: 'chess', priority: 2 },
    ];
    expect(draftOf({ wants }, {}).aGain).toBeCloseTo(1 / 2);
  });

  it('lists first what counts most', () => {
    const wants = [
      { skill: 'go', priority: 1 },
      { skill: 'redis', priority: 3 },
    ];
    const offers = [
      { skill: 'go', level: 5 },
      { skill: 'redis', level: 4 },
    ];
    expect(draftOf({ wants }, { offers }).aLearns.map(({ skill }) => skill)).toEqual(['redis', 'go']);
  });

  it('is nothing between skills without a category', () => {
    const result = score(
      { wants: [{ skill: 'chess', priority: 1 }] },
      {
        offers: [
          { skill: 'sewing', level: 5 },
          { skill: 'go', level: 5 },
        ],
      },
    );
    expect(result).toMatchObject({ feasible: false, aGain: 0, bGain: 1, rules: [] });
  });
});

describe('the score of a pair', () => {
  it('is the product of its factors in millionths', () => {
    const draft = draftOf(
      { offers: [{ skill: 'go', level: 3 }], learningStyles: ['visual', 'auditory'], generation: 'Z', waitedRounds: 2 },
      { methods: ['video', 'phone'], learningStyles: ['auditory', 'reading'] },
    );
    const { reciprocal, availability, styles, methods, generations, waiting } = draft.factors;
    expect(draft.score).toBe(Math.round(reciprocal * availability * styles * methods * generations * waiting * 1e6));
    expect(draft.factors).toEqual({
      reciprocal: expect.closeTo((2 * 1 * 0.6) / 1.6),
      availability: 1,
      styles: expect.closeTo(0.925),
      methods: 1,
      generations: 1.05,
      waiting: expect.closeTo(1.04),
      sharedHours: 6,
    });
  });

  it('is the same from either side', () => {
    const a: Given = { wants: [{ skill: 'rust', priority: 1 }, { skill: 'go', priority: 2 }], timeZone: 'Asia/Kolkata', availability: ['mon-pm'] }; // prettier-ignore
    const b: Given = { offers: [{ skill: 'go', level: 3 }], learningStyles: ['reading'], methods: ['video', 'chat'] };
    const parameters = sampleParameters();
    const [first, second] = [samplePartner('a', a), samplePartner('b', b)];
    expect(scorePair(second, first, parameters)).toEqual(scorePair(first, second, parameters));
  });

  it('grows with the hours that both are free, up to what is ample', () => {
    expect(draftOf({ availability: ['mon-noon'] }, { availability: ['mon-noon'] }).factors).toMatchObject({ availability: 0.94, sharedHours: 2 }); // prettier-ignore
    expect(draftOf({}, {}).factors).toMatchObject({ availability: 1, sharedHours: 6 });
  });

  it('is halfway where a partner states no learning style or method', () => {
    expect(draftOf({ learningStyles: [], methods: [] }, {}).factors).toMatchObject({
      styles: expect.closeTo(0.925),
      methods: expect.closeTo(0.94),
    });
  });

  it('takes meeting in person as a method within one zone only', () => {
    const inPerson: Given = { methods: ['in-person'], availability: ['mon-am', 'mon-noon', 'mon-pm'] };
    expect(draftOf(inPerson, inPerson).factors.methods).toBe(1);
    expect(draftOf(inPerson, { ...inPerson, timeZone: 'Europe/London' }).factors.methods).toBe(0.88);
  });

  it('rewards waiting for five rounds of each at most', () => {
    expect(draftOf({ waitedRounds: 1 }, {}).factors.waiting).toBeCloseTo(1.02);
    expect(draftOf({ waitedRounds: 99 }, { waitedRounds: 5 }).factors.waiting).toBeCloseTo(1.2);
  });

  it('is above zero for every pair that is allowed', () => {
    const wants = [{ skill: 'go', priority: 1 }, ...Array.from({ length: 200 }, (_, n) => ({ skill: `s${n}`, priority: 3 }))]; // prettier-ignore
    const parameters = { weights: { relatedSkill: 1e-6, generationBonus: 0, waitingBonus: 0 } };
    expect(draftOf({ wants }, { offers: [{ skill: 'rust', level: 1 }] }, parameters).score).toBe(1);
  });
});

describe('a rule forbids a pair', () => {
  it('when either excluded the other', () => {
    expect(rulesOf({ excluded: ['person-b'] }, {})).toEqual(['excluded']);
  });

  it('when the two were paired too recently', () => {
    expect(rulesOf({ previous: ['person-b'] }, {})).toEqual(['previous-pair']);
  });

  it('when one reports to the other, where the policy says so', () => {
    expect(rulesOf({ managerId: 'person-b' }, {})).toEqual(['reporting-line']);
    expect(rulesOf({ managerId: 'person-b' }, {}, { excludeReportingLine: false })).toEqual([]);
    expect(rulesOf({ managerId: 'person-c' }, { managerId: 'person-c' })).toEqual([]);
  });

  it('when their clocks are further apart than the policy allows', () => {
    const far: Given = { timeZone: 'America/New_York', methods: ['chat', 'video'] };
    const near: Given = { methods: ['chat', 'video'] };
    expect(rulesOf(near, far, { maxTimeZoneGapHours: 5.5 })).toEqual(['time-zone-gap']);
    expect(rulesOf(near, far, { maxTimeZoneGapHours: 6 })).toEqual([]);
    expect(rulesOf(near, far)).toEqual([]);
  });

  it('when they share no language', () => {
    expect(rulesOf({ languages: ['de', 'fr'] }, { languages: ['en'] })).toEqual(['no-shared-language']);
  });

  it('when they share no hour and no method that needs none', () => {
    const early: Given = { availability: ['mon-am'], methods: ['video', 'chat'] };
    expect(rulesOf(early, { availability: ['mon-pm'], methods: ['video'] })).toEqual(['no-shared-hours']);
    expect(rulesOf({ ...early, methods: ['video'] }, { availability: ['mon-am'] })).toEqual([]);
  });

  it('but no shared hour is needed where both like to write to one another', () => {
    const draft = draftOf({ availability: ['mon-am'], methods: ['chat'] }, { availability: [], methods: ['chat'] });
    expect(draft.factors).toMatchObject({ availability: 0.88, sharedHours: 0 });
  });

  it('when one would gain too much less than the other', () => {
    const weak: Given = { offers: [{ skill: 'go', level: 2 }] };
    expect(rulesOf(weak, {}, { minReciprocity: 0.41 })).toEqual(['min-reciprocity']);
    expect(rulesOf(weak, {}, { minReciprocity: 0.4 })).toEqual([]);
  });

  it('when both are the same person', () => {
    expect(rulesOf({ personId: 'person-x' }, { personId: 'person-x' })).toEqual(['same-person']);
  });

  it('and all rules that do are told', () => {
    expect(rulesOf({ languages: [], excluded: ['person-b'] }, { availability: [] })).toEqual([
      'excluded',
      'no-shared-language',
      'no-shared-hours',
    ]);
  });

  it('and so does a direction in which nothing is learned', () => {
    expect(score({ wants: [] }, {}).feasible).toBe(false);
    expect(score({}, { offers: [{ skill: 'redis', level: 5 }] }).feasible).toBe(false);
  });
});
