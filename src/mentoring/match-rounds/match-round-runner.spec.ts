import { beforeEach, describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import { PoolTooLarge } from '../matching/limits.js';
import { programFacts } from '../programs/program.facts.js';
import {
  clock,
  entriesOf,
  organization,
  pairedInOrder,
  programId,
  roundId,
  Rounds,
} from './match-round-runner.examples.js';
import { openMatchRound } from './open-match-round.js';

let rounds: Rounds;
beforeEach(() => {
  rounds = new Rounds();
});

describe('a round that was started', () => {
  it('says of which pool, at which position of the log, and what it was asked', () => {
    rounds.start();
    expect(rounds.state().input).toMatchObject({
      programId,
      poolPosition: '4711',
      poolVersion: 1,
      poolSize: 6,
      catalogueVersion: 1,
      engine: 'edmonds-blossom-fixed 1.0.1',
      parameters: { objective: 'total', availabilityFrom: '2026-03-02', candidatesPerPartner: 50, minReciprocity: 0.2 },
    });
  });

  it('is of a program', () => {
    const pool = { entries: [], position: 1n, version: 1 };
    expect(() => openMatchRound({ programId }, programFacts.initial, organization, pool, clock)).toThrow(
      expect.objectContaining({ code: 'program-not-found' }),
    );
  });

  it('is brought to its end: pairs with the persons and reasons, who is left, and the counts', async () => {
    rounds.start();
    rounds.entries = entriesOf(6);
    await rounds.runner().run(roundId);
    expect(rounds.types()).toEqual([
      'MatchRoundStarted',
      'PairsDrafted',
      'PartnersLeftUnmatched',
      'MatchRoundCompleted',
    ]);
    const { drafts, unmatched, status } = rounds.state();
    expect({ status, drafts: drafts.length, unmatched: unmatched.length }).toEqual({
      status: 'completed',
      drafts: 2,
      unmatched: 2,
    });
    const persons = new Map(rounds.entries.map(({ partnerId, personId }) => [partnerId, personId]));
    for (const { a, b, aPersonId, bPersonId, why } of drafts) {
      expect([aPersonId, bPersonId]).toEqual([persons.get(a), persons.get(b)]);
      expect(why).toMatchObject({ aGain: 1, factors: { sharedHours: 2 } });
    }
    expect(rounds.events.at(-1)?.data).toMatchObject({ pairs: 2, unmatched: 2, total: 20, matchable: 6, edges: 7 });
  });

  it('is answered in chunks of 200 pairs and 500 who are left', async () => {
    rounds.entries = entriesOf(1502);
    rounds.solve = async (pool) => pairedInOrder(pool, 1000);
    rounds.start();
    await rounds.runner().run(roundId);
    const chunks = rounds.events.flatMap(({ data }) =>
      'pairs' in data && Array.isArray(data.pairs) ? [data.pairs.length] : [],
    );
    const left = rounds.events.flatMap(({ data }) => ('partners' in data ? [data.partners.length] : []));
    expect([chunks, left]).toEqual([
      [200, 51],
      [500, 500],
    ]);
    expect(rounds.state().status).toBe('completed');
  });

  it('is matched with the categories of the catalogue that it names', async () => {
    rounds.solve = async (pool, { categories }) => {
      expect(categories).toEqual({ cobol: 'languages' });
      return pairedInOrder(pool, 0);
    };
    rounds.start();
    await rounds.runner().run(roundId);
    expect(rounds.state().status).toBe('completed');
  });

  it('tells how far it is, until it is at its end', async () => {
    const seen: unknown[] = [];
    const runner = rounds.runner();
    rounds.solve = async (pool, _, options) => {
      options?.onProgress?.('scoring', 3, 6);
      seen.push(runner.progress(roundId));
      return pairedInOrder(pool);
    };
    rounds.beforeAppend = () => seen.push(runner.progress(roundId)?.stage);
    rounds.start();
    const running = runner.run(roundId);
    expect(runner.progress(roundId)).toEqual({ stage: 'waiting', done: 0, of: 1 });
    await running;
    expect(seen).toEqual([{ stage: 'scoring', done: 3, of: 6 }, 'scoring', 'recording', 'recording']);
    expect(runner.progress(roundId)).toBeUndefined();
  });
});

describe('a round that was cut off', () => {
  const cutOffBefore = (step: number) => {
    rounds.entries = entriesOf(900);
    rounds.beforeAppend = (asked) => {
      if (asked === step) throw new Error('the store does not answer');
    };
    rounds.start();
  };

  it.each([1, 2, 3, 4, 5])(
    'before step %d is finished by the next who takes it up, and no chunk is there twice',
    async (step) => {
      cutOffBefore(step);
      await rounds.runner().run(roundId);
      expect(rounds.state().status).toBe('running');
      expect(rounds.failures).toHaveLength(1);

      const next = rounds.runner();
      await next.resume();
      await next.run(roundId);
      expect(rounds.types()).toEqual([
        'MatchRoundStarted',
        ...['PairsDrafted', 'PairsDrafted', 'PairsDrafted', 'PartnersLeftUnmatched'],
        'MatchRoundCompleted',
      ]);
      expect(rounds.state().drafts).toHaveLength(449);
    },
  );

  it('and whose recorded part does not go with what is found now fails with its reason, and is not tried for ever', async () => {
    cutOffBefore(3);
    await rounds.runner().run(roundId);
    rounds.solve = async (pool) => pairedInOrder([...pool].reverse());
    await rounds.runner().run(roundId);
    expect(rounds.failure).toMatchObject({ code: 'solution-changed' });
    await rounds.runner().resume();
    expect(rounds.solved).toBe(2);
  });
});

describe('a round that cannot be answered', () => {
  it('since its pool is too large fails with the limit', async () => {
    rounds.solve = async () => {
      throw new PoolTooLarge(3001);
    };
    rounds.start();
    await rounds.runner().run(roundId);
    expect(rounds.failure).toEqual({
      programId,
      roundId,
      code: 'pool-too-large',
      message: new PoolTooLarge(3001).message,
    });
    expect(rounds.failures).toEqual([]);
  });

  it('since the log gives another pool than the one it was started with fails before anything is matched', async () => {
    rounds.start();
    rounds.entries = entriesOf(7);
    await rounds.runner().run(roundId);
    expect(rounds.failure).toMatchObject({ code: 'pool-changed' });
    expect(rounds.solved).toBe(0);
  });

  it('since the matching broke fails with a sentence for people; what went wrong is for the log alone', async () => {
    const error = new TypeError('undefined is not a function');
    rounds.solve = async () => {
      throw error;
    };
    rounds.start();
    await rounds.runner().run(roundId);
    expect(rounds.failure).toMatchObject({ code: 'matching-failed' });
    expect(rounds.failure?.message).toMatch(/^The matching ended with an error\. Start another round/);
    expect(JSON.stringify(rounds.events)).not.toMatch(/undefined is not|TypeError|\.ts:/);
    expect(rounds.failures).toEqual([error]);
  });

  it('since it was discarded meanwhile is let be', async () => {
    rounds.solve = async (pool) => {
      rounds.events.push({ id: roundId, type: 'MatchRoundDiscarded', data: { programId, roundId } });
      return pairedInOrder(pool);
    };
    rounds.start();
    await rounds.runner().run(roundId);
    expect(rounds.types()).toEqual(['MatchRoundStarted', 'MatchRoundDiscarded']);
    expect(rounds.failures).toEqual([]);
  });

  it('since it is over is not taken up', async () => {
    rounds.start();
    await rounds.runner().run(roundId);
    await rounds.runner().run(roundId);
    await rounds.runner().run(derivedId('a round that never was'));
    expect(rounds.solved).toBe(1);
  });
});

describe('the runner', () => {
  it('runs one round after another', async () => {
    const other = derivedId('another round');
    const order: string[] = [];
    const runner = rounds.runner();
    rounds.solve = async (pool) => {
      order.push('begun');
      await new Promise(setImmediate);
      order.push('ended');
      return pairedInOrder(pool);
    };
    rounds.start();
    rounds.start(other);
    await Promise.all([runner.run(roundId), runner.run(other)]);
    expect(order).toEqual(['begun', 'ended', 'begun', 'ended']);
    expect([rounds.state().status, rounds.state(other).status]).toEqual(['completed', 'completed']);
  });

  it('runs a round once, however often it is asked', async () => {
    const runner = rounds.runner();
    rounds.start();
    await Promise.all([runner.run(roundId), runner.run(roundId), runner.resume()]);
    expect(rounds.solved).toBe(1);
  });

  it('goes on with the next round when one cannot be recorded', async () => {
    const other = derivedId('another round');
    rounds.beforeAppend = (step) => {
      if (step === 1) throw new Error('the store does not answer');
    };
    rounds.start();
    rounds.start(other);
    const runner = rounds.runner();
    await Promise.all([runner.run(roundId), runner.run(other)]);
    expect([rounds.state().status, rounds.state(other).status]).toEqual(['running', 'completed']);
  });

  it('that is stopped leaves its round running, for the next start', async () => {
    const runner = rounds.runner();
    rounds.solve = (_, __, options) =>
      new Promise((_resolve, reject) => {
        const signal = options?.signal;
        signal?.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      });
    rounds.start();
    rounds.start(derivedId('another round'));
    const running = [runner.run(roundId), runner.run(derivedId('another round'))];
    await new Promise(setImmediate);
    await runner.stop();
    await Promise.all(running);
    expect(rounds.types()).toEqual(['MatchRoundStarted']);
    expect(rounds.solved).toBe(1);
    expect(rounds.failures).toEqual([]);
  });
});
