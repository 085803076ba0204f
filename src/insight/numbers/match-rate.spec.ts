import { describe, expect, it } from '@jest/globals';
import { happened, joined, updated, withdrew } from '../../mentoring/partners/partner.examples.js';
import { ana, bo, closed, formed, pair, proposed } from '../../mentoring/partnerships/partnership.examples.js';
import { folded, on } from '../read-models/folding.examples.js';
import { everMatched } from './ever-matched.js';
import { matchRate } from './match-rate.js';
import type { Cut } from './measure.js';

type Events = ReturnType<typeof on>;
const { programId } = pair;
const placeOf = ({ partnerId, personId }: typeof ana) => ({ programId, partnerId, personId });
const cy = { programId, partnerId: 'cy', personId: 'cy the person' };
const [anaIn, boIn] = [placeOf(ana), placeOf(bo)];
const isFormed = { ...formed.at(-1)!, occurredAt: '2026-02-10T09:00:00.000Z' };
const isClosed = { ...closed, occurredAt: '2026-05-20T09:00:00.000Z' };

/** Three join on 2 February; Ana and Bo are a pair from 10 February to 20 May. */
const events = [
  on(
    '2026-02-02',
    joined(anaIn, { unit: 'Finance' }),
    joined(boIn, { unit: 'Research' }),
    joined(cy, { unit: 'Finance' }),
  ),
  on('2026-02-09', proposed),
  on('2026-02-10', isFormed),
  on('2026-05-20', isClosed),
];

const inOrder = (all: readonly Events[]) =>
  all.flat().sort((one, other) => (one.recordedAt < other.recordedAt ? -1 : 1));
const rowsOf = (all: readonly Events[], known = '9999') =>
  [...folded(matchRate.rows, inOrder(all)).values()].filter(({ recordedDay }) => recordedDay <= known);
const rate = (asOf: string, more: readonly Events[] = [], known?: string) =>
  matchRate.answer(rowsOf([...events, ...more], known), { asOf }).get('all');

describe('the match rate', () => {
  it.each<[string, number | null, number, string]>([
    ['2026-02-01', null, 0, 'before anybody has joined'],
    ['2026-02-02', 0, 3, 'when three have joined'],
    ['2026-02-09', 0, 3, 'when two of them are proposed'],
    ['2026-02-10', 2 / 3, 3, 'when the two are a pair'],
    ['2026-05-19', 2 / 3, 3, 'on the day before its close'],
    ['2026-05-20', 0, 3, 'on the day of its close'],
  ])('on %s is %p of %d: %s', (asOf, value, of) => {
    expect(rate(asOf)).toMatchObject({ value, of });
  });

  it('says of how many out of how many', () => {
    expect(rate('2026-03-01')?.parts).toEqual({ matched: 2, active: 3 });
  });

  it('leaves out who is paused or has withdrawn, as long as they are', () => {
    const pausedMarch = [
      on('2026-03-01', happened('PartnerPaused', cy)),
      on('2026-04-01', happened('PartnerResumed', cy)),
    ];
    expect(rate('2026-03-15', pausedMarch)).toMatchObject({ value: 1, of: 2 });
    expect(rate('2026-04-01', pausedMarch)).toMatchObject({ value: 2 / 3, of: 3 });
    const gone = [
      on('2026-03-01', happened('PartnerPaused', anaIn)),
      on('2026-03-02', withdrew(anaIn, true)),
      on('2026-04-01', happened('PartnerRejoined', anaIn)),
    ];
    expect(rate('2026-03-15', gone)).toMatchObject({ value: 1 / 2, of: 2 });
    expect(rate('2026-04-01', gone)).toMatchObject({ value: 2 / 3, of: 3 });
    expect(rate('2026-03-01', [on('2026-03-01', withdrew(cy))])).toMatchObject({ value: 1, of: 2 });
  });

  it('counts a partner with two partnerships once, until the last is closed', () => {
    const another = { ...isFormed, data: { ...isFormed.data, partnershipId: 'another' } };
    const twice = [on('2026-03-01', { ...another, occurredAt: '2026-03-01T09:00:00.000Z' })];
    expect(rate('2026-03-01', twice)).toMatchObject({ value: 2 / 3 });
    expect(rate('2026-05-20', twice)).toMatchObject({ value: 2 / 3 });
  });

  it('is, as known on a day, without what was recorded later', () => {
    expect(rate('2026-03-01', [], '2026-02-09')).toMatchObject({ value: 0, of: 3 });
    expect(rate('2026-06-01', [], '2026-05-19')).toMatchObject({ value: 2 / 3 });
  });

  it('is cut by where partners stood on the day, also when they have moved since', () => {
    const moved = [...events, on('2026-04-01', updated(cy, { unit: 'Research' }))];
    const byUnit = (asOf: string, known?: string) =>
      Object.fromEntries(
        [...matchRate.answer(rowsOf(moved, known), { asOf, by: 'unit' })].map(([unit, { of }]) => [unit, of]),
      );
    expect(byUnit('2026-03-31')).toEqual({ all: 3, Finance: 2, Research: 1 });
    expect(byUnit('2026-04-01')).toEqual({ all: 3, Finance: 1, Research: 2 });
    expect(byUnit('2026-04-01', '2026-03-31')).toEqual({ all: 3, Finance: 2, Research: 1 });
  });

  it('calls a grade that is not known so', () => {
    expect([...matchRate.answer(rowsOf(events), { asOf: '2026-03-01', by: 'grade' }).keys()]).toEqual([
      'all',
      'unknown',
    ]);
  });
});

describe('the share of those ever matched', () => {
  const ever = (cut: Cut, more: readonly Events[] = []) =>
    everMatched.answer(rowsOf([...events, ...more]), cut).get('all');

  it('is of those who took part in the time, and had a partnership in it', () => {
    expect(ever({ from: '2026-02-02', asOf: '2026-02-09' })).toMatchObject({ value: 0, of: 3 });
    expect(ever({ from: '2026-02-02', asOf: '2026-02-10' })).toMatchObject({ value: 2 / 3, of: 3 });
    expect(ever({ from: '2026-03-01', asOf: '2026-03-31' })).toMatchObject({ value: 2 / 3, of: 3 });
    expect(ever({ from: '2026-05-20', asOf: '2026-12-31' })).toMatchObject({ value: 2 / 3, of: 3 });
    expect(ever({ from: '2026-05-21', asOf: '2026-12-31' })).toMatchObject({ value: 0, of: 3 });
  });

  it('without a first day goes from the beginning: a closed partnership was one', () => {
    expect(ever({ asOf: '2026-12-31' })).toMatchObject({ value: 2 / 3, of: 3 });
    expect(rate('2026-12-31')).toMatchObject({ value: 0, of: 3 });
  });

  it('leaves out who took no part in the whole time', () => {
    const gone = [on('2026-03-01', withdrew(cy)), on('2026-06-01', happened('PartnerRejoined', cy))];
    expect(ever({ from: '2026-03-01', asOf: '2026-03-31' }, gone)).toMatchObject({ of: 3 });
    expect(ever({ from: '2026-03-02', asOf: '2026-05-31' }, gone)).toMatchObject({ value: 1, of: 2 });
    expect(ever({ from: '2026-03-02', asOf: '2026-06-01' }, gone)).toMatchObject({ of: 3 });
  });
});
