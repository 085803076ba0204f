import { addDays } from './calendar.js';
import type { Amendment, Contribution, Meeting, MeetingAnswer, Pair, Settlement, Side } from './pair-life.js';
import type { Random } from './random.js';

type Disputed = Extract<MeetingAnswer, { kind: 'disputed' }>;

interface LoggedMeeting {
  readonly loggedBy: Side;
  readonly minutes: number;
  readonly contributions: readonly Contribution[];
}

/** Whether the other confirms what was logged, says nothing or disputes it, and how that ends. */
export function answerTo(random: Random, pair: Pair, meeting: LoggedMeeting): MeetingAnswer {
  const author = pair[meeting.loggedBy].temperament;
  const other = pair[meeting.loggedBy === 'a' ? 'b' : 'a'].temperament;
  const daysOf = (mean: number) => Math.floor(Math.min(MOST_DAYS, random.exponential(mean)));
  const confirmationDays = () => daysOf(1 + 5 * (1 - other.reliability));
  const confirmedAfterDays = () => (random.chance(0.9) ? { confirmedAfterDays: confirmationDays() } : {});
  const amended = (mistake: Mistake, disputed: boolean): Amendment => ({
    ...amendmentOf(mistake, meeting),
    afterDays: daysOf(3),
    ...amending(mistake, disputed),
    ...confirmedAfterDays(),
  });

  if (random.chance(0.02 + 0.2 * (1 - other.reliability))) return { kind: 'silent' };
  const afterDays = confirmationDays();
  if (!random.chance(0.015 + 0.1 * (1 - author.honesty))) {
    const noticed = random.chance(0.02 * author.honesty);
    return {
      kind: 'confirmed',
      afterDays,
      ...(noticed ? { afterthought: amended(random.weighted(MISTAKES), false) } : {}),
    };
  }

  const unfounded = random.chance(0.5 * (1 - other.honesty));
  const mistake = random.weighted(MISTAKES);
  const settlement: Settlement = unfounded
    ? { kind: 'withdrawn', afterDays: 1 + confirmationDays(), confirmedAfterDays: confirmationDays() }
    : random.chance(author.honesty)
      ? amended(mistake, true)
      : { kind: 'unsettled' };
  return { kind: 'disputed', afterDays, ...DISPUTES[mistake], settlement };
}

/** The last day on which anybody does something about a meeting. */
export function settledOn({ day, loggedAfterDays, answer }: Meeting): string {
  return addDays(day, loggedAfterDays + (answer.kind === 'silent' ? 0 : answer.afterDays + daysToSettle(answer)));
}

const MOST_DAYS = 21;

const MISTAKES = [
  ['too-long', 6],
  ['two-meetings', 2],
  ['not-held', 2],
] as const;
type Mistake = (typeof MISTAKES)[number][0];

const DISPUTES: Readonly<Record<Mistake, Pick<Disputed, 'reason' | 'words'>>> = {
  'too-long': { reason: 'wrong-minutes', words: 'We did not talk for that long.' },
  'two-meetings': { reason: 'other', words: 'This was logged before.' },
  'not-held': { reason: 'did-not-happen', words: 'We had to call this meeting off.' },
};

function amending(mistake: Mistake, disputed: boolean): Pick<Amendment, 'reason' | 'words'> {
  switch (mistake) {
    case 'too-long':
      return {
        reason: disputed ? 'disputed' : 'mistyped',
        words: 'I had put down the time that was booked, not the time we took.',
      };
    case 'two-meetings':
      return { reason: 'logged-twice', words: 'It was logged twice.' };
    case 'not-held':
      return { reason: 'did-not-happen', words: 'It was planned, but did not take place.' };
  }
}

function amendmentOf(mistake: Mistake, { minutes, contributions }: LoggedMeeting) {
  if (mistake !== 'too-long') return { kind: 'voided' as const };
  return {
    kind: 'corrected' as const,
    minutes: shortened(minutes),
    contributions: contributions.map((each) => ({ ...each, minutes: shortened(each.minutes) })),
  };
}

/** Two thirds, rounded down, of what was logged; at least a minute is left. */
function shortened(minutes: number): number {
  return Math.max(1, Math.floor((minutes * 2) / 3));
}

function daysToSettle(answer: Exclude<MeetingAnswer, { kind: 'silent' }>): number {
  const step = answer.kind === 'disputed' ? answer.settlement : answer.afterthought;
  if (step === undefined || step.kind === 'unsettled') return 0;
  return step.afterDays + (step.confirmedAfterDays ?? 0); // silence takes no time
}
