import { localTime } from './calendar.js';
import type { Random } from './random.js';

/** An instant of a day (in UTC) at which somebody in this zone is at work, or nearly so where that day is another there. */
export function workingTime(random: Random, day: string, timeZone: string): string {
  const instant = localTime(day, 8.5 + 9 * random.next(), timeZone);
  const [earliest, latest] = [`${day}T00:15:00.000Z`, `${day}T23:15:00.000Z`];
  return instant < earliest ? earliest : instant > latest ? latest : instant;
}
