import type { Chemistry } from './chemistry.js';
import { answerTo } from './meeting-answer.js';
import type { MeetingTime } from './meeting-times.js';
import { noteOn, topicOn } from './meeting-texts.js';
import type { Contribution, Meeting, Pair, PairMember, Side } from './pair-life.js';
import type { Random } from './random.js';

/** One meeting, from what was done there to what becomes of its record. `number` is 1 for a pair's first. */
export function meetingOn(
  random: Random,
  pair: Pair,
  chemistry: Chemistry,
  { day, heldAt, number }: MeetingTime & { readonly number: number },
): Meeting {
  const method = methodOf(random, pair);
  const minutes = lengthOf(random, pair, method);
  const contributions = contributionsOf(random, pair, chemistry.taughtByA, minutes, number);
  const loggedBy = authorOf(random, pair);
  const { reliability } = pair[loggedBy].temperament;
  return {
    day,
    heldAt,
    minutes,
    method,
    contributions,
    ...(random.chance(0.25) ? { note: noteOn(random, contributions) } : {}),
    loggedBy,
    loggedAfterDays: Math.floor(Math.min(MOST_LOGGING_DAYS, random.exponential(0.8 + 5 * (1 - reliability)))),
    answer: answerTo(random.fork('answer'), pair, { loggedBy, minutes, contributions }),
  };
}

/** Well within what the policy's `lateLogDays` allows by default. */
const MOST_LOGGING_DAYS = 30;

/** One way that suits both; being there in person takes the same site. */
function methodOf(random: Random, { a, b }: Pair): Meeting['method'] {
  const reachable = a.methods.filter(
    (method) => b.methods.includes(method) && (a.site === b.site || !['in-person', 'shadowing'].includes(method)),
  );
  return reachable.length > 0 ? random.pick(reachable) : 'video';
}

/** 15 to 120 minutes, in steps of five. */
function lengthOf(random: Random, { a, b }: Pair, method: Meeting['method']): number {
  const talkativeness = (a.temperament.talkativeness + b.temperament.talkativeness) / 2;
  const usual = (25 + 55 * talkativeness) * (method === 'chat' ? 0.6 : 1);
  return Math.min(120, Math.max(15, inFives(random.normal(usual, 14))));
}

/** Who is the more reliable logs more often. */
function authorOf(random: Random, { a, b }: Pair): Side {
  const weight = ({ temperament }: PairMember) => 0.05 + temperament.reliability ** 3;
  return random.weighted<Side>([
    ['a', weight(a)],
    ['b', weight(b)],
  ]);
}

/** Part of a meeting is talk; the rest is shared out between the two directions, one of which may come to nothing. */
function contributionsOf(random: Random, pair: Pair, taughtByA: number, minutes: number, number: number) {
  const taught = minutes * (0.7 + 0.3 * random.next());
  const byA = inFives(taught * random.share(taughtByA, 0.17));
  const byB = Math.floor((taught - byA) / 5) * 5;
  const given: readonly (readonly [Side, Side, number])[] = [
    ['a', 'b', byA],
    ['b', 'a', byB],
  ];
  return given
    .filter(([, , time]) => time >= 5)
    .map(([from, to, time]): Contribution => {
      const skill = skillTaught(random, pair[from], pair[to]);
      return { from, to, skill, topic: topicOn(random, skill, number), minutes: time };
    });
}

/** What one wants and the other offers, the more wanted the more often; failing that, what the other does best. */
function skillTaught(random: Random, teacher: PairMember, learner: PairMember): string {
  const wanted = learner.wants.filter(({ skill }) => teacher.offers.some((offer) => offer.skill === skill));
  return wanted.length > 0
    ? random.weighted(wanted.map(({ skill, priority }) => [skill, priority ** 2] as const))
    : random.weighted(teacher.offers.map(({ skill, level }) => [skill, level ** 2] as const));
}

function inFives(minutes: number): number {
  return Math.max(0, Math.round(minutes / 5) * 5);
}
