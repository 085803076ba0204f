import { describe, expect, it } from '@jest/globals';
import { SharedHours, SLOTS, slotNumbers } from './shared-hours.js';

const hoursAWeek = (from: string, [zone, slot]: [string, string], [other, otherSlot]: [string, string]) =>
  SharedHours.perWeek(
    new SharedHours(from).minutes(zone, other)[SLOTS.indexOf(slot) * SLOTS.length + SLOTS.indexOf(otherSlot)] ?? NaN,
  );

describe('shared hours', () => {
  it('are all hours of a slot for two in one zone', () => {
    expect(hoursAWeek('2026-02-02', ['Europe/Berlin', 'mon-am'], ['Europe/Berlin', 'mon-am'])).toBe(3);
    expect(hoursAWeek('2026-02-02', ['Europe/Berlin', 'mon-noon'], ['Europe/Berlin', 'mon-noon'])).toBe(2);
    expect(hoursAWeek('2026-02-02', ['Europe/Berlin', 'mon-am'], ['Europe/Berlin', 'mon-pm'])).toBe(0);
  });

  it('are none where the same slot is another time', () => {
    expect(hoursAWeek('2026-02-02', ['Europe/Berlin', 'mon-am'], ['America/New_York', 'mon-am'])).toBe(0);
  });

  it('lie in different slots across zones', () => {
    // 9-12 in New York is 15-18 in Berlin.
    expect(hoursAWeek('2026-02-02', ['Europe/Berlin', 'mon-pm'], ['America/New_York', 'mon-am'])).toBe(2);
  });

  it('respect zones that are off by half an hour', () => {
    // 14-17 in Kolkata is 9:30-12:30 in Berlin.
    expect(hoursAWeek('2026-02-02', ['Asia/Kolkata', 'wed-pm'], ['Europe/Berlin', 'wed-am'])).toBe(2.5);
    expect(hoursAWeek('2026-02-02', ['Asia/Kolkata', 'wed-pm'], ['Europe/Berlin', 'wed-noon'])).toBe(0.5);
  });

  it('are found across the date line', () => {
    // Tuesday 9-12 in Auckland is Monday 12-15 in Los Angeles, whatever weekday the four weeks begin with.
    for (const from of ['2026-02-02', '2026-02-03', '2026-02-04', '2026-02-08'])
      expect(hoursAWeek(from, ['Pacific/Auckland', 'tue-am'], ['America/Los_Angeles', 'mon-pm'])).toBe(1);
  });

  it('change on the day on which one zone changes its clocks before the other', () => {
    // In 2026 New York begins summer time on 8 March, Berlin on 29 March: 5 hours apart in the three weeks between.
    const berlin: [string, string] = ['Europe/Berlin', 'wed-pm'];
    const newYork: [string, string] = ['America/New_York', 'wed-am'];
    expect(hoursAWeek('2026-02-02', berlin, newYork)).toBe(2);
    expect(hoursAWeek('2026-03-02', berlin, newYork)).toBe((2 + 3 + 3 + 3) / 4);
  });

  it('do not depend on who is named first', () => {
    const hours = new SharedHours('2026-03-02');
    const [one, other] = [
      hours.minutes('Asia/Singapore', 'Europe/London'),
      hours.minutes('Europe/London', 'Asia/Singapore'),
    ];
    for (let i = 0; i < SLOTS.length; i++)
      for (let j = 0; j < SLOTS.length; j++) expect(one[i * SLOTS.length + j]).toBe(other[j * SLOTS.length + i]);
  });

  it('know the gap between two clocks the shorter way around', () => {
    const hours = new SharedHours('2026-02-02');
    expect(hours.gap('Europe/Berlin', 'America/New_York')).toBe(6);
    expect(hours.gap('America/Los_Angeles', 'Pacific/Auckland')).toBe(3);
    expect(hours.gap('Asia/Kolkata', 'Asia/Kathmandu')).toBe(0.25);
  });

  it.each(['2026-02-30', '2026-2-3', 'soon', '2026-02-03T00:00'])('do not begin on "%s"', (day) => {
    expect(() => new SharedHours(day)).toThrow(RangeError);
  });

  it('do not know a slot or a zone that does not exist', () => {
    expect(() => slotNumbers(['mon-am', 'sun-eve'])).toThrow('"sun-eve" is no availability slot');
    expect(() => new SharedHours('2026-02-02').minutes('Europe/Berlin', 'Mars/Olympus')).toThrow(RangeError);
  });

  it('count a slot once that is stated twice', () => {
    expect(slotNumbers(['tue-am', 'mon-am', 'tue-am'])).toEqual(Uint8Array.of(0, 3));
  });
});
