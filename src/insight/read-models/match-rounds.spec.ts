import { describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import { DEFAULT_POLICY } from '../../mentoring/programs/program.facts.js';
import { roundParameters } from '../../mentoring/match-rounds/round-parameters.js';
import { document, folded, on } from './folding.examples.js';
import { matchRounds } from './match-rounds.js';

const ids = { programId: derivedId('program'), roundId: derivedId('round') };
const parameters = roundParameters({ programId: ids.programId }, DEFAULT_POLICY, '2026-03-02');
const started = { type: 'MatchRoundStarted', data: { ...ids, poolPosition: '4711', poolSize: 5, parameters } };
const counts = { solution: 1, pairs: 2, unmatched: 1, total: 1_300_000, matchable: 5, edges: 7 };
const completed = { type: 'MatchRoundCompleted', data: { ...ids, ...counts } };
const failed = { type: 'MatchRoundFailed', data: { ...ids, code: 'pool-too-large', message: 'Too many.' } };

const round = (...events: Parameters<typeof on>[1][]) =>
  document(folded(matchRounds, on('2026-03-02T09:00:00.000Z', started), on('2026-03-02T09:05:00.000Z', ...events)));

describe('a match round in the list', () => {
  it('runs since it was started, with what it was asked', () => {
    const running = round();
    expect(running).toMatchObject({
      ...ids,
      status: 'running',
      startedAt: '2026-03-02T09:00:00.000Z',
      poolSize: 5,
      parameters,
    });
    expect(running).not.toHaveProperty('endedAt');
  });

  it('is completed with its counts', () => {
    expect(round(completed)).toMatchObject({ ...counts, status: 'completed', endedAt: '2026-03-02T09:05:00.000Z' });
  });

  it('is failed with its reason', () => {
    expect(round(failed)).toMatchObject({
      status: 'failed',
      failure: { code: 'pool-too-large', message: 'Too many.' },
      endedAt: '2026-03-02T09:05:00.000Z',
    });
  });

  it('is published or discarded, and keeps its counts', () => {
    for (const [type, status] of [
      ['MatchRoundPublished', 'published'],
      ['MatchRoundDiscarded', 'discarded'],
    ] as const)
      expect(round(completed, { type, data: { ...ids, solution: 1, pairs: 2 } })).toMatchObject({ status, ...counts });
  });

  it('holds no draft: those are answered from its own stream', () => {
    const drafted = { type: 'PairsDrafted', data: { ...ids, solution: 1, chunk: 0, pairs: [{}] } };
    expect(round(drafted)).toEqual(round());
  });
});
