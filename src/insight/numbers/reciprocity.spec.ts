import { describe, expect, it } from '@jest/globals';
import { ana, bo, byBo, confirmed, exchange, pair } from '../../mentoring/partnerships/partnership.examples.js';
import { folded, on } from '../read-models/folding.examples.js';
import type { Cut } from './measure.js';
import { reciprocity } from './reciprocity.js';

type Events = ReturnType<typeof on>;

/** A meeting at noon of a day in which Ana gave so many minutes, and Bo so many. */
const met = (day: string, fromAna: number, fromBo: number, version = 1) =>
  exchange({
    exchangeId: `meeting ${day}`,
    version,
    heldAt: `${day}T12:00:00.000Z`,
    contributions: [
      { from: ana.partnerId, to: bo.partnerId, minutes: fromAna },
      { from: bo.partnerId, to: ana.partnerId, minutes: fromBo },
    ],
  });
const confirmedIn = (partnershipId: string, version: ReturnType<typeof met>, counted?: typeof version) => ({
  type: 'ExchangeConfirmed',
  data: { ...confirmed(version).data, partnershipId, ...(counted && { counted }) },
});
const ok = (version: ReturnType<typeof met>, counted?: typeof version) =>
  confirmedIn(pair.partnershipId, version, counted);

const answers = (cut: Cut, known: string, events: readonly Events[]) =>
  reciprocity.answer(
    [...folded(reciprocity.rows, ...events).values()].filter(({ recordedDay }) => recordedDay <= known),
    cut,
  );
const whole = (asOf: string, known: string, events: readonly Events[]) => answers({ asOf }, known, events).get('all');

const EVER = '9999-12-31';
const [first, second, third] = [met('2026-03-02', 60, 30), met('2026-03-09', 60, 30), met('2026-03-16', 60, 30)];
const three = [on('2026-03-03', ok(first)), on('2026-03-10', ok(second)), on('2026-03-17', ok(third))];

describe('reciprocity', () => {
  it('is said of partnerships with three confirmed exchanges', () => {
    expect(whole('2026-03-15', EVER, three)).toEqual({
      value: null,
      of: 0,
      parts: { even: 0, shareEven: null, partnerships: 0 },
    });
    expect(whole('2026-03-16', EVER, three)).toEqual({
      value: 180 / 270,
      of: 1,
      parts: { even: 1, shareEven: 1, partnerships: 1 },
    });
  });

  it('is the median over partnerships, with the share that is at least half even', () => {
    const days = ['2026-03-02', '2026-03-09', '2026-03-16'];
    const others = [
      ['one-way', 90, 0],
      ['uneven', 90, 10],
      ['even', 40, 40],
    ] as const;
    const events = others.map(([name, fromAna, fromBo]) =>
      on('2026-03-17', ...days.map((day) => confirmedIn(name, met(day, fromAna, fromBo)))),
    );
    expect(whole(EVER, EVER, [...three, ...events])).toEqual({
      value: (20 / 100 + 180 / 270) / 2,
      of: 4,
      parts: { even: 2, shareEven: 0.5, partnerships: 4 },
    });
  });

  it('of a day counts meetings by when they were held, however late they were confirmed', () => {
    const late = [on('2026-03-03', ok(first)), on('2026-03-10', ok(second)), on('2026-05-01', ok(third))];
    expect(whole('2026-03-31', EVER, late)).toMatchObject({ of: 1 });
    expect(whole('2026-03-31', '2026-04-30', late)).toMatchObject({ of: 0 });
  });

  it('as known on a day is by the version that counted then', () => {
    const corrected = met('2026-03-16', 30, 60, 2);
    const events = [...three, on('2026-04-10', ok(corrected, third))];
    expect(whole('2026-03-31', '2026-04-09', events)?.value).toBe(180 / 270);
    expect(whole('2026-03-31', '2026-04-10', events)?.value).toBe((2 * 120) / 270);
  });

  it('follows a meeting that a correction moves to another day', () => {
    const moved = { ...met('2026-04-02', 60, 30, 2), exchangeId: third.exchangeId };
    const events = [...three, on('2026-04-10', ok(moved, third))];
    expect(whole('2026-03-31', '2026-04-09', events)).toMatchObject({ of: 1 });
    expect(whole('2026-03-31', '2026-04-10', events)).toMatchObject({ of: 0 });
    expect(whole('2026-04-02', '2026-04-10', events)).toMatchObject({ of: 1 });
  });

  it('is without what was voided, from the day on which the voiding was confirmed', () => {
    const data = { ...pair, ...byBo, exchangeId: third.exchangeId, version: 2, counted: third };
    const events = [...three, on('2026-04-10', { type: 'VoidingConfirmed', data })];
    expect(whole('2026-03-31', '2026-04-09', events)).toMatchObject({ of: 1 });
    expect(whole('2026-03-31', '2026-04-10', events)).toMatchObject({ of: 0 });
  });

  it('counts a partnership in the group of each of the two', () => {
    const groups = [...answers({ asOf: EVER, by: 'generation' }, EVER, three)].map(([group, { of }]) => [group, of]);
    expect(groups).toEqual([
      ['all', 1],
      [ana.generation, 1],
      [bo.generation, 1],
    ]);
  });
});
