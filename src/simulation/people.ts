import type { AvailabilitySlot, LearningStyle, MeetingMethod } from '../mentoring/partners/partner.facts.js';
import { addDays } from './calendar.js';
import { madeUpName } from './names.js';
import type { Random } from './random.js';
import { reportingLines } from './reporting-lines.js';
import { skillMarket, type CatalogueSkill, type Offer, type Want } from './skill-market.js';
import { sites, units, type Site } from './workplace.js';

/** A row of the roster, as HR and the sign-up form would have it. */
export interface RosterPerson {
  readonly personRef: string;
  readonly displayName: string;
  readonly email: string;
  readonly birthYear: number;
  /** ISO date, not after the day for which the people were made up. */
  readonly hiredOn: string;
  readonly unit: string;
  readonly site: string;
  /** `G1` … : higher is more senior; a manager's is above those of the reports. */
  readonly grade: string;
  readonly timeZone: string;
  readonly languages: readonly string[];
  /** Only the head of the organization has none. */
  readonly managerRef?: string;
  readonly offers: readonly Offer[];
  readonly wants: readonly Want[];
  readonly learningStyles: readonly LearningStyle[];
  readonly methods: readonly MeetingMethod[];
  /** Local time: am 9-12, noon 12-14, pm 14-17. */
  readonly availability: readonly AvailabilitySlot[];
  readonly capacity: number;
}

export interface Workforce {
  /** The ISO date on which ages and terms of service are taken. */
  readonly today: string;
  readonly skills: readonly CatalogueSkill[];
}

export function madeUpPeople(random: Random, count: number, { today, skills }: Workforce): RosterPerson[] {
  const market = skillMarket(random.fork('skill market'), skills);
  const nameOf = distinctNames();
  const staff = Array.from({ length: count }, (_, index) => {
    const personRef = `E${String(index + 1).padStart(5, '0')}`;
    return employee(random.fork(personRef), personRef, Number(today.slice(0, 4)));
  });
  const places = reportingLines(random.fork('reporting lines'), staff);

  return staff.map(({ personRef, site, unit, birthYear, seniority }) => {
    const person = random.fork(personRef);
    const place = places.get(personRef);
    return {
      personRef,
      ...nameOf(person.fork('name'), site),
      birthYear,
      hiredOn: hiringDay(person.fork('hiring'), today, birthYear),
      unit,
      site: site.name,
      grade: gradeOf(seniority, place?.height ?? 0),
      timeZone: site.timeZone,
      languages: languagesOf(person.fork('languages'), site),
      ...(place?.managerRef === undefined ? {} : { managerRef: place.managerRef }),
      ...market.profileOf(person.fork('skills'), { seniority, unit }),
      ...waysOf(person.fork('ways')),
      capacity: person.fork('capacity').weighted(CAPACITIES),
    };
  });
}

/** Birth years, share of a workforce of the 2020s, and whether the generation is young. */
const GENERATIONS = [
  { from: 1946, until: 1964, share: 0.13, young: false },
  { from: 1965, until: 1980, share: 0.32, young: false },
  { from: 1981, until: 1996, share: 0.36, young: true },
  { from: 1997, until: 2012, share: 0.19, young: true },
] as const;
const AGES = { youngest: 20, oldest: 69 } as const;

const CAPACITIES = [
  [1, 72],
  [2, 23],
  [3, 5],
] as const;

const LEARNING_STYLES: readonly LearningStyle[] = [
  'reading',
  'reflective',
  'discussion',
  'auditory',
  'hands-on',
  'visual',
];
const METHODS = [
  ['video', 0.85],
  ['in-person', 0.6],
  ['chat', 0.5],
  ['phone', 0.35],
  ['shadowing', 0.3],
] as const;
const SLOTS = (['mon', 'tue', 'wed', 'thu', 'fri'] as const).flatMap((day) =>
  (['am', 'noon', 'pm'] as const).map((time) => `${day}-${time}` as const),
);

function employee(random: Random, personRef: string, year: number) {
  const site = random.weighted(sites.map((place) => [place, place.share] as const));
  const generation = random.weighted(
    GENERATIONS.map((each) => {
      const employed = each.from <= year - AGES.youngest && each.until >= year - AGES.oldest;
      return [each, employed ? each.share * (each.young ? site.youth : 1 / site.youth) : 0] as const;
    }),
  );
  const birthYear = random.int(
    Math.max(generation.from, year - AGES.oldest),
    Math.min(generation.until, year - AGES.youngest),
  );
  const seniority = Math.min(1, Math.max(0, (year - birthYear - 22) / 40));
  const unit = random.weighted(
    units.map(
      ({ name, share, seniority: leaning }) => [name, share * Math.exp(leaning * (2 * seniority - 1))] as const,
    ),
  );
  return { personRef, site, unit, birthYear, seniority, standing: random.normal(seniority, 0.12) };
}

/** Names repeat now and then, as they do; e-mail addresses never. */
function distinctNames() {
  const taken = new Map<string, number>();
  return (random: Random, site: Site) => {
    let name = madeUpName(random, random.weighted(site.cultures));
    for (let attempt = 0; attempt < 5 && taken.has(mailboxOf(name)); attempt += 1)
      name = madeUpName(random, random.weighted(site.cultures));
    const mailbox = mailboxOf(name);
    const namesakes = (taken.get(mailbox) ?? 0) + 1;
    taken.set(mailbox, namesakes);
    return {
      displayName: `${name.given} ${name.family}`,
      email: `${mailbox}${namesakes === 1 ? '' : namesakes}@example.com`,
    };
  };
}

function mailboxOf({ given, family }: { readonly given: string; readonly family: string }): string {
  return `${given}.${family}`
    .toLowerCase()
    .replaceAll('ł', 'l') // has no decomposition
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '');
}

/** Every sixth is new; the others have served for some part of their working life. */
function hiringDay(random: Random, today: string, birthYear: number): string {
  const workingYears = Number(today.slice(0, 4)) - birthYear - (AGES.youngest - 1);
  const years = random.chance(1 / 6) ? random.next() : 1 + (workingYears - 1) * random.next() ** 1.5;
  const day = addDays(today, -Math.floor(years * 365.25));
  return `${day.slice(0, 8)}${day.slice(8) >= '15' ? '15' : '01'}`;
}

/** Who leads nobody is G1 to G4 by experience; each level of leading stands one above. */
function gradeOf(seniority: number, height: number): string {
  return `G${height === 0 ? 1 + Math.min(3, Math.floor(seniority * 5)) : 4 + height}`;
}

function languagesOf(random: Random, site: Site): string[] {
  const spoken = site.languages.filter(([, share]) => random.chance(share)).map(([code]) => code);
  return spoken.length > 0 ? spoken : site.languages.slice(0, 1).map(([code]) => code);
}

function waysOf(random: Random) {
  const methods: MeetingMethod[] = METHODS.filter(([, share]) => random.chance(share)).map(([method]) => method);
  return {
    learningStyles: random.some(LEARNING_STYLES, random.int(1, 3)),
    methods: methods.length > 0 ? methods : ['video' as const],
    availability: random.some(SLOTS, random.int(3, 8)),
  };
}
