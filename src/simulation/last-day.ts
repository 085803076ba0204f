import { addDays, localTime, weekdayOf } from './calendar.js';
import { chemistryOf } from './chemistry.js';
import type { LivingPair } from './living-pair.js';
import { meetingOn } from './meeting.js';
import type { Side } from './pair-life.js';
import type { Happening } from './pair-on-stage.js';
import type { Stage } from './stage.js';

/** Birth years so far apart make two generations of most pairs. */
const A_GENERATION = 15;
const WORTH: Readonly<Record<Happening, number>> = {
  logged: 1,
  confirmed: 1,
  'confirmed-for': 2,
  disputed: 4,
  corrected: 4,
  voided: 3,
};

/** The open pair whose page has the most to show. */
export function richestPair(pairs: readonly LivingPair[], { hasLeft }: Stage): LivingPair | undefined {
  const open = pairs.filter(({ isOpen, a, b }) => isOpen && !hasLeft(a.personId) && !hasLeft(b.personId));
  const [richest] = open
    .map((pair) => ({ pair, richness: richnessOf(pair) }))
    .sort(
      (one, other) => other.richness - one.richness || (one.pair.partnershipId < other.pair.partnershipId ? -1 : 1),
    );
  return richest?.pair;
}

function richnessOf({ happenings, a, b }: LivingPair): number {
  const kinds = [...new Set(happenings)].reduce((sum, happening) => sum + WORTH[happening], 0);
  const apart = Math.abs(a.birthYear - b.birthYear) >= A_GENERATION ? 5 : 0;
  return kinds + apart + Math.min(happenings.length, 16) / 2;
}

/** Each of the two has just logged a meeting that the other has yet to confirm. */
export async function logLastMeetings(pair: LivingPair, { until }: Stage): Promise<void> {
  const today = workdayUntil(until);
  await logMeeting(pair, 'a', today, 10);
  await logMeeting(pair, 'b', workdayUntil(addDays(today, -1)), 14);
}

async function logMeeting(pair: LivingPair, loggedBy: Side, day: string, hour: number): Promise<void> {
  const random = pair.stage.random.fork(`last meeting ${pair.partnershipId} ${loggedBy}`);
  const number = pair.happenings.filter((happening) => happening === 'logged').length + 1;
  const heldAt = localTime(day, hour, pair[loggedBy].timeZone);
  const meeting = meetingOn(random, pair, chemistryOf(random, pair), { day, heldAt, number });
  await pair.log({ ...meeting, loggedBy }, `last meeting of ${loggedBy}`);
}

/** The day itself, or the Friday before it if it falls on a weekend. */
function workdayUntil(day: string): string {
  const weekday = weekdayOf(day);
  return addDays(day, weekday === 6 ? -1 : weekday === 0 ? -2 : 0);
}
