import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { candidateGraph } from './candidate-graph.js';
import { LIMITS, PoolTooLarge } from './limits.js';
import { matchPool } from './match-pool.js';
import { scorePair, scoringContext } from './pair-score.js';
import type { Draft, MatchParameters, MatchResult, PoolPartner, Rule } from './pool.js';
import { sampleParameters, samplePartner } from './sample-pool.examples.js';

const skills = ['go', 'rust', 'postgresql', 'redis', 'chess'];
const some = (words: readonly string[], minLength: number, maxLength: number) =>
  fc.uniqueArray(fc.constantFrom(...words), { minLength, maxLength });
const people = Array.from({ length: 10 }, (_, n) => `person-p${n}`);

const partners = fc.record({
  offers: fc.array(fc.record({ skill: fc.constantFrom(...skills), level: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 3,
  }),
  wants: fc.array(fc.record({ skill: fc.constantFrom(...skills), priority: fc.integer({ min: 1, max: 3 }) }), {
    maxLength: 3,
  }),
  learningStyles: some(['visual', 'reading', 'auditory'], 0, 2),
  methods: some(['video', 'chat', 'in-person'], 0, 2),
  availability: some(['mon-am', 'mon-noon', 'mon-pm', 'tue-pm'], 0, 4),
  timeZone: fc.constantFrom('Europe/Berlin', 'Europe/London', 'America/New_York'),
  languages: some(['en', 'de'], 1, 2),
  generation: fc.constantFrom('X', 'Y'),
  managerId: fc.constantFrom(...people),
  excluded: some(people, 0, 1),
  previous: some(people, 0, 1),
  waitedRounds: fc.nat(7),
});
const pools = fc
  .array(partners, { maxLength: 10 })
  .map((pool) => pool.map((partner, n) => samplePartner(`p${n}`, partner)));
const parameterSets = fc
  .record({
    objective: fc.constantFrom('total' as const, 'pairs' as const),
    minReciprocity: fc.constantFrom(0, 0.3),
    maxTimeZoneGapHours: fc.constantFrom(5, 12),
  })
  .map(sampleParameters);
const runs = { seed: 11, numRuns: 80 };

describe('a match of a pool', () => {
  it('is worth what the best of all sets of pairs is worth', () => {
    fc.assert(
      fc.property(pools, parameterSets, (pool, parameters) => {
        const result = matchPool(pool, parameters);
        const pairs = feasiblePairs(pool, parameters);
        expect(result.drafts).toEqual(
          result.drafts.map(({ a, b }) => pairs.find((pair) => pair.a === a && pair.b === b)),
        );
        expect(new Set(result.drafts.flatMap(({ a, b }) => [a, b])).size).toBe(result.drafts.length * 2);
        expect(result.total).toBe(result.drafts.reduce((sum, { score }) => sum + score, 0));

        const best = bestSet(pairs, parameters.objective === 'pairs' ? 1e9 : 0);
        expect([result.total, parameters.objective === 'total' || result.drafts.length]).toEqual([
          best.total,
          parameters.objective === 'total' || best.pairs,
        ]);
      }),
      runs,
    );
  });

  it('gives everybody who is left a reason that is true, however few candidates are kept', () => {
    fc.assert(
      fc.property(pools, parameterSets, fc.constantFrom(1, 2, 50), (pool, parameters, candidatesPerPartner) => {
        const given = { ...parameters, candidatesPerPartner };
        expectTrueReasons(pool, given, matchPool(pool, given));
      }),
      { ...runs, numRuns: 120 },
    );
  });

  it('does not depend on the order of the pool', () => {
    fc.assert(
      fc.property(
        pools.chain((pool) => fc.tuple(fc.constant(pool), fc.shuffledSubarray(pool, { minLength: pool.length }))),
        parameterSets,
        ([pool, shuffled], parameters) => expect(matchPool(shuffled, parameters)).toEqual(matchPool(pool, parameters)),
      ),
      { ...runs, numRuns: 30 },
    );
  });

  it('calls one of three who all fit one another the odd one out', () => {
    const result = matchPool(
      [samplePartner('a'), samplePartner('b'), samplePartner('c', { waitedRounds: 1 })],
      sampleParameters(),
    );
    expect(result.drafts.map(({ b }) => b)).toEqual(['partner-c']);
    expect(result.unmatched).toMatchObject([{ reason: 'odd-one-out', candidates: 2 }]);
    expect(result.matchable).toBe(3);
  });

  it('tells two who compete for one partner that the partner is worth more elsewhere', () => {
    const hub = samplePartner('hub');
    const rivals = ['r1', 'r2', 'r3'].map((name, n) =>
      samplePartner(name, { waitedRounds: n, excluded: ['person-r1', 'person-r2', 'person-r3'] }),
    );
    const result = matchPool([hub, ...rivals], sampleParameters());
    expect(result.drafts).toMatchObject([{ a: 'partner-hub', b: 'partner-r3' }]);
    expect(result.unmatched.map(({ reason }) => reason)).toEqual(Array(2).fill('candidates-are-worth-more-elsewhere'));
  });

  it('names the rule that removes most', () => {
    const lonely = samplePartner('a', { languages: ['fi'], excluded: ['person-c'] });
    const result = matchPool([lonely, samplePartner('b'), samplePartner('c')], sampleParameters());
    expect(result.unmatched).toEqual([
      { partnerId: 'partner-a', reason: 'rules-remove-every-partner', rule: 'no-shared-language', candidates: 0 },
    ]);
  });

  it('reports each stage to its end', () => {
    const ends = new Map<string, number[]>();
    matchPool([samplePartner('a'), samplePartner('b')], sampleParameters(), (stage, done, of) =>
      ends.set(stage, [done, of]),
    );
    expect([...ends]).toEqual([['scoring', [2, 2]], ['solving', [2, 2]], ['explaining', [2, 2]]]); // prettier-ignore
  });

  it('of nobody is empty', () => {
    expect(matchPool([], sampleParameters())).toEqual({ drafts: [], unmatched: [], total: 0, edges: 0, matchable: 0 });
  });

  it('refuses a pool that is too large before it scores anybody', () => {
    const pool = Array.from({ length: LIMITS.partners + 1 }, (_, n) => samplePartner(`p${n}`));
    const stages: string[] = [];
    expect(() => matchPool(pool, sampleParameters(), (stage) => stages.push(stage))).toThrow(PoolTooLarge);
    expect(() => matchPool(pool, sampleParameters())).toThrow('3001 partners is too large: at most 3000 partners');
    expect(stages).toEqual([]);
  });

  it('refuses too many candidate pairs rather than leaving some out', () => {
    const pool = Array.from({ length: 600 }, (_, n) => samplePartner(`p${n}`));
    expect(() => matchPool(pool, sampleParameters({ candidatesPerPartner: 600 }))).toThrow('600 partners and 179700 candidate pairs'); // prettier-ignore
  });

  it('refuses a partner who is in the pool twice', () => {
    expect(() => matchPool([samplePartner('a'), samplePartner('a')], sampleParameters())).toThrow(RangeError);
  });
});

describe('the candidate graph', () => {
  it('keeps the best of each, from either side, with the score that explains the pair', () => {
    fc.assert(
      fc.property(pools, parameterSets, fc.constantFrom(1, 2, 3), (pool, parameters, k) => {
        const graph = candidateGraph(pool, { ...parameters, candidatesPerPartner: k });
        const pairs = feasiblePairs(pool, parameters);
        const kept = pairs.filter((pair) =>
          [pair.a, pair.b].some((partnerId) => {
            const own = pairs.filter(({ a, b }) => a === partnerId || b === partnerId);
            const other = ({ a, b }: Draft) => (a === partnerId ? b : a);
            own.sort((one, two) => two.score - one.score || (other(one) < other(two) ? -1 : 1));
            return own.indexOf(pair) < k;
          }),
        );
        const edges = graph.edges.map(([a, b, score]) => ({ a: graph.partnerIds[a], b: graph.partnerIds[b], score }));
        expect(edges).toEqual(kept.map(({ a, b, score }) => ({ a, b, score })));
      }),
      runs,
    );
  });

  it('needs at least one candidate a partner', () => {
    expect(() => candidateGraph([], sampleParameters({ candidatesPerPartner: 0 }))).toThrow(RangeError);
  });
});

function feasiblePairs(pool: readonly PoolPartner[], parameters: MatchParameters): readonly Draft[] {
  const context = scoringContext(parameters);
  return pool.flatMap((a, at) =>
    pool.slice(at + 1).flatMap((b) => {
      const result = scorePair(a, b, parameters, context);
      return result.feasible ? [result.draft] : [];
    }),
  );
}

/** Tries every set of pairs. */
function bestSet(pairs: readonly Draft[], bonus: number): { readonly pairs: number; readonly total: number } {
  const first = pairs[0]?.a;
  if (first === undefined) return { pairs: 0, total: 0 };
  // The first partner goes alone, or with one of their candidates.
  const alone = bestSet(
    pairs.filter(({ a }) => a !== first),
    bonus,
  );
  const paired = pairs
    .filter(({ a }) => a === first)
    .map(({ b, score }) => {
      const free = pairs.filter((pair) => pair.a !== first && pair.a !== b && pair.b !== b);
      const rest = bestSet(free, bonus);
      return { pairs: rest.pairs + 1, total: rest.total + score };
    });
  const worth = (set: { pairs: number; total: number }) => set.total + set.pairs * bonus;
  return paired.reduce((best, each) => (worth(each) > worth(best) ? each : best), alone);
}

function expectTrueReasons(pool: readonly PoolPartner[], parameters: MatchParameters, result: MatchResult) {
  const context = scoringContext(parameters);
  const pairs = feasiblePairs(pool, parameters);
  const worth = new Map(result.drafts.flatMap(({ a, b, score }) => [[a, score], [b, score]])); // prettier-ignore
  const candidatesOf = (id: string) => pairs.filter(({ a, b }) => a === id || b === id).map(({ a, b, score }) => ({ id: a === id ? b : a, score })); // prettier-ignore

  const left = pool.map(({ partnerId }) => partnerId).filter((id) => !worth.has(id));
  expect(result.unmatched.map(({ partnerId }) => partnerId)).toEqual(left);
  expect(result.matchable).toBe(pool.filter(({ partnerId }) => candidatesOf(partnerId).length > 0).length);

  for (const { partnerId, reason, rule, candidates } of result.unmatched) {
    const others = pool
      .filter((other) => other.partnerId !== partnerId)
      .map((other) => {
        const scored = scorePair(
          pool.find((each) => each.partnerId === partnerId)!,
          other,
          parameters,
          context,
        );
        if (!scored.feasible) return { gain: scored.aGain, gives: scored.bGain, rules: scored.rules };
        const { a, aGain, bGain } = scored.draft;
        return { gain: a === partnerId ? aGain : bGain, gives: a === partnerId ? bGain : aGain, rules: [] };
      });
    const offered = others.some(({ gain }) => gain > 0);
    const wanted = others.some(({ gives }) => gives > 0);
    const reciprocal = others.filter(({ gain, gives }) => gain > 0 && gives > 0);
    expect(candidates).toBe(candidatesOf(partnerId).length);

    if (reason === 'nobody-offers-what-they-want') expect(offered).toBe(false);
    else if (reason === 'nobody-wants-what-they-offer') expect([offered, wanted]).toEqual([true, false]);
    else if (reason === 'no-reciprocal-partner') expect([offered, wanted, reciprocal.length]).toEqual([true, true, 0]);
    else if (reason === 'rules-remove-every-partner') {
      expect(reciprocal.length > 0 && candidates === 0 && rule !== undefined).toBe(true);
      const times = (each: Rule | undefined) =>
        reciprocal.filter(({ rules }) => rules.some((one) => one === each)).length;
      for (const each of reciprocal.flatMap(({ rules }) => rules))
        expect(times(rule)).toBeGreaterThanOrEqual(times(each));
    } else if (reason === 'odd-one-out') {
      const reached = new Set([partnerId]);
      for (const id of reached) for (const candidate of candidatesOf(id)) reached.add(candidate.id);
      expect([reached.size % 2, left.filter((id) => reached.has(id))]).toEqual([1, [partnerId]]);
    } else {
      expect(candidates).toBeGreaterThan(0);
      for (const { id, score } of candidatesOf(partnerId)) expect(worth.get(id) ?? 0).toBeGreaterThanOrEqual(score);
    }
  }
}
