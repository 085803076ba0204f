import { describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import { happened, joined } from '../partners/partner.examples.js';
import { carryDetails } from './carry-details.js';
import { asks } from './world.examples.js';

const personId = derivedId('Ana');
const placeIn = (program: string, person = personId) => ({
  programId: program,
  partnerId: `${person} in ${program}`,
  personId: person,
});
const details = { generation: 'generation-x', unit: 'Research', site: 'Porto', timeZone: 'Europe/Lisbon' };
const changed = (more: object = {}) => ({
  type: 'PersonDetailsChanged',
  data: {
    organizationId: derivedId('organization'),
    personId,
    ...details,
    details: { box: '1', commit: '1' },
    ...more,
  },
});

describe('when HR knows something else of a person', () => {
  it('each of their places takes it over, and nobody else’s', async () => {
    const told = [
      joined(placeIn('Across')),
      joined(placeIn('Bridges')),
      joined(placeIn('Across', derivedId('Bo'))),
      changed(),
    ];
    expect(await asks(carryDetails, told)).toEqual([
      ['UpdateDetails', placeIn('Across').partnerId, details],
      ['UpdateDetails', placeIn('Bridges').partnerId, details],
    ]);
  });

  it('grade and manager are taken over where they are known; names and hire date stay where they are', async () => {
    const more = { grade: 'senior', managerId: derivedId('Mia'), hiredOn: '2004-05-01' };
    const [[, , body] = []] = await asks(carryDetails, [joined(placeIn('Across')), changed(more)]);
    expect(body).toEqual({ ...details, grade: 'senior', managerId: derivedId('Mia') });
  });

  it('a place that refuses does not keep the next from taking it over', async () => {
    const told = [joined(placeIn('Across')), joined(placeIn('Bridges')), changed()];
    const refuse = (_: string, id: string) => (id === placeIn('Across').partnerId ? 'no' : undefined);
    expect(await asks(carryDetails, told, { refuse })).toHaveLength(2);
  });

  it('who has no place, or is invited only, has nothing to take over', async () => {
    expect(await asks(carryDetails, [happened('PartnerInvited', placeIn('Across')), changed()])).toEqual([]);
  });
});
