import { describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import { document, folded, on } from './folding.examples.js';
import { people } from './people.js';

const details = { box: '1.person.event.0.iv.sealed', commit: 'commitment', same: 'mark' };
const known = {
  organizationId: derivedId('organization'),
  personId: derivedId('Ana'),
  generation: 'generation-x',
  unit: 'Finance',
  site: 'Lisbon',
  timeZone: 'Europe/Lisbon',
  grade: 'senior',
  managerId: derivedId('Mia'),
  hiredOn: '2004-05-01',
  details,
};

describe('a person in the directory', () => {
  const registered = on('2026-03-02', { type: 'PersonRegistered', data: known });

  it('is as HR knows them, their name sealed', () => {
    const { organizationId: _, ...shown } = known;
    expect(document(folded(people, registered))).toEqual({ ...shown, registeredOn: '2026-03-02' });
  });

  it('is as HR knows them last: what is not said any longer is not known any longer', () => {
    const { grade: _, managerId: __, ...less } = known;
    const moved = { ...less, unit: 'Research', details: { ...details, commit: 'another' } };
    const { organizationId: ___, ...shown } = moved;
    const changed = on('2026-06-01', { type: 'PersonDetailsChanged', data: moved });
    expect(document(folded(people, registered, changed))).toEqual({ ...shown, registeredOn: '2026-03-02' });
  });
});
