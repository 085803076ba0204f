import { describe, it } from '@jest/globals';
import { specificationOf } from '../../kernel/specification.js';
import { DEFAULT_GENERATIONS, ORGANIZATION_ID, organizationFacts } from '../organization/organization.facts.js';
import type { RegisterPerson } from './person.commands.js';
import type { PersonEvent } from './person.events.js';
import { person } from './person.js';

const organizationId = ORGANIZATION_ID;
const personId = '00000000-0000-4000-8000-000000000001';
const managerId = '00000000-0000-4000-8000-000000000002';
const organization = { ...organizationFacts.initial, founded: true, organizationId, bands: DEFAULT_GENERATIONS };
const { given } = specificationOf(person, {
  id: personId,
  actor: { kind: 'import', id: 'roster' },
  commandId: 'c1',
  now: '2026-03-01T09:00:00.000Z',
  facts: { organization },
  same: 'same-1',
});

const secrets = { personRef: 'p-1', displayName: 'Ada', email: 'ada@example.org', birthYear: 1985 };
const open = {
  unit: 'R&D',
  site: 'Berlin',
  timeZone: 'Europe/Berlin',
  grade: 'senior',
  managerId,
  hiredOn: '2020-05-01',
};
const ada: RegisterPerson = { ...secrets, ...open };
const box = { box: 'sealed', commit: 'commitment', same: 'same-1' };
const data = { organizationId, personId, generation: 'millennials', ...open };
const registered: PersonEvent = { type: 'PersonRegistered', data: { ...data, details: box } };

describe('a person', () => {
  it('is registered with the generation of their birth year', () => {
    given()
      .when('registerPerson', ada)
      .then({ type: 'PersonRegistered', data: { ...data, details: secrets } });
  });

  it('without a birth year is of an unknown generation', () => {
    const { birthYear: _, ...withoutYear } = secrets;
    given()
      .when('registerPerson', { ...withoutYear, unit: 'R&D', site: 'Berlin', timeZone: 'UTC' })
      .then({
        type: 'PersonRegistered',
        data: {
          organizationId,
          personId,
          generation: 'unknown',
          unit: 'R&D',
          site: 'Berlin',
          timeZone: 'UTC',
          details: withoutYear,
        },
      });
  });

  it('is registered once', () => {
    given(registered).when('registerPerson', ada).thenNothingHappens();
  });

  it('is not registered again with other details', () => {
    given(registered)
      .when('registerPerson', { ...ada, unit: 'Sales' })
      .thenRefused('person-exists');
    given(registered)
      .when('registerPerson', { ...ada, email: 'other@example.org' }, { same: 'same-2' })
      .thenRefused('person-exists');
  });

  it('is registered in an organization', () => {
    given()
      .when('registerPerson', ada, { facts: { organization: organizationFacts.initial } })
      .thenRefused('organization-not-founded');
  });

  it('is not their own manager', () => {
    given()
      .when('registerPerson', { ...ada, managerId: personId })
      .thenRefused('own-manager');
  });

  it('whose details are the same does not change', () => {
    given(registered).when('changeDetails', ada).thenNothingHappens();
  });

  it('who moves keeps the box with their name as it is', () => {
    given(registered)
      .when('changeDetails', { ...ada, unit: 'Sales' })
      .then({ type: 'PersonDetailsChanged', data: { ...data, unit: 'Sales', details: box } });
  });

  it('whose name changes gets a new box', () => {
    given(registered)
      .when('changeDetails', { ...ada, displayName: 'Ada L.' }, { same: 'same-2' })
      .then({ type: 'PersonDetailsChanged', data: { ...data, details: { ...secrets, displayName: 'Ada L.' } } });
  });

  it('has no manager any longer when the new details name none', () => {
    const { managerId: _, ...without } = ada;
    const { managerId: __, ...dataWithout } = data;
    given(registered)
      .when('changeDetails', without)
      .then({ type: 'PersonDetailsChanged', data: { ...dataWithout, details: box } });
  });

  it('whose values go from A to B and back to A changes both times', () => {
    given(registered, { type: 'PersonDetailsChanged', data: { ...data, details: { ...box, same: 'same-2' } } })
      .when('changeDetails', ada)
      .then({ type: 'PersonDetailsChanged', data: { ...data, details: secrets } });
  });

  it('is changed also where equal values cannot be recognized', () => {
    given({ type: 'PersonRegistered', data: { ...data, details: { box: 'sealed', commit: 'commitment' } } })
      .when('changeDetails', ada)
      .then({ type: 'PersonDetailsChanged', data: { ...data, details: secrets } });
  });

  it('takes the generation of the bands that hold when their details change', () => {
    given(registered)
      .when('changeDetails', ada, { facts: { organization: { ...organization, bands: [{ name: 'everybody' }] } } })
      .then({ type: 'PersonDetailsChanged', data: { ...data, generation: 'everybody', details: box } });
  });

  it('who is not known is not changed', () => {
    given().when('changeDetails', ada).thenRefused('person-not-found');
  });
});
