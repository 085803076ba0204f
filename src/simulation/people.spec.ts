import { describe, expect, it } from '@jest/globals';
import { madeUpPeople, type RosterPerson } from './people.js';
import { seededRandom } from './random.js';
import type { CatalogueSkill } from './skill-market.js';

const today = '2026-01-05';
const categories = ['Cloud', 'Databases', 'Front-end', 'Languages', 'Leadership', 'Legacy', 'Mobile', 'Tools'];
const skills: CatalogueSkill[] = categories.flatMap((category) =>
  Array.from({ length: 9 }, (_, index) => ({
    id: `${category}-${index}`,
    name: `${category} skill ${index}`,
    category,
  })),
);
const categoryOf = new Map(skills.map(({ name, category }) => [name, category]));
const made = (seed: number, count: number, catalogue = skills) =>
  madeUpPeople(seededRandom(seed), count, { today, skills: catalogue });
const people = made(1, 800);
const byRef = new Map(people.map((person) => [person.personRef, person]));

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const shareOf = (list: readonly RosterPerson[], test: (person: RosterPerson) => boolean) =>
  list.filter(test).length / list.length;
const born = (from: number, until: number) => people.filter(({ birthYear }) => birthYear >= from && birthYear <= until);
const namedBy = ({ offers, wants }: RosterPerson) => [...offers, ...wants].map(({ skill }) => skill);
const older = born(1946, 1970);
const younger = born(1992, 2012);
const shareOfOffers = (list: readonly RosterPerson[], category: string) => {
  const offered = list.flatMap(({ offers }) => offers);
  return offered.filter(({ skill }) => categoryOf.get(skill) === category).length / offered.length;
};
const shareOfWants = (list: readonly RosterPerson[], category: string) => {
  const wanted = list.flatMap(({ wants }) => wants);
  return wanted.filter(({ skill }) => categoryOf.get(skill) === category).length / wanted.length;
};

describe('made-up people', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(made(1, 60)).toEqual(made(1, 60));
    expect(made(2, 60)).not.toEqual(made(1, 60));
  });

  it('do not change, but for their place and grade, when more are made up after them', () => {
    const alone = ({ managerRef, grade, ...person }: RosterPerson) => ({ ...person });
    expect(made(1, 120).slice(0, 60).map(alone)).toEqual(made(1, 60).map(alone));
  });

  it('are one, none or many', () => {
    expect(made(1, 0)).toEqual([]);
    expect(made(1, 1)[0]!.managerRef).toBeUndefined();
    expect(people).toHaveLength(800);
  });

  it('cannot be made up without skills to trade', () => {
    expect(() => made(1, 10, skills.slice(0, 1))).toThrow(RangeError);
  });

  it('come of every generation, the middle ones in greater number', () => {
    const [boomers, x, millennials, z] = [born(1946, 1964), born(1965, 1980), born(1981, 1996), born(1997, 2012)].map(
      (generation) => generation.length / people.length,
    ) as [number, number, number, number];
    expect(boomers + x + millennials + z).toBeCloseTo(1);
    expect(boomers).toBeGreaterThan(0.06);
    expect(z).toBeGreaterThan(0.1);
    expect(x).toBeGreaterThan(boomers);
    expect(millennials).toBeGreaterThan(z);
  });

  it('were grown up when hired, not in the future, and some are new', () => {
    for (const { hiredOn, birthYear } of people) {
      expect(hiredOn <= today).toBe(true);
      expect(Number(hiredOn.slice(0, 4)) - birthYear).toBeGreaterThanOrEqual(18);
    }
    const newcomers = shareOf(people, ({ hiredOn }) => hiredOn > '2025-01-05');
    expect(newcomers).toBeGreaterThan(0.1);
    expect(newcomers).toBeLessThan(0.25);
  });

  it('have addresses of their own that nobody can receive mail at, and mostly names of their own', () => {
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    for (const { email } of people) expect(email).toMatch(/^[a-z]+\.[a-z]+[0-9]*@example\.com$/);
    expect(new Set(people.map(({ displayName }) => displayName)).size / people.length).toBeGreaterThan(0.95);
  });

  it('work at six sites or more, in zones that exist, mostly with English', () => {
    expect(new Set(people.map(({ site }) => site)).size).toBeGreaterThanOrEqual(6);
    for (const zone of new Set(people.map(({ timeZone }) => timeZone)))
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
    for (const { languages } of people) expect(languages.length).toBeGreaterThan(0);
    const english = shareOf(people, ({ languages }) => languages.includes('en'));
    expect(english).toBeGreaterThan(0.8);
    expect(english).toBeLessThan(0.99);
  });

  it('report in one tree, to someone of a higher grade, who is older on average', () => {
    const heads = people.filter(({ managerRef }) => managerRef === undefined);
    expect(heads).toHaveLength(1);
    const led = people.filter(({ managerRef }) => managerRef !== undefined);
    for (const person of led) expect(byRef.get(person.managerRef!)!.grade > person.grade).toBe(true);
    expect(mean(led.map((person) => person.birthYear - byRef.get(person.managerRef!)!.birthYear))).toBeGreaterThan(5);
  });

  it('are led six to nine a manager', () => {
    const reports = new Map<string, number>();
    for (const { managerRef } of people) if (managerRef) reports.set(managerRef, (reports.get(managerRef) ?? 0) + 1);
    expect(Math.max(...reports.values())).toBeLessThanOrEqual(10); // a unit's head and units' heads included
    expect(mean([...reports.values()])).toBeGreaterThan(5.5);
    expect(mean([...reports.values()])).toBeLessThan(9);
  });

  it('offer what is long-standing when older, and what is recent when younger, and want the other', () => {
    for (const category of ['Legacy', 'Leadership']) {
      expect(shareOfOffers(older, category)).toBeGreaterThan(2 * shareOfOffers(younger, category));
      expect(shareOfWants(younger, category)).toBeGreaterThan(1.5 * shareOfWants(older, category));
    }
    for (const category of ['Cloud', 'Front-end', 'Mobile']) {
      expect(shareOfOffers(younger, category)).toBeGreaterThan(2 * shareOfOffers(older, category));
      expect(shareOfWants(older, category)).toBeGreaterThan(1.5 * shareOfWants(younger, category));
    }
  });

  it('offer deeper skills when older', () => {
    const level = (list: readonly RosterPerson[]) => mean(list.flatMap(({ offers }) => offers.map((o) => o.level)));
    expect(level(older)).toBeGreaterThan(level(younger) + 0.4);
  });

  it('offer what their unit works with more than the others do', () => {
    const mobile = people.filter(({ unit }) => unit === 'Mobile');
    expect(shareOfOffers(mobile, 'Mobile')).toBeGreaterThan(1.5 * shareOfOffers(people, 'Mobile'));
  });

  it('fill the form within its vocabulary and bounds', () => {
    const drawn = <T>(valuesOf: (person: RosterPerson) => readonly T[]) =>
      [...new Set(people.flatMap(valuesOf))].sort();
    expect(drawn(({ learningStyles }) => learningStyles)).toEqual([
      'auditory',
      'discussion',
      'hands-on',
      'reading',
      'reflective',
      'visual',
    ]);
    expect(drawn(({ methods }) => methods)).toEqual(['chat', 'in-person', 'phone', 'shadowing', 'video']);
    expect(drawn(({ availability }) => availability)).toHaveLength(15);
    for (const slot of drawn(({ availability }) => availability))
      expect(slot).toMatch(/^(mon|tue|wed|thu|fri)-(am|noon|pm)$/);
    expect(drawn(({ offers }) => offers.map(({ level }) => level))).toEqual([1, 2, 3, 4, 5]);
    expect(drawn(({ wants }) => wants.map(({ priority }) => priority))).toEqual([1, 2, 3]);
    expect(drawn(({ capacity }) => [capacity])).toEqual([1, 2, 3]);
    expect(drawn(namedBy).filter((skill) => !categoryOf.has(skill))).toEqual([]);
    expect(people.filter((person) => new Set(namedBy(person)).size < namedBy(person).length)).toEqual([]);
    expect(people.filter(({ wants }) => !wants.some(({ priority }) => priority === 3))).toEqual([]);
    const blank = ({ offers, learningStyles, methods, availability }: RosterPerson) =>
      [offers, learningStyles, methods, availability].some((list) => list.length === 0);
    expect(people.filter(blank)).toEqual([]);
  });

  it('can nearly all teach somebody who can teach them, in a language they share', () => {
    const teaches = (one: RosterPerson, other: RosterPerson) =>
      one.offers.some(({ skill }) => other.wants.some((want) => want.skill === skill));
    const matchable = (person: RosterPerson) =>
      people.some(
        (other) =>
          other !== person &&
          teaches(person, other) &&
          teaches(other, person) &&
          person.languages.some((language) => other.languages.includes(language)),
      );
    expect(shareOf(people, matchable)).toBeGreaterThan(0.9);
  });

  it('trade in a catalogue of unknown categories, too', () => {
    const unknown = skills.map((skill) => ({ ...skill, category: `K${skill.category.length}` }));
    for (const { offers, wants } of made(3, 50, unknown)) expect(offers.length * wants.length).toBeGreaterThan(0);
  });
});
