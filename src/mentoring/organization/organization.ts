import { canonicalJson } from '../../kernel/canonical-json.js';
import { decider, type Context } from '../../kernel/decider.js';
import { Refusal } from '../../kernel/refusal.js';
import type { DefineGenerations, FoundOrganization, LoadSkillCatalogue } from './organization.commands.js';
import { type organizationEvents } from './organization.events.js';
import {
  organizationFacts,
  UNKNOWN_GENERATION,
  type GenerationBand,
  type OrganizationFacts,
  type Skill,
} from './organization.facts.js';

/** The organization whose log this is: its generations and its skill catalogue. */
export const organization = decider<OrganizationFacts, typeof organizationEvents>()({
  ...organizationFacts,

  decide: {
    foundOrganization(state, { name, logId }: FoundOrganization, { id: organizationId }: Context) {
      if (state.founded && (state.name !== name || state.logId !== logId))
        throw new Refusal('organization-founded', `This log is the log of ${state.name} already.`, 'conflict');
      return state.founded ? [] : [{ type: 'OrganizationFounded', data: { organizationId, name, logId } }];
    },

    defineGenerations(state, command: DefineGenerations) {
      const { organizationId } = founded(state);
      const bands = [...command.bands].sort((one, other) => first(one) - first(other));
      assertNames(bands);
      assertContiguous(bands);
      if (canonicalJson(bands) === canonicalJson(state.bands)) return [];
      return [{ type: 'GenerationsDefined', data: { organizationId, bands } }];
    },

    loadSkillCatalogue(state, command: LoadSkillCatalogue) {
      const { organizationId, catalogues, catalogueVersion } = founded(state);
      assertDistinct(command.skills);
      const skills = inOrder(command.skills);
      if (canonicalJson(skills) === canonicalJson(catalogues[catalogueVersion] ?? [])) return [];
      return [{ type: 'SkillCatalogueLoaded', data: { organizationId, version: catalogueVersion + 1, skills } }];
    },
  },
});

function founded(state: OrganizationFacts): OrganizationFacts {
  if (!state.founded)
    throw new Refusal('organization-not-founded', 'The organization has yet to be founded.', 'conflict');
  return state;
}

const first = ({ from = -Infinity }: GenerationBand): number => from;
const last = ({ to = Infinity }: GenerationBand): number => to;

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function assertNames(bands: readonly GenerationBand[]): void {
  const names = bands.map(({ name }) => name);
  for (const name of names) {
    if (!CODE.test(name))
      throw new Refusal(
        'generation-name-not-a-code',
        `"${name}" must be lower case letters and digits, with hyphens between.`,
      );
    if (name === UNKNOWN_GENERATION)
      throw new Refusal('generation-name-reserved', `"${name}" is what people without a birth year are in.`);
  }
  if (new Set(names).size < names.length)
    throw new Refusal('generation-named-twice', 'Every generation needs a name of its own.');
}

/** `bands` are by year. */
function assertContiguous(bands: readonly GenerationBand[]): void {
  bands.forEach((band, n) => {
    if (first(band) > last(band))
      throw new Refusal('generation-empty', `No year is in ${band.name}: "from" lies after "to".`);
    const next = bands[n + 1];
    if (next === undefined) return;
    if (first(next) <= last(band))
      throw new Refusal('generations-overlap', `${band.name} and ${next.name} share years.`);
    if (first(next) > last(band) + 1)
      throw new Refusal(
        'generations-leave-gap',
        `Between ${band.name} and ${next.name} are years that belong to neither.`,
      );
  });
}

/** Whatever a skill is called, in any case, means that skill alone. */
function assertDistinct(skills: readonly Skill[]): void {
  const meaning = new Map<string, Skill>();
  for (const skill of skills) {
    for (const word of [skill.id, skill.name, ...skill.aliases]) {
      const other = meaning.get(word.toLowerCase());
      if (other !== undefined && other !== skill)
        throw new Refusal('skills-collide', `"${word}" names both the skill ${other.id} and the skill ${skill.id}.`);
      meaning.set(word.toLowerCase(), skill);
    }
  }
}

/** A catalogue is a set: the same rows in another order are the same catalogue. */
const inOrder = (skills: readonly Skill[]): readonly Skill[] =>
  skills
    .map((skill) => ({ ...skill, aliases: [...new Set(skill.aliases)].sort() }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
