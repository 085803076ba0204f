import { describe, expect, it } from '@jest/globals';
import { addDays, weekdayOf } from './calendar.js';
import { exchangePlan } from './exchange-plan.js';
import { temperamentOf } from './life.js';
import { settledOn } from './meeting-answer.js';
import type { Meeting, Pair, PairLife, PairMember } from './pair-life.js';
import { madeUpPeople } from './people.js';
import { seededRandom } from './random.js';

const from = '2025-02-03';
const until = '2025-12-31';
const root = seededRandom('pairs');
const skills = ['Cloud', 'Front-end', 'Leadership', 'Legacy'].flatMap((category) =>
  [1, 2, 3].map((number) => ({ id: `${category}-${number}`, name: `${category} ${number}`, category })),
);
const members: PairMember[] = madeUpPeople(root, 600, { today: from, skills }).map((person) => ({
  ...person,
  temperament: temperamentOf(root.fork(person.personRef), person, { from, until }),
}));
const pairs: Pair[] = Array.from({ length: 300 }, (_, index) => ({
  a: members[2 * index]!,
  b: members[2 * index + 1]!,
}));
const lived = pairs.map((pair, index) => ({ pair, life: exchangePlan(root.fork(`pair ${index}`), pair, from, until) }));
const meetings = lived.flatMap(({ life }) => life.meetings);
const closings = lived.flatMap(({ life }) => (life.closing ? [life.closing] : []));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const shareOf = <T>(list: readonly T[], test: (element: T) => boolean) => list.filter(test).length / list.length;
const correctionsOf = ({ answer }: Meeting) => {
  const step =
    answer.kind === 'disputed' ? answer.settlement : answer.kind === 'confirmed' ? answer.afterthought : undefined;
  return step?.kind === 'corrected' ? [step] : [];
};
const minutesFrom = (side: 'a' | 'b', { meetings }: PairLife) =>
  sum(meetings.flatMap(({ contributions }) => contributions.filter((c) => c.from === side).map((c) => c.minutes)));
const withTemperament = (pair: Pair, a: object, b: object): Pair => ({
  a: { ...pair.a, temperament: { ...pair.a.temperament, ...a } },
  b: { ...pair.b, temperament: { ...pair.b.temperament, ...b } },
});
const replayed = (a: object, b: object) =>
  pairs
    .slice(0, 120)
    .map((pair, index) => exchangePlan(root.fork(`${index}`), withTemperament(pair, a, b), from, until));

describe('the life of a pair', () => {
  it('is the same for the same stream', () => {
    const once = exchangePlan(root.fork('pair 3'), pairs[3]!, from, until);
    expect(once).toEqual(lived[3]!.life);
    expect(exchangePlan(root.fork('pair 4'), pairs[3]!, from, until)).not.toEqual(once);
  });

  it('goes on from where a shorter look at it ended', () => {
    for (const [index, { pair, life }] of lived.slice(0, 60).entries()) {
      const half = exchangePlan(root.fork(`pair ${index}`), pair, from, '2025-05-15');
      expect(half.meetings).toEqual(life.meetings.filter(({ day }) => day <= '2025-05-15'));
    }
  });

  it('is empty before it begins', () => {
    expect(exchangePlan(root, pairs[0]!, from, addDays(from, -1))).toEqual({ meetings: [] });
  });

  it('has about ten meetings in half a year, each between forming and closing', () => {
    const finished = lived.filter(({ life }) => life.closing?.reason === 'completed');
    const count = mean(finished.map(({ life }) => life.meetings.length));
    expect(count).toBeGreaterThan(7);
    expect(count).toBeLessThan(18);
    for (const { life } of lived) {
      const days = life.meetings.map(({ day }) => day);
      expect([...days].sort()).toEqual(days);
      const { closing } = life;
      const late = life.meetings.filter((meeting) => closing !== undefined && settledOn(meeting) >= closing.begunOn);
      expect(late).toEqual([]);
    }
    expect(meetings.filter(({ day }) => day <= from || day > until)).toEqual([]);
  });

  it('meets on working days, within one UTC day, for 15 to 120 minutes', () => {
    const endOf = ({ heldAt, minutes }: Meeting) => new Date(Date.parse(heldAt) + minutes * 60_000).toISOString();
    expect(meetings.filter(({ day }) => weekdayOf(day) % 6 === 0)).toEqual([]);
    expect(meetings.filter((met) => !met.heldAt.startsWith(met.day) || !endOf(met).startsWith(met.day))).toEqual([]);
    expect(meetings.filter(({ minutes }) => minutes < 15 || minutes > 120)).toEqual([]);
  });

  it('meets at an hour that both are free, where there is one', () => {
    const [one, other] = [pairs[0]!.a, pairs[0]!.b];
    const berlin = { ...one, timeZone: 'Europe/Berlin', availability: ['wed-pm', 'fri-am'] as const };
    const london = { ...other, timeZone: 'Europe/London', availability: ['wed-noon', 'thu-am'] as const };
    const together = exchangePlan(root.fork('hours'), { a: berlin, b: london }, from, until).meetings;
    // 14:00 in Berlin is 13:00 in London all year; in UTC it is an hour earlier in summer.
    for (const { day, heldAt } of together)
      expect([weekdayOf(day), heldAt.slice(11)]).toEqual([
        3,
        day < '2025-03-30' || day >= '2025-10-26' ? '13:00:00.000Z' : '12:00:00.000Z',
      ]);
  });

  it('meets in person only at one site, and by what both like where there is such', () => {
    const odd = lived.flatMap(({ pair: { a, b }, life }) =>
      life.meetings.filter(
        ({ method }) =>
          (['in-person', 'shadowing'].includes(method) && a.site !== b.site) ||
          (method !== 'video' && !(a.methods.includes(method) && b.methods.includes(method))),
      ),
    );
    expect(odd).toEqual([]);
  });

  it('contributes in both directions, with what the giver offers, never longer than the meeting', () => {
    const wrong = lived.flatMap(({ pair, life }) =>
      life.meetings
        .flatMap((meeting) => [meeting, ...correctionsOf(meeting)])
        .filter(
          ({ contributions, minutes }) =>
            contributions.length === 0 ||
            sum(contributions.map((each) => each.minutes)) > minutes ||
            contributions.some(
              ({ from: giver, to, skill, topic, minutes: time }) =>
                giver === to ||
                time <= 0 ||
                !topic.includes(skill) ||
                !pair[giver].offers.some((offer) => offer.skill === skill),
            ),
        ),
    );
    expect(wrong).toEqual([]);
    expect(meetings.flatMap(correctionsOf).length).toBeGreaterThan(0);
    expect(shareOf(meetings, ({ contributions }) => contributions.length === 2)).toBeGreaterThan(0.7);
  });

  it('teaches what is wanted when it is on offer', () => {
    const beside = lived.flatMap(({ pair, life }) =>
      life.meetings
        .flatMap((meeting) => meeting.contributions)
        .filter(({ from: giver, to, skill }) => {
          const offered = pair[giver].offers.map((offer) => offer.skill);
          const wanted = pair[to].wants.map((want) => want.skill).filter((each) => offered.includes(each));
          return wanted.length > 0 && !wanted.includes(skill);
        }),
    );
    expect(beside).toEqual([]);
  });

  it('is given more of by who would rather give', () => {
    const lives = replayed({ giving: 0.8 }, { giving: 0.3 });
    expect(sum(lives.map((life) => minutesFrom('a', life)))).toBeGreaterThan(
      2 * sum(lives.map((life) => minutesFrom('b', life))),
    );
  });
});

describe('the record of a meeting', () => {
  const answered = (kind: string) => shareOf(meetings, ({ answer }) => answer.kind === kind);
  const settlements = meetings.flatMap(({ answer }) => (answer.kind === 'disputed' ? [answer.settlement.kind] : []));

  it('is confirmed mostly, disputed at times, and sometimes met with silence', () => {
    expect(answered('confirmed')).toBeGreaterThan(0.8);
    expect(answered('disputed')).toBeGreaterThan(0.01);
    expect(answered('disputed')).toBeLessThan(0.1);
    expect(answered('silent')).toBeGreaterThan(0.03);
  });

  it('ends a dispute in each of the ways', () => {
    expect(new Set(settlements)).toEqual(new Set(['corrected', 'voided', 'withdrawn', 'unsettled']));
    expect(shareOf(settlements, (kind) => kind === 'corrected')).toBeGreaterThan(0.3);
  });

  it('is disputed more when its author is less honest', () => {
    const disputes = (honesty: number) =>
      shareOf(
        replayed({ honesty }, { honesty }).flatMap((life) => life.meetings),
        ({ answer }) => answer.kind === 'disputed',
      );
    expect(disputes(0.2)).toBeGreaterThan(2 * disputes(1));
  });

  it('is made within the month, by both sides over all', () => {
    expect(meetings.filter(({ loggedAfterDays }) => loggedAfterDays < 0 || loggedAfterDays > 30)).toEqual([]);
    expect(Math.abs(shareOf(meetings, ({ loggedBy }) => loggedBy === 'a') - 0.5)).toBeLessThan(0.1);
  });
});

describe('the end of a pair', () => {
  it('is completion mostly, and every other reason occurs', () => {
    expect(shareOf(closings, ({ reason }) => reason === 'completed')).toBeGreaterThan(0.6);
    expect(new Set(closings.map(({ reason }) => reason))).toEqual(
      new Set(['completed', 'not-productive', 'relocated', 'left', 'no-fault']),
    );
  });

  it('may not come: some go quiet and stay open', () => {
    const quiet = lived.filter(({ life }) => life.quietFrom !== undefined);
    expect(quiet.length / lived.length).toBeGreaterThan(0.03);
    expect(quiet.length / lived.length).toBeLessThan(0.25);
    expect(quiet.some(({ life }) => life.closing === undefined)).toBe(true);
    for (const { life } of quiet) expect(life.meetings.every(({ day }) => day < life.quietFrom!)).toBe(true);
  });

  it('is closed once both have reflected, and left to the grace when one has not', () => {
    for (const { reflections, begunOn, closedOn } of closings) {
      const submitted = Object.values(reflections).map(({ submittedOn }) => submittedOn);
      for (const day of submitted) expect(day >= begunOn && day < addDays(begunOn, 14)).toBe(true);
      expect(closedOn).toBe(submitted.length === 2 ? submitted.sort()[1] : undefined);
    }
    const both = shareOf(closings, ({ closedOn }) => closedOn !== undefined);
    expect(both).toBeGreaterThan(0.5);
    expect(both).toBeLessThan(0.95);
  });

  it('is rated from 1 to 5, higher where it came to completion', () => {
    const received = (completed: boolean) =>
      closings
        .filter(({ reason }) => (reason === 'completed') === completed)
        .flatMap(({ reflections }) => Object.values(reflections).map((reflection) => reflection.received));
    for (const rating of [...received(true), ...received(false)]) expect([1, 2, 3, 4, 5]).toContain(rating);
    expect(mean(received(true))).toBeGreaterThan(mean(received(false)));
  });
});
