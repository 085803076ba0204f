import { describe, expect, it } from '@jest/globals';
import { poolHash } from '../matching/pool-hash.js';
import { DEFAULT_POLICY } from '../programs/program.facts.js';
import { poolOf, type PoolEntry } from './pool-entry.js';
import { roundParameters } from './round-parameters.js';

const parameters = roundParameters({ programId: 'p' }, DEFAULT_POLICY, '2026-03-02');

const entry = (metOn: PoolEntry['metOn']): PoolEntry => ({
  partnerId: 'partner',
  personId: 'person',
  programId: 'p',
  available: true,
  generation: 'millennials',
  timeZone: 'UTC',
  offers: [{ skill: 'go', level: 3 }],
  wants: [{ skill: 'sql', priority: 2 }],
  learningStyles: [],
  methods: [],
  availability: [],
  languages: [],
  capacity: 1,
  held: 0,
  excluded: [],
  metOn,
  waitedRounds: 0,
  waitedOn: '',
});

describe('the pool of a round', () => {
  it('is the same one, whether an entry was just folded or comes from a store that orders its keys', () => {
    const folded = { 'person-b': '2026-02-01', 'person-a': '2026-02-02' };
    const stored = { 'person-a': '2026-02-02', 'person-b': '2026-02-01' };
    expect(poolHash(poolOf([entry(folded)], parameters))).toBe(poolHash(poolOf([entry(stored)], parameters)));
  });

  it('leaves out whom a partner met too long ago', () => {
    const [partner] = poolOf([entry({ lately: '2026-02-01', 'long ago': '2025-02-01' })], parameters);
    expect(partner?.previous).toEqual(['lately']);
  });
});
