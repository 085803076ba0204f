import { describe, expect, it } from '@jest/globals';
import { daysBetween, weekdayOf } from './calendar.js';
import { answerToProposal, temperamentOf } from './life.js';
import { seededRandom } from './random.js';

const year = { from: '2025-01-06', until: '2026-01-05' };
const root = seededRandom('life');
const temperaments = (birthYear: number, count = 1_500) =>
  Array.from({ length: count }, (_, index) => temperamentOf(root.fork(`${birthYear} ${index}`), { birthYear }, year));
const young = temperaments(2000);
const old = temperaments(1961);
const everyone = [...young, ...old];

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const signUps = (fromDay: number, untilDay: number) =>
  everyone.filter(({ signsUpOn }) => {
    const day = daysBetween(year.from, signsUpOn);
    return day >= fromDay && day < untilDay;
  }).length;

describe('a temperament', () => {
  it('is the same for the same stream, whatever was drawn from it before', () => {
    const of = (random = seededRandom(5).fork('E00001')) => temperamentOf(random, { birthYear: 1990 }, year);
    expect(of()).toEqual(of());
    const used = seededRandom(5);
    used.next();
    expect(of(used.fork('E00001'))).toEqual(of());
    expect(of(seededRandom(5).fork('E00002'))).not.toEqual(of());
  });

  it('signs up within the year, on a working day but for a few', () => {
    for (const { signsUpOn } of everyone) expect(signsUpOn >= year.from && signsUpOn <= year.until).toBe(true);
    const weekend = everyone.filter(({ signsUpOn }) => [0, 6].includes(weekdayOf(signsUpOn)));
    expect(weekend.length / everyone.length).toBeLessThan(0.05);
  });

  it('signs up in two waves with a trickle between them and after', () => {
    const launch = signUps(0, 28);
    const quiet = signUps(100, 128);
    const townHall = signUps(164, 192);
    const late = signUps(280, 308);
    expect(launch).toBeGreaterThan(everyone.length / 3);
    expect(townHall).toBeGreaterThan(3 * quiet);
    expect(launch).toBeGreaterThan(townHall);
    expect(Math.min(quiet, late)).toBeGreaterThan(0);
  });

  it('signs up on the one day of a program that lasts a day', () => {
    const day = { from: '2025-03-03', until: '2025-03-03' };
    for (let seed = 0; seed < 50; seed += 1)
      expect(temperamentOf(seededRandom(seed), { birthYear: 1980 }, day).signsUpOn).toBe('2025-03-03');
  });

  it('leans to giving with age, to taking with youth', () => {
    expect(mean(old.map(({ giving }) => giving))).toBeGreaterThan(mean(young.map(({ giving }) => giving)) + 0.1);
  });

  it('withdraws now and then, after signing up and within the year, and retires only near the end of a career', () => {
    const withdrawn = everyone.filter(({ withdrawal }) => withdrawal !== undefined);
    expect(withdrawn.length / everyone.length).toBeGreaterThan(0.02);
    expect(withdrawn.length / everyone.length).toBeLessThan(0.1);
    for (const { signsUpOn, withdrawal } of withdrawn) {
      expect(withdrawal!.on > signsUpOn).toBe(true);
      expect(withdrawal!.on <= year.until).toBe(true);
    }
    expect(young.some(({ withdrawal }) => withdrawal?.text === 'I retire.')).toBe(false);
    expect(old.some(({ withdrawal }) => withdrawal?.text === 'I retire.')).toBe(true);
  });
});

describe('an answer to a proposal', () => {
  const answers = everyone.map((temperament, index) => answerToProposal(root.fork(`answer ${index}`), temperament, 14));
  const shareOf = (kind: string) => answers.filter((answer) => answer.kind === kind).length / answers.length;

  it('is mostly yes, at times no, at times nothing', () => {
    expect(shareOf('accepted')).toBeGreaterThan(0.75);
    expect(shareOf('declined')).toBeGreaterThan(0.03);
    expect(shareOf('silent')).toBeGreaterThan(0.02);
  });

  it('comes before the proposal expires', () => {
    for (const answer of answers) if (answer.kind !== 'silent') expect(answer.afterDays).toBeLessThan(14);
    const hurried = answerToProposal(seededRandom(1), { ...everyone[0]!, answerDays: 1_000 }, 2);
    expect(hurried).toEqual({ kind: 'silent' });
  });

  it('follows the temperament', () => {
    const never = { ...everyone[0]!, answerDays: 0, responsiveness: 0 };
    const always = { ...never, responsiveness: 1, openness: 1 };
    const unwilling = { ...always, openness: 0 };
    for (let seed = 0; seed < 50; seed += 1) {
      expect(answerToProposal(seededRandom(seed), never, 14).kind).toBe('silent');
      expect(answerToProposal(seededRandom(seed), always, 14).kind).toBe('accepted');
      expect(answerToProposal(seededRandom(seed), unwilling, 14).kind).toBe('declined');
    }
  });
});
