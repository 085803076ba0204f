import { describe, expect, it } from '@jest/globals';
import { specificationOf } from '../../kernel/specification.js';
import type { OrganizationEvent } from './organization.events.js';
import { DEFAULT_GENERATIONS, generationOf, ORGANIZATION_ID, type Skill } from './organization.facts.js';
import { organization } from './organization.js';

const organizationId = ORGANIZATION_ID;
const logId = '00000000-0000-4000-8000-00000000000f';
const { given } = specificationOf(organization, {
  id: organizationId,
  actor: { kind: 'system', id: 'system' },
  commandId: 'c1',
  now: '2026-03-01T09:00:00.000Z',
  facts: {},
});
const founded: OrganizationEvent = { type: 'OrganizationFounded', data: { organizationId, name: 'Acme', logId } };
const defined: OrganizationEvent = { type: 'GenerationsDefined', data: { organizationId, bands: DEFAULT_GENERATIONS } };

const skill = (id: string, other: Partial<Skill> = {}): Skill => ({
  id,
  name: id.toUpperCase(),
  category: 'languages',
  aliases: [],
  arena: 'professional',
  ...other,
});
const loaded = (version: number, ...skills: readonly Skill[]): OrganizationEvent => ({
  type: 'SkillCatalogueLoaded',
  data: { organizationId, version, skills },
});

describe('an organization', () => {
  it('is founded once', () => {
    given().when('foundOrganization', { name: 'Acme', logId }).then(founded);
    given(founded).when('foundOrganization', { name: 'Acme', logId }).thenNothingHappens();
  });

  it('does not take the log of another', () => {
    given(founded).when('foundOrganization', { name: 'Other', logId }).thenRefused('organization-founded');
  });

  it('is founded before anything else', () => {
    given().when('defineGenerations', { bands: DEFAULT_GENERATIONS }).thenRefused('organization-not-founded');
    given()
      .when('loadSkillCatalogue', { skills: [skill('go')] })
      .thenRefused('organization-not-founded');
  });
});

describe('generations', () => {
  it('are kept by year, in whatever order they are given', () => {
    given(founded)
      .when('defineGenerations', { bands: [...DEFAULT_GENERATIONS].reverse() })
      .then(defined);
  });

  it('that are the same change nothing', () => {
    given(founded, defined).when('defineGenerations', { bands: DEFAULT_GENERATIONS }).thenNothingHappens();
  });

  it.each([
    ['generation-empty', [{ name: 'a', from: 1980, to: 1979 }]],
    [
      'generations-overlap',
      [
        { name: 'a', to: 1980 },
        { name: 'b', from: 1980 },
      ],
    ],
    ['generations-overlap', [{ name: 'a' }, { name: 'b', from: 1980 }]],
    ['generations-overlap', [{ name: 'a', to: 1980 }, { name: 'b' }]],
    [
      'generations-leave-gap',
      [
        { name: 'a', to: 1980 },
        { name: 'b', from: 1982 },
      ],
    ],
    [
      'generation-named-twice',
      [
        { name: 'a', to: 1980 },
        { name: 'a', from: 1981 },
      ],
    ],
    ['generation-name-not-a-code', [{ name: 'Generation X' }]],
    ['generation-name-reserved', [{ name: 'unknown' }]],
  ])('are refused as %s: %j', (code, bands) => {
    given(founded).when('defineGenerations', { bands }).thenRefused(code);
  });

  it('tell the generation of a birth year, the first and the last of a band included', () => {
    const years = [1900, 1964, 1965, 1980, 1981, 1996, 1997, 2010];
    expect(years.map((year) => generationOf(DEFAULT_GENERATIONS, year))).toEqual([
      'baby-boomers',
      'baby-boomers',
      'generation-x',
      'generation-x',
      'millennials',
      'millennials',
      'generation-z',
      'generation-z',
    ]);
  });

  it('do not guess: no birth year, or one in no band, is unknown', () => {
    expect(generationOf(DEFAULT_GENERATIONS, undefined)).toBe('unknown');
    expect(generationOf([{ name: 'a', from: 1990, to: 1999 }], 1989)).toBe('unknown');
  });
});

describe('a skill catalogue', () => {
  it('is loaded whole, with a version of its own each time', () => {
    given(founded)
      .when('loadSkillCatalogue', { skills: [skill('go')] })
      .then(loaded(1, skill('go')));
    given(founded, loaded(1, skill('go')))
      .when('loadSkillCatalogue', { skills: [skill('rust')] })
      .then(loaded(2, skill('rust')));
  });

  it('that is the same in another order changes nothing', () => {
    given(founded, loaded(1, skill('c', { aliases: ['c11', 'c99'] }), skill('go')))
      .when('loadSkillCatalogue', { skills: [skill('go'), skill('c', { aliases: ['c99', 'c11', 'c99'] })] })
      .thenNothingHappens();
  });

  it('that was loaded before, but not last, is a new version', () => {
    given(founded, loaded(1, skill('go')), loaded(2, skill('rust')))
      .when('loadSkillCatalogue', { skills: [skill('go')] })
      .then(loaded(3, skill('go')));
  });

  it('may call a skill the same by id, name and alias', () => {
    const go = skill('go', { name: 'Go', aliases: ['GO'] });
    given(founded)
      .when('loadSkillCatalogue', { skills: [go] })
      .then(loaded(1, go));
  });

  it.each([
    ['ids', [skill('go', { name: 'one' }), skill('GO', { name: 'other' })]],
    ['names', [skill('a', { name: 'Go' }), skill('b', { name: 'go' })]],
    ['aliases', [skill('a', { aliases: ['golang'] }), skill('b', { aliases: ['GoLang'] })]],
    ['an alias and an id', [skill('go', { name: 'x' }), skill('b', { aliases: ['Go'] })]],
    ['an alias and a name', [skill('a', { name: 'Go' }), skill('b', { aliases: ['go'] })]],
  ])('that gives one word to two skills is refused (%s)', (_where, skills) => {
    given(founded).when('loadSkillCatalogue', { skills }).thenRefused('skills-collide');
  });
});
