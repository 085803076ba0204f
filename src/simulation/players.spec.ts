import { describe, expect, it } from '@jest/globals';
import { isId } from '../kernel/ids.js';
import { rosterRows } from '../integration/roster/roster-rows.js';
import { madeUpPeople } from './people.js';
import { seededRandom } from './random.js';
import { rosterOf } from './roster-csv.js';
import { seededIds } from './seeded-ids.js';

describe('the roster of made-up people', () => {
  const today = '2025-03-03';
  const skills = ['COBOL', 'Kotlin', 'SQL'].map((name) => ({ id: name, name, category: 'languages' }));
  const [person, ...others] = madeUpPeople(seededRandom(1), 40, { today, skills });
  const people = [{ ...person!, displayName: 'Ada "the first", Countess' }, ...others];

  it('is read by the import as HR meant it, without a fault', async () => {
    const rows = [];
    for await (const read of rosterRows(rosterOf(people), { today }))
      rows.push('row' in read ? read.row : read.problems);
    expect(rows).toEqual(
      people.map(({ personRef, displayName, email, birthYear, hiredOn, unit, site, grade, timeZone, managerRef }) =>
        expect.objectContaining({
          ...{ personRef, displayName, email, birthYear, hiredOn, unit, site, grade, timeZone },
          ...(managerRef === undefined ? {} : { managerRef }),
        }),
      ),
    );
  });
});

describe('seeded ids', () => {
  const some = (seed: number) => {
    const next = seededIds(seededRandom(seed));
    return Array.from({ length: 200 }, () => next());
  };

  it('are valid, different, and the same for the same seed', () => {
    expect(some(1).every(isId)).toBe(true);
    expect(new Set([...some(1), ...some(2)]).size).toBe(400);
    expect(some(1)).toEqual(some(1));
  });
});
