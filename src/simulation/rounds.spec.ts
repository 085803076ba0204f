import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, weekdayOf } from './calendar.js';
import { publishedOn, roundDays } from './rounds.js';

const years = [
  ['2024-11-25', '2025-11-25'],
  ['2025-08-25', '2025-11-25'],
  ['2024-12-05', '2025-01-05'],
  ['2023-08-31', '2025-08-31'],
] as const;

describe.each(years)('the rounds of a program from %s to %s', (from, until) => {
  const days = roundDays(from, until);

  it('are on workdays, in order; the one on the last day is on whichever that is', () => {
    expect([...new Set(days)].sort()).toEqual(days);
    expect(days.at(-1)).toBe(until);
    for (const day of days.slice(0, -1)) expect([1, 2, 3, 4, 5]).toContain(weekdayOf(day));
  });

  it('begin when the first have signed up, and come neither too often nor too seldom for people to answer', () => {
    expect(daysBetween(from, days[0]!)).toBeGreaterThan(5);
    expect(daysBetween(from, days[0]!)).toBeLessThan(25);
    for (const [index, day] of days.slice(1, -1).entries()) {
      expect(daysBetween(days[index]!, day)).toBeGreaterThanOrEqual(14);
      expect(daysBetween(days[index]!, day)).toBeLessThan(60);
    }
  });

  it('leave one whose proposals are open at the end, and one that waits to be published', () => {
    const published = days.map(publishedOn).filter((day) => day <= until);
    expect(published).toHaveLength(days.length - 1);
    expect(published.at(-1)! > addDays(until, -10)).toBe(true);
  });
});
