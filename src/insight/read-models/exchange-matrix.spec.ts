import { describe, expect, it } from '@jest/globals';
import { byAna, byBo, confirmed, exchange, logged, pair } from '../../mentoring/partnerships/partnership.examples.js';
import { exchangeMatrix, weekOf } from './exchange-matrix.js';
import { folded, on } from './folding.examples.js';

const after = (...events: Parameters<typeof on>[1][]) =>
  [...folded(exchangeMatrix, on('2026-03-10', ...events)).values()]
    .filter(({ dimension, confirmed: given, waiting }) => dimension === 'generation' && (given !== 0 || waiting !== 0))
    .map(({ week, from, to, confirmed: given, waiting }) => [week, `${from} → ${to}`, given, waiting]);

const OLD_TO_YOUNG = 'Baby Boomers → Generation Z';
const YOUNG_TO_OLD = 'Generation Z → Baby Boomers';

describe('who teaches whom', () => {
  it('shows minutes as waiting until they are confirmed', () => {
    expect(after(logged())).toEqual([
      ['2026-03-09', OLD_TO_YOUNG, 0, 40],
      ['2026-03-09', YOUNG_TO_OLD, 0, 20],
    ]);
    expect(after(logged(), confirmed())).toEqual([
      ['2026-03-09', OLD_TO_YOUNG, 40, 0],
      ['2026-03-09', YOUNG_TO_OLD, 20, 0],
    ]);
  });

  it('moves them to the week to which a correction moves the meeting, when it is confirmed', () => {
    const earlier = exchange({ version: 2, heldAt: '2026-03-08T23:59:59.999Z' });
    const corrected = {
      type: 'ExchangeCorrected',
      data: { ...pair, ...byAna, before: exchange(), after: earlier, counted: exchange(), reason: 'mistyped' },
    };
    const confirmedAgain = {
      type: 'ExchangeConfirmed',
      data: { ...pair, ...byBo, exchange: earlier, counted: exchange() },
    };
    expect(after(logged(), confirmed(), corrected)).toEqual([
      ['2026-03-09', OLD_TO_YOUNG, 40, 0],
      ['2026-03-09', YOUNG_TO_OLD, 20, 0],
      ['2026-03-02', OLD_TO_YOUNG, 0, 40],
      ['2026-03-02', YOUNG_TO_OLD, 0, 20],
    ]);
    expect(after(logged(), confirmed(), corrected, confirmedAgain)).toEqual([
      ['2026-03-02', OLD_TO_YOUNG, 40, 0],
      ['2026-03-02', YOUNG_TO_OLD, 20, 0],
    ]);
  });

  it('is cut by generation, unit and grade; a grade that is not known is called so', () => {
    const cells = [...folded(exchangeMatrix, on('2026-03-10', logged())).values()];
    expect(cells.map(({ dimension, from, to, waiting }) => [dimension, from, to, waiting])).toEqual([
      ['generation', 'Baby Boomers', 'Generation Z', 40],
      ['unit', 'Engineering', 'Engineering', 60],
      ['grade', 'unknown', 'unknown', 60],
      ['generation', 'Generation Z', 'Baby Boomers', 20],
    ]);
  });

  it('keeps the cells of programs apart', () => {
    const elsewhere = { ...logged(), data: { ...logged().data, programId: 'another program' } };
    const programs = [...folded(exchangeMatrix, on('2026-03-10', logged(), elsewhere)).values()];
    expect(new Set(programs.map(({ programId }) => programId)).size).toBe(2);
    expect(programs.filter(({ waiting, dimension }) => dimension === 'unit' && waiting !== 60)).toEqual([]);
  });
});

describe('a week', () => {
  it.each([
    ['2026-03-09T00:00:00.000Z', '2026-03-09'],
    ['2026-03-15T23:59:59.999Z', '2026-03-09'],
    ['2026-03-16T00:00:00.000Z', '2026-03-16'],
    ['2026-03-16T01:00:00+02:00', '2026-03-09'],
    ['2026-01-01T12:00:00.000Z', '2025-12-29'],
  ])('of %s begins on Monday %s, UTC', (instant, monday) => {
    expect(weekOf(instant)).toBe(monday);
  });
});
