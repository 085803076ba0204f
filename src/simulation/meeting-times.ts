import { addDays, hoursAhead, localTime, weekdayOf } from './calendar.js';
import type { Pair, PairMember } from './pair-life.js';
import type { Random } from './random.js';

export interface MeetingTime {
  readonly day: string;
  readonly heldAt: string;
}

/** On the first day from `earliest` on which both have a free hour; if none comes within a week, b obliges a. */
export function nextSharedHour(random: Random, { a, b }: Pair, earliest: string): MeetingTime {
  const week = Array.from({ length: 7 }, (_, ahead) => addDays(earliest, ahead));
  const at = (day: string, hour: number) => ({ day, heldAt: localTime(day, hour, a.timeZone) });

  for (const day of week) {
    const shift = hoursAhead(b.timeZone, day) - hoursAhead(a.timeZone, day);
    const freeForB = freeHours(b, day);
    const shared = freeHours(a, day).filter((hour) => freeForB.includes(Math.floor(hour + shift)));
    if (shared.length > 0) return at(day, random.pick(shared));
  }
  for (const day of week) {
    const hours = freeHours(a, day);
    if (hours.length > 0) return at(day, random.pick(hours));
  }
  throw new RangeError('Who has no free hour in a week cannot meet.');
}

/** The hours, by the clock at home, at which one can begin in each of the roster's slots. */
const HOURS: Readonly<Record<string, readonly number[]>> = { am: [9, 10, 11], noon: [12, 13], pm: [14, 15, 16] };
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function freeHours({ availability }: PairMember, day: string): readonly number[] {
  const weekday = WEEKDAYS[weekdayOf(day)];
  return availability
    .map((slot) => slot.split('-'))
    .flatMap(([slotDay, time = '']) => (slotDay === weekday ? (HOURS[time] ?? []) : []));
}
