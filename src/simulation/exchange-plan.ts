import { addDays } from './calendar.js';
import { chemistryOf, courseOf, PLANNED_DAYS, type Chemistry, type Course } from './chemistry.js';
import { closingOf } from './closing.js';
import { meetingOn } from './meeting.js';
import { nextSharedHour } from './meeting-times.js';
import { settledOn } from './meeting-answer.js';
import type { Meeting, Pair, PairLife } from './pair-life.js';
import type { Random } from './random.js';

/**
 * Everything that happens between two partners whose partnership was formed on `from`, as far as it begins by `until`.
 * A later `until` adds to the same life. Delays may reach beyond it, and a withdrawal of either cuts it short: who
 * plays the plan back stops there.
 */
export function exchangePlan(random: Random, pair: Pair, from: string, until: string): PairLife {
  const chemistry = chemistryOf(random.fork('chemistry'), pair);
  const course = courseOf(random.fork('course'), chemistry, from);
  const meetings = meetingsOf(random.fork('meetings'), pair, chemistry, course, from);
  const lastMet = meetings.at(-1)?.day ?? from;
  const settled = meetings.map(settledOn).reduce((latest, day) => (day > latest ? day : latest), from);
  const closing = closingOf(random.fork('closing'), pair, chemistry, course, { lastMet, settled });

  return {
    meetings: meetings.filter(({ day }) => day <= until),
    ...(course.kind === 'goes-quiet' && lastMet < until ? { quietFrom: addDays(lastMet, 1) } : {}),
    ...(closing !== undefined && closing.begunOn <= until ? { closing } : {}),
  };
}

function meetingsOf(random: Random, pair: Pair, chemistry: Chemistry, course: Course, from: string): Meeting[] {
  const most = course.kind === 'goes-quiet' ? course.meetings : Infinity;
  const end = course.kind === 'goes-quiet' ? addDays(from, PLANNED_DAYS) : course.endsOn;
  const usualGap = 8 + 16 * (1 - chemistry.warmth); // days

  const meetings: Meeting[] = [];
  let earliest = addDays(from, random.int(2, 12));
  for (let number = 1; meetings.length < most; number += 1) {
    const meeting = random.fork(`meeting ${number}`);
    const { day, heldAt } = nextSharedHour(meeting.fork('time'), pair, afterHolidays(meeting, earliest));
    if (day >= end) break;
    if (meeting.chance(remembered(pair))) meetings.push(meetingOn(meeting, pair, chemistry, { day, heldAt, number }));
    earliest = addDays(day, Math.max(3, meeting.normal(usualGap, usualGap / 3)));
  }
  return meetings;
}

/** Some meetings are never logged, by either. */
function remembered({ a, b }: Pair): number {
  return 1 - 0.15 * (1 - Math.max(a.temperament.reliability, b.temperament.reliability));
}

/** Nobody meets at the turn of the year, and in high summer many are away. */
function afterHolidays(random: Random, day: string): string {
  const date = day.slice(5);
  if (date >= '12-21') return `${Number(day.slice(0, 4)) + 1}-01-05`;
  if (date <= '01-04') return `${day.slice(0, 4)}-01-05`;
  const summer = date >= '07-10' && date <= '08-20';
  return summer && random.chance(0.35) ? addDays(day, random.int(10, 20)) : day;
}
