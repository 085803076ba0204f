import { addDays, localTime, weekdayOf } from './calendar.js';
import { chemistryOf } from './chemistry.js';
import type { LivingPair } from './living-pair.js';
import { meetingOn } from './meeting.js';
import type { Side } from './pair-life.js';
import type { Happening } from './pair-on-stage.js';

/** Birth years so far apart make two generations of most pairs. */
const A_GENERATION = 15;
/** More than any pair is rich. */
const NEW = 1_000;
const WORTH: Readonly<Record<Happening, number>> = {
  logged: 1,
  confirmed: 1,
  'confirmed-for': 2,
  disputed: 4,
  corrected: 4,
  voided: 3,
};

/** The pair whose page has the most to show, of those that go on beyond the last day; pairs that are quite new only for want of others. */
export function richestPair(pairs: readonly LivingPair[]): LivingPair | undefined {
  const [richest] = pairs
    .filter(({ goesOn }) => goesOn)
    .map((pair) => ({ pair, richness: richnessOf(pair) - (isNew(pair) ? NEW : 0) }))
    .sort(
      (one, other) => other.richness - one.richness || (one.pair.partnershipId < other.pair.partnershipId ? -1 : 1),
    );
  return richest?.pair;
}

function richnessOf({ happenings, taught, a, b }: LivingPair): number {
  const kinds = [...new Set(happenings)].reduce((sum, happening) => sum + WORTH[happening], 0);
  const apart = Math.abs(a.birthYear - b.birthYear) >= A_GENERATION ? 5 : 0;
  const balance = (6 * Math.min(taught.a, taught.b)) / Math.max(taught.a, taught.b, 1);
  return kinds + apart + balance + Math.min(happenings.length, 16) / 2;
}

/** Either will log a meeting on the last day, and the other not come to confirm it. */
export function planLastMeetings(pair: LivingPair): void {
  const { a, b } = lastMeetings(pair);
  planMeeting(pair, 'a', a, 10);
  planMeeting(pair, 'b', b, 14);
}

/** The last workday, and the one before. */
function lastMeetings({ stage }: LivingPair): Readonly<Record<Side, string>> {
  const a = workdayUntil(stage.until);
  return { a, b: workdayUntil(addDays(a, -1)) };
}

const isNew = (pair: LivingPair) => pair.formedOn >= lastMeetings(pair).b;

function planMeeting(pair: LivingPair, loggedBy: Side, day: string, hour: number): void {
  const { stage, partnershipId, formedOn } = pair;
  if (day <= formedOn) return;
  const step = `last meeting of ${loggedBy}`;
  const random = stage.random.fork(`${step} ${partnershipId}`);
  const number = pair.happenings.filter((happening) => happening === 'logged').length + 1;
  const heldAt = localTime(day, hour, pair[loggedBy].timeZone);
  const meeting = { ...meetingOn(random, pair, chemistryOf(random, pair), { day, heldAt, number }), loggedBy };
  pair.planLogging(meeting, { day: stage.until, step }, () => undefined);
}

/** The day itself, or the Friday before it if it falls on a weekend. */
function workdayUntil(day: string): string {
  const weekday = weekdayOf(day);
  return addDays(day, weekday === 6 ? -1 : weekday === 0 ? -2 : 0);
}
