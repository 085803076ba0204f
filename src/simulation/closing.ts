import { addDays } from './calendar.js';
import type { Chemistry, Course } from './chemistry.js';
import { reflectionText } from './meeting-texts.js';
import type { Closing, ClosingReason, Pair, Reflection, Side } from './pair-life.js';
import type { Random } from './random.js';

/** The days when the pair last met, and when the last word about a meeting was said. */
interface LastDays {
  readonly lastMet: string;
  readonly settled: string;
}

/** How a pair ends, if it does; some that go quiet stay open until somebody asks. */
export function closingOf(
  random: Random,
  pair: Pair,
  chemistry: Chemistry,
  course: Course,
  { lastMet, settled }: LastDays,
): Closing | undefined {
  if (course.kind === 'goes-quiet' && random.chance(0.45)) return undefined;
  const ending = course.kind === 'goes-quiet' ? addDays(lastMet, random.int(35, 75)) : course.endsOn;
  const begunOn = addDays(ending > settled ? ending : settled, 1);
  const begunBy = random.pick<Side>(['a', 'b']);
  const reason = random.weighted(REASONS[course.kind]);

  const reflectionOf = (side: Side): Readonly<Partial<Record<Side, Reflection>>> => {
    const { reliability } = pair[side].temperament;
    const gone = reason === 'left' && side !== begunBy; // who stayed behind begins the closing
    if (gone || !random.chance(0.65 + 0.33 * reliability)) return {};
    const submittedOn = addDays(
      begunOn,
      Math.floor(Math.min(MOST_DAYS, random.exponential(2 + 4 * (1 - reliability)))),
    );
    return { [side]: { submittedOn, ...verdictOf(random, chemistry, side, reason) } };
  };
  const reflections = { ...reflectionOf('a'), ...reflectionOf('b') };
  const { a, b } = reflections;
  const complete = a !== undefined && b !== undefined;
  return {
    begunOn,
    begunBy,
    reason,
    reflections,
    ...(complete ? { closedOn: a.submittedOn > b.submittedOn ? a.submittedOn : b.submittedOn } : {}),
  };
}

/** Shorter than the usual grace of 14 days, after which the scheduler closes without. */
const MOST_DAYS = 12;

const REASONS: Readonly<Record<Course['kind'], readonly (readonly [ClosingReason, number])[]>> = {
  'runs-to-the-end': [['completed', 1]],
  'broken-off': [
    ['not-productive', 3],
    ['relocated', 3],
    ['left', 3],
    ['no-fault', 2],
  ],
  'goes-quiet': [
    ['not-productive', 5],
    ['no-fault', 4],
    ['left', 1],
  ],
};

/** Warm pairs rate high, those who gave more rate what they received a little lower. */
function verdictOf(random: Random, { warmth, taughtByA }: Chemistry, side: Side, reason: ClosingReason) {
  const taught = side === 'a' ? taughtByA : 1 - taughtByA;
  const mood = 2.4 + 2 * warmth - (reason === 'not-productive' ? 1.3 : 0);
  const rating = (part: number) => Math.min(5, Math.max(1, Math.round(random.normal(mood + (part - 0.5), 0.7))));
  const gave = rating(taught);
  const received = rating(1 - taught);
  return {
    gave,
    received,
    continueInformally: random.chance((gave + received - 2) / 9),
    text: reflectionText(random, received),
  };
}
