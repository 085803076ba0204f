import type { Static } from 'typebox';
import { foldOf } from '../../kernel/decider.js';
import { derivedId } from '../../kernel/ids.js';
import type { RecordedData } from '../../kernel/sealed.js';
import {
  organizationEvents,
  type GenerationBand as GenerationBandSchema,
  type Skill as SkillSchema,
} from './organization.events.js';

export type GenerationBand = RecordedData<Static<typeof GenerationBandSchema>>;
export type Skill = RecordedData<Static<typeof SkillSchema>>;

/** A log is the log of one organization, so its id is the same in all of them. */
export const ORGANIZATION_ID = derivedId('organization');

/** The bands of the Pew Research Center (2019), open at both ends. */
export const DEFAULT_GENERATIONS: readonly GenerationBand[] = [
  { name: 'baby-boomers', to: 1964 },
  { name: 'generation-x', from: 1965, to: 1980 },
  { name: 'millennials', from: 1981, to: 1996 },
  { name: 'generation-z', from: 1997 },
];

/** The generation of one whose birth year is not known, or in no band. */
export const UNKNOWN_GENERATION = 'unknown';

export function generationOf(bands: readonly GenerationBand[], birthYear: number | undefined): string {
  if (birthYear === undefined) return UNKNOWN_GENERATION;
  const band = bands.find(({ from = -Infinity, to = Infinity }) => from <= birthYear && birthYear <= to);
  return band?.name ?? UNKNOWN_GENERATION;
}

/** What others may know of the organization. */
export interface OrganizationFacts {
  readonly founded: boolean;
  readonly organizationId: string;
  readonly name: string;
  readonly logId: string;
  /** By year, the earliest first. */
  readonly bands: readonly GenerationBand[];
  /** Every catalogue that was ever loaded, by version: a round is explained by the one it was run with. */
  readonly catalogues: Readonly<Record<number, readonly Skill[]>>;
  /** Version of the catalogue that holds now; 0: none was loaded. */
  readonly catalogueVersion: number;
}

export const organizationFacts = foldOf<OrganizationFacts, typeof organizationEvents>({
  events: organizationEvents,
  initial: {
    founded: false,
    organizationId: '',
    name: '',
    logId: '',
    bands: [],
    catalogues: {},
    catalogueVersion: 0,
  },

  evolve: {
    OrganizationFounded: (organization, founded) => ({ ...organization, ...founded, founded: true }),
    GenerationsDefined: (organization, { bands }) => ({ ...organization, bands }),
    SkillCatalogueLoaded: (organization, { version, skills }) => ({
      ...organization,
      catalogues: { ...organization.catalogues, [version]: skills },
      catalogueVersion: version,
    }),
  },
});
