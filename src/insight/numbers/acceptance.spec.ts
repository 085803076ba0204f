import { describe, expect, it } from '@jest/globals';
import {
  ana,
  bo,
  byAna,
  declined,
  formed,
  lapsed,
  pair,
  proposed,
  accepted,
} from '../../mentoring/partnerships/partnership.examples.js';
import { folded, on } from '../read-models/folding.examples.js';
import { acceptance } from './acceptance.js';
import type { Cut } from './measure.js';

const isFormed = { ...formed.at(-1)!, occurredAt: '2026-03-10T09:00:00.000Z' };
const expired = { ...lapsed, data: { ...lapsed.data, reason: 'expired' } };
const events = [
  on('2026-03-02', proposed, accepted(byAna)),
  on('2026-03-10', isFormed, declined, declined),
  on('2026-03-20', expired),
];
const answers = (cut: Cut, known = '9999', all = events) =>
  acceptance.answer(
    [...folded(acceptance.rows, ...all).values()].filter(({ recordedDay }) => recordedDay <= known),
    cut,
  );

describe('acceptance', () => {
  it('says nothing before a proposal has come to its end', () => {
    expect(answers({ asOf: '2026-03-09' }).get('all')).toEqual({ value: null, of: 0, parts: { accepted: 0 } });
  });

  it('is the share of pairs among the proposals that ended, with the reasons of the others', () => {
    expect(answers({ asOf: '2026-03-19' }).get('all')).toEqual({
      value: 1 / 3,
      of: 3,
      parts: { accepted: 1, 'declined: no-time': 2 },
    });
    expect(answers({ asOf: '2026-03-20' }).get('all')).toEqual({
      value: 1 / 4,
      of: 4,
      parts: { accepted: 1, 'declined: no-time': 2, 'lapsed: expired': 1 },
    });
  });

  it('is, as known on a day, without what was recorded later', () => {
    expect(answers({ asOf: '2026-12-31' }, '2026-03-10').get('all')).toMatchObject({ of: 3 });
    expect(answers({ asOf: '2026-12-31' }, '2026-03-09').get('all')).toMatchObject({ of: 0 });
  });

  it('counts a proposal in the group of each of the two, and once where they share it', () => {
    const of = (by: Cut['by']) =>
      Object.fromEntries(
        [...answers({ asOf: '2026-03-20', ...(by && { by }) })].map(([group, answer]) => [group, answer.of]),
      );
    expect(of('generation')).toEqual({ all: 4, [ana.generation]: 4, [bo.generation]: 4 });
    expect(of('unit')).toEqual({ all: 4, Engineering: 4 });
    expect(of(undefined)).toEqual({ all: 4 });
  });

  it('keeps programs apart', () => {
    const elsewhere = { ...declined, data: { ...declined.data, programId: 'another program' } };
    const rows = [...folded(acceptance.rows, ...events, on('2026-03-10', elsewhere)).values()];
    const own = rows.filter(({ programId }) => programId === pair.programId);
    expect(acceptance.answer(own, { asOf: '2026-03-20' }).get('all')).toMatchObject({ of: 4 });
    expect(own.length).toBeLessThan(rows.length);
  });
});
