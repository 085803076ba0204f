import { describe, expect, it } from '@jest/globals';
import { happened, joined, withdrew } from '../../mentoring/partners/partner.examples.js';
import {
  accepted,
  ana,
  bo,
  byAna,
  byBo,
  closed,
  closureBegun,
  confirmed,
  declined,
  exchange,
  exchangeId,
  formed,
  lapsed,
  logged,
  pair,
  proposed,
  voided,
} from '../../mentoring/partnerships/partnership.examples.js';
import { DEFAULT_POLICY } from '../../mentoring/programs/program.facts.js';
import { document, folded, on } from './folding.examples.js';
import { programOverview } from './program-overview.js';

type Told = Parameters<typeof on>[1];
const { programId } = pair;
const placeOf = ({ partnerId, personId }: typeof ana) => ({ programId, partnerId, personId });
const designed = {
  type: 'ProgramDesigned',
  data: { programId, name: 'Across', purpose: 'To learn', timeZone: 'Europe/Lisbon' },
};
const after = (...events: Told[]) =>
  document(folded(programOverview, on('2026-03-10', designed, ...events)), programId);

describe('a program', () => {
  it('that was designed has nothing in it', () => {
    expect(after()).toEqual({
      ...designed.data,
      designedOn: '2026-03-10',
      partners: { joined: 0, paused: 0, withdrawn: 0 },
      proposals: { open: 0, declined: 0, lapsed: 0 },
      partnerships: { formed: 0, closed: 0 },
      exchanges: { confirmed: 0, waiting: 0 },
      minutes: { confirmed: 0, waiting: 0 },
    });
  });

  it('shows the policy that was set last', () => {
    const policy = { ...DEFAULT_POLICY, maxActivePartnerships: 1 };
    const set = (changes: object) => ({ type: 'PolicySet', data: { programId, policy: { ...policy, ...changes } } });
    expect(after(set({}), set({ kAnonymity: 8 })).policy).toEqual({ ...policy, kAnonymity: 8 });
  });

  it('shows what became of the last roster', () => {
    const counts = { rows: 10, joined: 7, changed: 1, unchanged: 1, rejected: 1 };
    const imported = { type: 'RosterImported', data: { programId, fileHash: 'hash', counts } };
    expect(after(imported).lastImport).toEqual({ on: '2026-03-10', rows: 10, joined: 7, rejected: 1 });
  });
});

describe('the partners of a program', () => {
  const [one, two] = [placeOf(ana), placeOf(bo)];
  const counts = (...events: Told[]) => after(joined(one), joined(two), ...events).partners;
  const paused = happened('PartnerPaused', one);

  it('are those who joined, and of these those who are paused or have withdrawn', () => {
    expect(counts()).toEqual({ joined: 2, paused: 0, withdrawn: 0 });
    expect(counts(paused, withdrew(two))).toEqual({ joined: 2, paused: 1, withdrawn: 1 });
    expect(counts(paused, happened('PartnerResumed', one))).toEqual({ joined: 2, paused: 0, withdrawn: 0 });
  });

  it('who withdraw while they are paused are not paused any longer', () => {
    expect(counts(paused, withdrew(one, true))).toEqual({ joined: 2, paused: 0, withdrawn: 1 });
  });

  it('who come back are counted once, and can pause again', () => {
    const back = happened('PartnerRejoined', one);
    expect(counts(paused, withdrew(one, true), back)).toEqual({ joined: 2, paused: 0, withdrawn: 0 });
    expect(counts(paused, withdrew(one, true), back, paused)).toEqual({ joined: 2, paused: 1, withdrawn: 0 });
  });

  it('who are invited only are not counted', () => {
    expect(after(happened('PartnerInvited', one)).partners.joined).toBe(0);
  });
});

describe('proposals and partnerships of a program', () => {
  const counts = (...events: Told[]) => {
    const { proposals, partnerships } = after(...events);
    return [...Object.values(proposals), ...Object.values(partnerships)];
  };

  it.each<[string, Told[], number[]]>([
    ['proposed', [proposed], [1, 0, 0, 0, 0]],
    ['accepted by both', [proposed, accepted(byAna), accepted(byBo)], [1, 0, 0, 0, 0]],
    ['declined', [proposed, accepted(byAna), declined], [0, 1, 0, 0, 0]],
    ['lapsed', [proposed, lapsed], [0, 0, 1, 0, 0]],
    ['formed', [...formed], [0, 0, 0, 1, 0]],
    ['closing', [...formed, closureBegun], [0, 0, 0, 1, 0]],
    ['closed', [...formed, closureBegun, closed], [0, 0, 0, 1, 1]],
  ])('are, when one was %s: open, declined, lapsed, formed, closed', (_, events, expected) => {
    expect(counts(...events)).toEqual(expected);
  });
});

describe('exchanges and minutes of a program', () => {
  const counts = (...events: Told[]) => {
    const { exchanges, minutes } = after(...formed, ...events);
    return { exchanges, minutes };
  };

  it('wait, and count when they are confirmed', () => {
    expect(counts(logged())).toEqual({
      exchanges: { confirmed: 0, waiting: 1 },
      minutes: { confirmed: 0, waiting: 60 },
    });
    expect(counts(logged(), confirmed())).toEqual({
      exchanges: { confirmed: 1, waiting: 0 },
      minutes: { confirmed: 60, waiting: 0 },
    });
  });

  it('are gone when they are voided: at once, or when the voiding is confirmed', () => {
    const none = { exchanges: { confirmed: 0, waiting: 0 }, minutes: { confirmed: 0, waiting: 0 } };
    const gone = { type: 'VoidingConfirmed', data: { ...pair, ...byBo, exchangeId, version: 2, counted: exchange() } };
    expect(counts(logged(), voided(2))).toEqual(none);
    expect(counts(logged(), confirmed(), voided(2, exchange()), gone)).toEqual(none);
  });
});
