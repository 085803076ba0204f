import { describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import { happened, joined, updated, withdrew } from '../../mentoring/partners/partner.examples.js';
import {
  ana,
  closed,
  declined,
  formed,
  lapsed,
  pair,
  proposed,
} from '../../mentoring/partnerships/partnership.examples.js';
import { document, folded, on } from './folding.examples.js';
import { partners } from './partners.js';

type Told = Parameters<typeof on>[1];
const place = { programId: pair.programId, partnerId: ana.partnerId, personId: ana.personId };
const after = (...events: Told[]) => document(folded(partners, on('2026-03-10', ...events)), ana.partnerId);

describe('a partner in the list', () => {
  it('is invited, and active with their whole sign-up from the day on which they join', () => {
    expect(after(happened('PartnerInvited', place))).toMatchObject({ ...place, status: 'invited', matched: false });
    const { data } = joined(place);
    const { noticeVersion: _, ...profile } = data as Record<string, unknown>;
    expect(after(happened('PartnerInvited', place), joined(place))).toEqual({
      ...profile,
      status: 'active',
      joinedOn: '2026-03-10',
      active: 0,
      proposals: 0,
      matched: false,
    });
  });

  it('shows what they have declared since', () => {
    const declare = (type: string, change: object) => ({ type, data: { ...place, ...change } });
    const hours = { timeZone: 'Asia/Tokyo', availability: ['fri-pm'], methods: ['chat'], languages: ['ja'] };
    expect(
      after(
        joined(place),
        declare('OffersDeclared', { offers: [{ skill: 'fortran', level: 3 }] }),
        declare('WantsDeclared', { wants: [] }),
        declare('LearningStyleDescribed', { learningStyles: ['visual'] }),
        declare('CapacitySet', { capacity: 1 }),
        declare('AvailabilityStated', hours),
      ),
    ).toMatchObject({
      ...hours,
      offers: [{ skill: 'fortran', level: 3 }],
      wants: [],
      learningStyles: ['visual'],
      capacity: 1,
    });
  });

  it('is where HR knows them to be: a grade or manager that is gone is not shown any longer', () => {
    const before = joined(place, { grade: 'senior', managerId: derivedId('Mia') });
    const moved = after(before, updated(place));
    expect(moved).toMatchObject({
      unit: 'Research',
      site: 'Porto',
      timeZone: 'Europe/Berlin',
      offers: [{ skill: 'cobol' }],
    });
    expect(moved).not.toHaveProperty('grade');
    expect(moved).not.toHaveProperty('managerId');
  });

  it('is paused, withdrawn and back as they say', () => {
    const status = (...events: Told[]) => after(joined(place), ...events).status;
    const paused = happened('PartnerPaused', place);
    expect(status(paused)).toBe('paused');
    expect(status(paused, happened('PartnerResumed', place))).toBe('active');
    expect(status(paused, withdrew(place, true))).toBe('withdrawn');
    expect(status(withdrew(place), happened('PartnerRejoined', place))).toBe('active');
  });

  it('is matched from a formed pair to its close; a proposal is none', () => {
    const counts = (...events: Told[]) => {
      const { active, proposals, matched } = after(joined(place), ...events);
      return { active, proposals, matched };
    };
    expect(counts(proposed)).toEqual({ active: 0, proposals: 1, matched: false });
    expect(counts(proposed, declined)).toEqual({ active: 0, proposals: 0, matched: false });
    expect(counts(proposed, lapsed)).toEqual({ active: 0, proposals: 0, matched: false });
    expect(counts(...formed)).toEqual({ active: 1, proposals: 0, matched: true });
    expect(counts(...formed, closed)).toEqual({ active: 0, proposals: 0, matched: false });
  });

  it('with two partnerships stays matched when one of them is closed', () => {
    expect(after(joined(place), ...formed, ...formed, closed)).toMatchObject({ active: 1, matched: true });
  });
});
