import type { DECLINE_REASONS, WITHDRAWAL_REASONS } from '../mentoring/vocabulary.js';
import { addDays, daysBetween, workdayFrom } from './calendar.js';
import type { Random } from './random.js';

export interface ProgramYear {
  /** ISO dates; the program opens on the first. */
  readonly from: string;
  readonly until: string;
}

/** How somebody behaves in a program. Shares and chances are 0 … 1. */
export interface Temperament {
  /** An ISO date within the year, most often a working day. */
  readonly signsUpOn: string;
  /** The mean time until a proposal is answered. */
  readonly answerDays: number;
  /** The chance that a proposal is answered at all. */
  readonly responsiveness: number;
  /** The chance that an answer is a yes. */
  readonly openness: number;
  /** Turns up, logs and confirms without delay. */
  readonly reliability: number;
  readonly talkativeness: number;
  /** 0 would rather take, 1 would rather give. */
  readonly giving: number;
  /** Logs what happened, and gives in when wrong. */
  readonly honesty: number;
  /** After the day of signing up and within the year; most people stay. */
  readonly withdrawal?: Withdrawal;
}

interface Withdrawal {
  readonly on: string;
  readonly reason: (typeof WITHDRAWAL_REASONS)[number];
  readonly text: string;
}

/** The same stream gives the same person: fork it by the person's reference. */
export function temperamentOf(
  random: Random,
  { birthYear }: { readonly birthYear: number },
  year: ProgramYear,
): Temperament {
  const age = Number(year.from.slice(0, 4)) - birthYear;
  const career = Math.min(1, Math.max(-1, (age - 42) / 20)); // −1 its beginning … 1 its end
  const signsUpOn = signUpDay(random.fork('sign-up'), year);
  const withdrawal = withdrawalOf(random.fork('withdrawal'), signsUpOn, age, year);
  return {
    signsUpOn,
    answerDays: 0.5 + Math.min(12, random.exponential(2.5)),
    responsiveness: random.share(0.94, 0.05),
    openness: random.share(0.92, 0.05),
    reliability: random.share(0.72, 0.18),
    talkativeness: random.share(0.5, 0.2),
    giving: random.share(0.5 + 0.12 * career, 0.16),
    honesty: random.share(0.85, 0.14),
    ...(withdrawal === undefined ? {} : { withdrawal }),
  };
}

export type ProposalAnswer =
  | { readonly kind: 'accepted'; readonly afterDays: number }
  | { readonly kind: 'declined'; readonly afterDays: number; readonly reason: DeclineReason; readonly text: string }
  /** Nothing comes in time, and the proposal lapses. */
  | { readonly kind: 'silent' };

type DeclineReason = (typeof DECLINE_REASONS)[number];

/** `afterDays` is always less than `expiresAfterDays`. */
export function answerToProposal(
  random: Random,
  { answerDays, responsiveness, openness }: Temperament,
  expiresAfterDays: number,
): ProposalAnswer {
  const afterDays = Math.floor(random.exponential(answerDays));
  if (!random.chance(responsiveness) || afterDays >= expiresAfterDays) return { kind: 'silent' };
  if (random.chance(openness)) return { kind: 'accepted', afterDays };
  const reason = random.weighted(DECLINING);
  return { kind: 'declined', afterDays, reason, text: DECLINE_TEXTS[reason] };
}

const DECLINING = [
  ['no-time', 5],
  ['not-a-fit', 3],
  ['know-each-other', 1],
  ['other', 1],
] as const;

const DECLINE_TEXTS: Readonly<Record<DeclineReason, string>> = {
  'no-time': 'My project goes live soon. Please ask me again next quarter.',
  'not-a-fit': 'We would not cover what I most want to learn.',
  'know-each-other': 'We work together every day already.',
  other: 'Our working days hardly overlap.',
};

/** Who signs up when: at the launch, by and by, or after the town hall where the first pairs told their story. */
function signUpDay(random: Random, { from, until }: ProgramYear): string {
  const length = daysBetween(from, until);
  const after = random.weighted([
    [() => 2 + Math.min(28, random.exponential(6)), 45],
    [() => length * (0.05 + 0.85 * random.next()), 35],
    [() => length * TOWN_HALL + 1 + Math.min(21, random.exponential(4)), 20],
  ])();
  const day = addDays(from, Math.min(length, Math.floor(after)));
  const signsUpOn = random.chance(0.95) ? workdayFrom(day) : day;
  return signsUpOn < until ? signsUpOn : until;
}

/** The share of the year after which the second wave comes. */
const TOWN_HALL = 0.45;

const WITHDRAWN_WITHIN_A_YEAR = 0.09;
const RETIREMENT_AGE = 62;

function withdrawalOf(random: Random, signedUpOn: string, age: number, { until }: ProgramYear): Withdrawal | undefined {
  if (!random.chance(WITHDRAWN_WITHIN_A_YEAR)) return undefined;
  const on = workdayFrom(addDays(signedUpOn, random.int(15, 360)));
  const why = random.weighted<Omit<Withdrawal, 'on'>>([
    [{ reason: 'no-time', text: 'My week is full; I cannot do this well.' }, 4],
    [{ reason: 'other', text: 'For personal reasons.' }, 2],
    [{ reason: 'no-longer-interested', text: 'I got less out of it than I had hoped.' }, 1],
    [{ reason: 'other', text: 'I am moving to another office.' }, 1],
    [{ reason: 'left-organization', text: 'I have found work elsewhere.' }, age < RETIREMENT_AGE ? 3 : 0],
    [{ reason: 'left-organization', text: 'I retire.' }, age < RETIREMENT_AGE ? 0 : 8],
  ]);
  return on <= until ? { on, ...why } : undefined;
}
