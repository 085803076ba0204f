import { aggregate } from '../../kernel/aggregate.js';
import { DefineGenerations, FoundOrganization, LoadSkillCatalogue } from './organization.commands.js';
import { ORGANIZATION_ID } from './organization.facts.js';
import { organization } from './organization.js';

export const organizationAggregate = aggregate({
  collection: 'organization',
  singleton: () => ORGANIZATION_ID,
  decider: organization,
  commands: [
    {
      command: FoundOrganization,
      may: [],
      creates: true,
      summary: 'Founds the organization, with the first event of a log.',
    },
    {
      command: DefineGenerations,
      may: ['service'],
      summary:
        'Says which birth years make a generation. People who are registered keep theirs until their details change.',
    },
    {
      command: LoadSkillCatalogue,
      may: ['service'],
      summary: 'Loads the next version of the skill catalogue, whole.',
    },
  ],
});
