import { describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import { roundParameters } from '../match-rounds/round-parameters.js';
import { DEFAULT_POLICY } from '../programs/program.facts.js';
import { proposeDrafts } from './propose-drafts.js';
import { asks } from './world.examples.js';

const programId = derivedId('program');
const roundId = derivedId('round');
const parameters = roundParameters({ programId }, DEFAULT_POLICY, '2026-03-02');
const why = { aLearns: [], bLearns: [], aGain: 0.4, bGain: 0.5, factors: {} };
const draft = (n: number) => ({
  a: `a${n}`,
  b: `b${n}`,
  aPersonId: `pa${n}`,
  bPersonId: `pb${n}`,
  score: 1000 + n,
  why,
});

const started = { type: 'MatchRoundStarted', data: { programId, roundId, parameters } };
const drafted = (solution: number, chunk: number, count: number) => ({
  type: 'PairsDrafted',
  data: {
    programId,
    roundId,
    solution,
    chunk,
    pairs: Array.from({ length: count }, (_, n) => draft(chunk * 1000 + n)),
  },
});
const published = { type: 'MatchRoundPublished', data: { programId, roundId, solution: 1, pairs: 1 } };

describe('when a round is published', () => {
  it('each draft becomes a proposal with its score and reasons, under an id that derives from round and pair', async () => {
    expect(await asks(proposeDrafts, [published], { present: [started, drafted(1, 0, 1), published] })).toEqual([
      [
        'ProposeDraft',
        derivedId('partnership', roundId, 'a0', 'b0'),
        { programId, roundId, a: 'a0', b: 'b0', score: 1000, why },
      ],
    ]);
  });

  it('all drafts of all chunks are proposed, however many', async () => {
    const present = [started, drafted(1, 0, 200), drafted(1, 1, 50), published];
    const asked = await asks(proposeDrafts, [published], { present });
    expect(asked).toHaveLength(250);
    expect(new Set(asked.map(([, id]) => id)).size).toBe(250);
  });

  it('a draft that is refused does not keep the others from being proposed', async () => {
    const present = [started, drafted(1, 0, 130), published];
    const gone = derivedId('partnership', roundId, 'a7', 'b7');
    const refuse = (_: string, id: string) => (id === gone ? 'partner-not-active' : undefined);
    expect(await asks(proposeDrafts, [published], { present, refuse })).toHaveLength(130);
  });

  it('only the drafts of its latest solution are proposed', async () => {
    const present = [started, drafted(1, 0, 3), drafted(2, 5, 1), published];
    expect((await asks(proposeDrafts, [published], { present })).map(([, , body]) => body)).toMatchObject([
      { a: 'a5000' },
    ]);
  });

  it('of one that is completed only, nothing is', async () => {
    const completed = { type: 'MatchRoundCompleted', data: { programId, roundId, solution: 1, pairs: 1 } };
    expect(await asks(proposeDrafts, [started, drafted(1, 0, 1), completed])).toEqual([]);
  });
});
