import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { poolHash } from './pool-hash.js';
import { samplePartner } from './sample-pool.examples.js';

const pool = [samplePartner('a', { managerId: 'person-b' }), samplePartner('b')];

describe('the hash of a pool', () => {
  it('does not depend on the order of rows or fields, nor on what a document carries beside', () => {
    const turned = pool
      .toReversed()
      .map((partner) =>
        Object.fromEntries([...(Object.entries(partner) as [string, unknown][]), ['revision', 7] as const].reverse()),
      );
    expect(poolHash(turned as unknown as typeof pool)).toBe(poolHash(pool));
  });

  it('changes with whatever may change the outcome', () => {
    const hashes = [
      pool,
      pool.slice(1),
      [samplePartner('a'), samplePartner('b')],
      [samplePartner('a', { managerId: 'person-b', waitedRounds: 1 }), samplePartner('b')],
      [samplePartner('a', { managerId: 'person-b', offers: [{ skill: 'go', level: 4 }] }), samplePartner('b')],
    ].map(poolHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('is SHA-256 of canonical JSON, so that others can compute it', () => {
    const json =
      '[{"availability":["mon-am","tue-am"],"excluded":[],"generation":"X","languages":["en"],"learningStyles":["visual"],' +
      '"methods":["video"],"offers":[{"level":5,"skill":"go"}],"partnerId":"partner-c","personId":"person-c","previous":[],' +
      '"timeZone":"Europe/Berlin","waitedRounds":0,"wants":[{"priority":3,"skill":"go"}]}]';
    expect(poolHash([samplePartner('c')])).toBe(createHash('sha256').update(json).digest('hex'));
  });
});
