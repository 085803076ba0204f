import { describe, expect, it } from '@jest/globals';
import { specificationOf } from '../../kernel/specification.js';
import { organizationFacts } from '../organization/organization.facts.js';
import { DEFAULT_POLICY, programFacts } from '../programs/program.facts.js';
import type { MatchRoundEvent } from './match-round.events.js';
import type { Draft, Unmatched } from './match-round.facts.js';
import { matchRound } from './match-round.js';
import { roundParameters } from './round-parameters.js';

const programId = '00000000-0000-4000-8000-0000000000f1';
const roundId = '00000000-0000-4000-8000-0000000000c1';
const program = { ...programFacts.initial, exists: true, name: 'Bridges' };
const organization = { ...organizationFacts.initial, founded: true, catalogueVersion: 2 };
const { given } = specificationOf(matchRound, {
  id: roundId,
  actor: { kind: 'coordinator', id: 'coordinator' },
  commandId: 'c1',
  now: '2026-03-01T09:00:00.000Z',
  facts: { program, organization },
});

const input = {
  programId,
  poolPosition: '4711',
  poolVersion: 1,
  poolHash: 'hash',
  poolSize: 5,
  parameters: roundParameters({ programId }, DEFAULT_POLICY, '2026-03-01'),
  catalogueVersion: 2,
  engine: 'engine 1',
  timeZoneData: '2026a',
};
const partner = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const pair = (a: number, b: number, score = 700_000): Draft => ({
  a: partner(a),
  b: partner(b),
  aPersonId: partner(a),
  bPersonId: partner(b),
  score,
  why: { aLearns: [], bLearns: [], aGain: 0.5, bGain: 0.5, factors: {} },
});
const left = (n: number): Unmatched => ({ partnerId: partner(n), reason: 'odd-one-out', candidates: 2 });

const started: MatchRoundEvent = { type: 'MatchRoundStarted', data: { roundId, ...input } };
const drafted = (chunk: number, pairs: readonly Draft[], solution = 1): MatchRoundEvent => ({
  type: 'PairsDrafted',
  data: { programId, roundId, solution, chunk, pairs },
});
const leftUnmatched = (chunk: number, partners: readonly Unmatched[], solution = 1): MatchRoundEvent => ({
  type: 'PartnersLeftUnmatched',
  data: { programId, roundId, solution, chunk, partners },
});
const counts = { solution: 1, pairs: 2, unmatched: 1, total: 1_300_000, matchable: 5, edges: 7 };
const completed: MatchRoundEvent = { type: 'MatchRoundCompleted', data: { programId, roundId, ...counts } };
const solved = [started, drafted(0, [pair(1, 2)]), drafted(1, [pair(3, 4, 600_000)]), leftUnmatched(0, [left(5)])];
const done = [...solved, completed];
const failed: MatchRoundEvent = {
  type: 'MatchRoundFailed',
  data: { programId, roundId, code: 'pool-too-large', message: 'Too large.' },
};
const published: MatchRoundEvent = { type: 'MatchRoundPublished', data: { programId, roundId, solution: 1, pairs: 2 } };
const discarded: MatchRoundEvent = { type: 'MatchRoundDiscarded', data: { programId, roundId } };

describe('a match round', () => {
  it('opens with all that its answer depends on, once', () => {
    given().when('openMatchRound', input).then(started);
    given(started).when('openMatchRound', input).thenRefused('match-round-exists');
  });

  it('opens in a program', () => {
    given()
      .when('openMatchRound', input, { facts: { program: programFacts.initial, organization } })
      .thenRefused('program-not-found');
  });

  it('opens with a catalogue that was loaded', () => {
    given()
      .when('openMatchRound', { ...input, catalogueVersion: 3 })
      .thenRefused('catalogue-not-found');
  });

  it.each([0, 1])('does not open over a pool of %d', (poolSize) => {
    given()
      .when('openMatchRound', { ...input, poolSize })
      .thenRefused('pool-too-small');
  });

  it('asks for what the coordinator asks, and else for what the policy says', () => {
    const policy = { ...DEFAULT_POLICY, minReciprocity: 0.4, maxTimeZoneGapHours: 6 };
    expect(roundParameters({ programId }, policy, '2026-03-01')).toMatchObject({
      objective: 'total',
      candidatesPerPartner: 50,
      minReciprocity: 0.4,
      maxTimeZoneGapHours: 6,
      availabilityFrom: '2026-03-01',
    });
    const asked = { programId, objective: 'pairs', candidatesPerPartner: 20, minReciprocity: 0 } as const;
    expect(roundParameters(asked, policy, '2026-03-01')).toMatchObject({
      objective: 'pairs',
      candidatesPerPartner: 20,
      minReciprocity: 0,
    });
  });
});

describe('a solution', () => {
  it('comes in chunks, and a chunk that comes again changes nothing', () => {
    const first = { solution: 1, chunk: 0, pairs: [pair(1, 2)] };
    const rest = { solution: 1, chunk: 0, partners: [left(5)] };
    given(started).when('draftPairs', first).then(drafted(0, first.pairs));
    given(started, drafted(0, first.pairs)).when('draftPairs', first).thenNothingHappens();
    given(started).when('leaveUnmatched', rest).then(leftUnmatched(0, rest.partners));
    given(started, leftUnmatched(0, rest.partners)).when('leaveUnmatched', rest).thenNothingHappens();
  });

  it('places everybody once', () => {
    const twice = { solution: 1, chunk: 5 };
    given(started)
      .when('draftPairs', { ...twice, pairs: [pair(1, 2), pair(2, 3)] })
      .thenRefused('partner-placed-twice');
    given(...solved)
      .when('draftPairs', { ...twice, pairs: [pair(1, 6)] })
      .thenRefused('partner-placed-twice');
    given(...solved)
      .when('draftPairs', { ...twice, pairs: [pair(5, 6)] })
      .thenRefused('partner-placed-twice');
    given(...solved)
      .when('leaveUnmatched', { ...twice, partners: [left(3)] })
      .thenRefused('partner-placed-twice');
  });

  it('pairs two different partners, the smaller id first', () => {
    given(started)
      .when('draftPairs', { solution: 1, chunk: 0, pairs: [pair(1, 1)] })
      .thenRefused('pair-out-of-order');
    given(started)
      .when('draftPairs', { solution: 1, chunk: 0, pairs: [pair(2, 1)] })
      .thenRefused('pair-out-of-order');
  });

  it('comes in chunks of a bounded size', () => {
    const pairs = Array.from({ length: 201 }, () => pair(1, 2));
    const partners = Array.from({ length: 501 }, () => left(1));
    given(started).when('draftPairs', { solution: 1, chunk: 0, pairs }).thenRefused('chunk-too-large');
    given(started).when('leaveUnmatched', { solution: 1, chunk: 0, partners }).thenRefused('chunk-too-large');
  });

  it('may take the place of one that was cut off, and not the other way around', () => {
    const again = { solution: 2, chunk: 0, pairs: [pair(1, 3)] };
    given(...solved)
      .when('draftPairs', again)
      .then(drafted(0, again.pairs, 2));
    given(...solved, drafted(0, again.pairs, 2))
      .when('draftPairs', { solution: 1, chunk: 2, pairs: [pair(6, 7)] })
      .thenRefused('solution-superseded');
    given(...solved, drafted(0, again.pairs, 2), leftUnmatched(0, [left(2)], 2))
      .when('completeMatchRound', { ...counts, solution: 2, pairs: 1, total: 700_000 })
      .then({
        type: 'MatchRoundCompleted',
        data: { programId, roundId, ...counts, solution: 2, pairs: 1, total: 700_000 },
      });
  });

  it('is complete when its chunks hold what they should', () => {
    given(...solved)
      .when('completeMatchRound', counts)
      .then(completed);
    given(...done)
      .when('completeMatchRound', counts)
      .thenNothingHappens();
  });

  it('without any pair is complete too', () => {
    const none = { solution: 1, pairs: 0, unmatched: 0, total: 0, matchable: 0, edges: 0 };
    given(started)
      .when('completeMatchRound', none)
      .then({ type: 'MatchRoundCompleted', data: { programId, roundId, ...none } });
  });

  it.each([{ pairs: 3 }, { unmatched: 2 }, { total: 1_300_001 }, { solution: 2 }])(
    'is not complete while chunks are missing: %j',
    (other) => {
      given(...solved)
        .when('completeMatchRound', { ...counts, ...other })
        .thenRefused('solution-incomplete');
    },
  );
});

describe('a round that has begun', () => {
  it.each([
    ['completed', done],
    ['failed', [started, failed]],
    ['published', [...done, published]],
    ['discarded', [...done, discarded]],
  ] as const)('and is %s takes no more results', (_status, past) => {
    given(...past)
      .when('draftPairs', { solution: 1, chunk: 9, pairs: [] })
      .thenRefused('match-round-not-running');
    given(...past)
      .when('leaveUnmatched', { solution: 1, chunk: 9, partners: [] })
      .thenRefused('match-round-not-running');
    given(...past)
      .when('completeMatchRound', { ...counts, solution: 2 })
      .thenRefused('match-round-not-running');
  });

  it('fails while it runs, once', () => {
    const reason = { code: 'pool-too-large', message: 'Too large.' };
    given(started).when('failMatchRound', reason).then(failed);
    given(started, failed).when('failMatchRound', reason).thenNothingHappens();
    given(...done)
      .when('failMatchRound', reason)
      .thenRefused('match-round-not-running');
  });

  it('is published once', () => {
    given(...done)
      .when('publishMatchRound', {})
      .then(published);
    given(...done, published)
      .when('publishMatchRound', {})
      .thenNothingHappens();
  });

  it('is published only when it is complete', () => {
    given(...solved)
      .when('publishMatchRound', {})
      .thenRefused('match-round-running');
    given(started, failed).when('publishMatchRound', {}).thenRefused('match-round-failed');
    given(...done, discarded)
      .when('publishMatchRound', {})
      .thenRefused('match-round-discarded');
  });

  it('is discarded once, also while it runs and when it has failed', () => {
    for (const past of [[started], [started, failed], done])
      given(...past)
        .when('discardMatchRound', {})
        .then(discarded);
    given(...done, discarded)
      .when('discardMatchRound', {})
      .thenNothingHappens();
  });

  it('is not discarded when its proposals are out', () => {
    given(...done, published)
      .when('discardMatchRound', {})
      .thenRefused('match-round-published');
  });

  it('exists', () => {
    given().when('draftPairs', { solution: 1, chunk: 0, pairs: [] }).thenRefused('match-round-not-found');
    given().when('leaveUnmatched', { solution: 1, chunk: 0, partners: [] }).thenRefused('match-round-not-found');
    given().when('completeMatchRound', counts).thenRefused('match-round-not-found');
    given().when('failMatchRound', { code: 'x', message: 'x' }).thenRefused('match-round-not-found');
    given().when('publishMatchRound', {}).thenRefused('match-round-not-found');
    given().when('discardMatchRound', {}).thenRefused('match-round-not-found');
  });
});
