import { describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import { poolOf } from '../../mentoring/match-rounds/pool-entry.js';
import { roundParameters } from '../../mentoring/match-rounds/round-parameters.js';
import { happened, joined, updated, withdrew } from '../../mentoring/partners/partner.examples.js';
import {
  ana,
  bo,
  closed,
  declined,
  formed,
  lapsed,
  pair,
  proposed,
} from '../../mentoring/partnerships/partnership.examples.js';
import { DEFAULT_POLICY } from '../../mentoring/programs/program.facts.js';
import { document, folded, on } from './folding.examples.js';
import { matchingPool } from './matching-pool.js';

const { programId } = pair;
const place = { programId, partnerId: ana.partnerId, personId: ana.personId };
const signedUp = joined(place);
const formedPair = formed.at(-1)!;

const ofAna = (...events: (Parameters<typeof on>[1] | readonly ReturnType<typeof on>[number][])[]) =>
  document(
    folded(matchingPool, ...events.map((event) => (Array.isArray(event) ? event : on('2026-03-02', event as never)))),
    ana.partnerId,
  );
const leftOut = { type: 'PartnersLeftUnmatched', data: { programId, partners: [{ partnerId: ana.partnerId }] } };

describe('a partner in the matching pool', () => {
  it('is there as they signed up', () => {
    expect(ofAna(signedUp)).toMatchObject({
      partnerId: ana.partnerId,
      programId,
      personId: ana.personId,
      available: true,
      offers: [{ skill: 'cobol', level: 5 }],
      wants: [{ skill: 'containers', priority: 2 }],
      capacity: 2,
      held: 0,
    });
  });

  it('is there as they have declared since', () => {
    const declare = (type: string, change: object) => ({ type, data: { ...place, ...change } });
    const changes = {
      offers: [{ skill: 'fortran', level: 3 }],
      wants: [],
      learningStyles: ['visual'],
      capacity: 1,
      timeZone: 'Asia/Tokyo',
      availability: ['fri-pm'],
      methods: ['chat'],
      languages: ['ja'],
    };
    const { offers, wants, learningStyles, capacity, ...hours } = changes;
    expect(
      ofAna(
        signedUp,
        declare('OffersDeclared', { offers }),
        declare('WantsDeclared', { wants }),
        declare('LearningStyleDescribed', { learningStyles }),
        declare('CapacitySet', { capacity }),
        declare('AvailabilityStated', hours),
      ),
    ).toMatchObject(changes);
  });

  it('has the manager whom HR knows now, and none when HR knows none any longer', () => {
    const managed = joined(place, { managerId: derivedId('Mia') });
    const newManager = updated(place, { managerId: derivedId('Ned') });
    expect(ofAna(managed, newManager)).toMatchObject({ managerId: derivedId('Ned'), timeZone: 'Europe/Berlin' });
    expect(ofAna(managed, updated(place))).not.toHaveProperty('managerId');
  });

  it('is not available while paused or withdrawn', () => {
    const available = (...events: Parameters<typeof on>[1][]) => ofAna(signedUp, ...events).available;
    const paused = happened('PartnerPaused', place);
    expect(available(paused)).toBe(false);
    expect(available(paused, happened('PartnerResumed', place))).toBe(true);
    expect(available(withdrew(place))).toBe(false);
    expect(available(paused, withdrew(place, true), happened('PartnerRejoined', place))).toBe(true);
  });

  it('holds a place for a proposal until it is declined, lapses, or, formed, is closed', () => {
    const held = (...events: Parameters<typeof on>[1][]) => ofAna(signedUp, ...events).held;
    expect(held(proposed)).toBe(1);
    expect(held(proposed, declined)).toBe(0);
    expect(held(proposed, lapsed)).toBe(0);
    expect(held(...formed)).toBe(1);
    expect(held(...formed, closed)).toBe(0);
  });

  it('remembers with whom they met last, and when', () => {
    expect(ofAna(signedUp, proposed, on('2026-03-20', declined)).metOn).toEqual({ [bo.personId]: '2026-03-02' });
    expect(ofAna(signedUp, proposed, formedPair, on('2026-09-01', closed)).metOn).toEqual({
      [bo.personId]: '2026-09-01',
    });
  });

  it('remembers with whom they shall not be paired', () => {
    const excluded = { type: 'PairExcluded', data: { ...place, otherPersonId: bo.personId } };
    expect(ofAna(signedUp, excluded).excluded).toEqual([bo.personId]);
  });

  it('has waited for each day on which a round left them, until they are proposed', () => {
    const waited = (...events: Parameters<typeof ofAna>) => ofAna(signedUp, ...events).waitedRounds;
    expect(waited(leftOut, leftOut)).toBe(1);
    expect(waited(leftOut, on('2026-04-01', leftOut))).toBe(2);
    expect(waited(leftOut, on('2026-04-01', leftOut), on('2026-04-02', proposed))).toBe(0);
  });
});

describe('the pool of a round', () => {
  const parameters = roundParameters({ programId }, DEFAULT_POLICY, '2026-09-01');
  const entry = ofAna(signedUp);

  it('takes whoever is available, offers and wants something, and has a place left', () => {
    expect(poolOf([entry], parameters).map(({ partnerId }) => partnerId)).toEqual([ana.partnerId]);
    for (const change of [{ available: false }, { offers: [] }, { wants: [] }, { held: 2 }, { capacity: 0 }])
      expect(poolOf([{ ...entry, ...change }], parameters)).toEqual([]);
  });

  it('takes the smaller of what the partner and the program allow at a time', () => {
    const busy = { ...entry, capacity: 5, held: 2 };
    expect(poolOf([busy], { ...parameters, maxActivePartnerships: 3 })).toHaveLength(1);
    expect(poolOf([busy], { ...parameters, maxActivePartnerships: 2 })).toEqual([]);
  });

  it('keeps apart who met within the days of the policy, and no longer', () => {
    const met = (day: string) => poolOf([{ ...entry, metOn: { [bo.personId]: day } }], parameters)[0]!.previous;
    expect(parameters.reproposeAfterDays).toBe(180);
    expect(met('2026-03-05')).toEqual([bo.personId]);
    expect(met('2026-03-04')).toEqual([]);
  });

  it('comes in order of partner id and says nothing but what matching needs', () => {
    const entries = ['c', 'a', 'b'].map((partnerId) => ({ ...entry, partnerId }));
    const pool = poolOf(entries, parameters);
    expect(pool.map(({ partnerId }) => partnerId)).toEqual(['a', 'b', 'c']);
    for (const name of ['available', 'capacity', 'held', 'metOn', 'waitedOn', 'programId'])
      expect(pool[0]).not.toHaveProperty(name);
  });
});
