import type { Random } from './random.js';
import { units, type Unit } from './workplace.js';

export interface CatalogueSkill {
  readonly id: string;
  readonly name: string;
  readonly category: string;
}

export interface Offer {
  readonly skill: string;
  /** 1 beginner … 5 expert */
  readonly level: number;
}

export interface Want {
  readonly skill: string;
  /** 3 is the strongest. */
  readonly priority: number;
}

export interface SkillMarket {
  /** What somebody offers and wants; never the same skill in both. `seniority`: 0 a career's beginning … 1 its end. */
  profileOf(
    random: Random,
    person: { readonly seniority: number; readonly unit: string },
  ): { readonly offers: readonly Offer[]; readonly wants: readonly Want[] };
}

/**
 * Who knows what: skills have an era, people offer those of their own and want those of the others, so that give and
 * take runs both ways between generations. What a unit works with is offered and wanted there more than elsewhere.
 */
export function skillMarket(random: Random, skills: readonly CatalogueSkill[]): SkillMarket {
  if (skills.length < 2) throw new RangeError('People need at least two skills: one to offer and one to want.');
  const categories = [...new Set(skills.map(({ category }) => category))].sort();
  const traded = skills.map((skill) => traitsOf(random.fork(`skill ${skill.id}`), skill));

  return {
    profileOf(person, { seniority, unit }) {
      const career = 2 * seniority - 1; // −1 its beginning … 1 its end
      const home = homeOf(unit, categories);
      const offered = person.some(
        traded,
        Math.min(person.int(3, 5) + Math.round(4 * seniority), traded.length - 1),
        ({ skill, era, popularity }) =>
          popularity * (home.has(skill.category) ? 3 : 1) * Math.exp(OWN_ERA * era * career),
      );
      const wanted = person.some(
        traded.filter((skill) => !offered.includes(skill)),
        person.int(3, 5) + Math.round(2 * (1 - seniority)),
        ({ skill, era, popularity }) =>
          Math.sqrt(popularity) * (home.has(skill.category) ? 2 : 1) * Math.exp(-OTHER_ERA * era * career),
      );
      return {
        offers: offered.map(({ skill, era }) => ({ skill: skill.name, level: levelOf(person, seniority, era) })),
        // The first drawn tend to be the most wanted; somebody who wants anything wants something most.
        wants: wanted.map(({ skill }, index) => ({
          skill: skill.name,
          priority: index === 0 ? 3 : person.weighted(index < 3 ? FIRST_PRIORITIES : LATER_PRIORITIES),
        })),
      };
    },
  };
}

/** How strongly people offer skills of their own era, and want those of the other. */
const OWN_ERA = 1.6;
const OTHER_ERA = 1.2;

const FIRST_PRIORITIES = [
  [3, 4],
  [2, 5],
  [1, 1],
] as const;
const LATER_PRIORITIES = [
  [3, 1],
  [2, 4],
  [1, 5],
] as const;

const LONG_STANDING =
  /legacy|mainframe|leader|business|manag|domain|process|people|relational|embedded|system|shell|enterprise|office/i;
const RECENT = /cloud|front|mobile|android|ios|science|machine|learning|container|devops|nosql|framework|web/i;

interface TradedSkill {
  readonly skill: CatalogueSkill;
  /** −1 recent … 1 long-standing */
  readonly era: number;
  readonly popularity: number;
}

/** A category says roughly how old its skills are; each skill differs from it. */
function traitsOf(random: Random, skill: CatalogueSkill): TradedSkill {
  const ofCategory = (LONG_STANDING.test(skill.category) ? 0.6 : 0) - (RECENT.test(skill.category) ? 0.6 : 0);
  return {
    skill,
    era: within(-1, 1, random.normal(ofCategory, 0.35)),
    popularity: Math.exp(random.normal(0, 0.7)),
  };
}

/** The categories a unit works with: what its name for them matches, else its share of a catalogue it knows nothing of. */
function homeOf(unit: string, categories: readonly string[]): ReadonlySet<string> {
  const place = units.findIndex(({ name }) => name === unit);
  const works: Unit['works'] | undefined = units[place]?.works;
  const matched = categories.filter((category) => works?.test(category));
  return new Set(matched.length > 0 ? matched : categories.filter((_, index) => index % units.length === place));
}

/** Experience raises every level; one's own era does so once more. */
function levelOf(random: Random, seniority: number, era: number): number {
  const expected = 2.3 + 1.4 * seniority + 0.9 * era * (2 * seniority - 1);
  return within(1, 5, Math.round(random.normal(expected, 0.8)));
}

function within(min: number, max: number, value: number): number {
  return Math.min(max, Math.max(min, value));
}
