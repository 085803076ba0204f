import { describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import {
  ana,
  bo,
  byBo,
  closed,
  exchange,
  formed,
  logged,
  pair,
} from '../../mentoring/partnerships/partnership.examples.js';
import { document, folded, on } from './folding.examples.js';
import { reciprocityBoard, reciprocityOf } from './reciprocity-board.js';

/** A meeting in which Ana gave 40 minutes and Bo 20, unless said otherwise. */
const met = (name: string, fromAna = 40, fromBo = 20) =>
  exchange({
    exchangeId: derivedId(name),
    contributions: [
      { from: ana.partnerId, to: bo.partnerId, minutes: fromAna },
      { from: bo.partnerId, to: ana.partnerId, minutes: fromBo },
    ],
  });
const confirmed = (version: ReturnType<typeof met>, counted?: typeof version) => ({
  type: 'ExchangeConfirmed',
  data: { ...pair, ...byBo, exchange: version, ...(counted && { counted }) },
});
const [first, second, third] = [met('one'), met('two'), met('three')];
const after = (...events: Parameters<typeof on>[1][]) =>
  document(folded(reciprocityBoard, on('2026-03-10', ...formed, ...events)));

describe('the balance of a partnership', () => {
  it('is not judged below three confirmed exchanges', () => {
    const two = after(confirmed(first), logged(second), confirmed(second), logged(third));
    expect(two).toMatchObject({ exchanges: 2, fromA: 80, fromB: 40 });
    expect(two).not.toHaveProperty('reciprocity');
  });

  it('is twice the lesser direction over both, from three on', () => {
    expect(after(confirmed(first), confirmed(second), confirmed(third))).toMatchObject({
      exchanges: 3,
      fromA: 120,
      fromB: 60,
      reciprocity: 2 / 3,
    });
  });

  it('follows a correction when that is confirmed', () => {
    const even = { ...met('three', 20, 100), version: 2 };
    expect(after(confirmed(first), confirmed(second), confirmed(third), confirmed(even, third))).toMatchObject({
      exchanges: 3,
      fromA: 100,
      fromB: 140,
      reciprocity: 200 / 240,
    });
  });

  it('is not judged any longer when a voiding leaves fewer than three', () => {
    const voiding = {
      type: 'VoidingConfirmed',
      data: { ...pair, ...byBo, exchangeId: third.exchangeId, version: 2, counted: third },
    };
    const left = after(confirmed(first), confirmed(second), confirmed(third), voiding);
    expect(left).toMatchObject({ exchanges: 2, fromA: 80, fromB: 40 });
    expect(left).not.toHaveProperty('reciprocity');
  });

  it('stays when the partnership is closed', () => {
    expect(after(confirmed(first), closed)).toMatchObject({
      closed: true,
      exchanges: 1,
      programId: pair.programId,
      a: ana,
      b: bo,
    });
  });
});

describe('reciprocity', () => {
  it.each([
    [60, 60, 1],
    [60, 0, 0],
    [0, 0, 0],
    [90, 30, 0.5],
  ])('of %d and %d minutes is %d', (fromA, fromB, expected) => {
    expect(reciprocityOf(fromA, fromB)).toBe(expected);
    expect(reciprocityOf(fromB, fromA)).toBe(expected);
  });
});
