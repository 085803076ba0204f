import { createHash } from 'node:crypto';
import type { Spooled } from '../integration/roster/spool.js';
import type { RosterPerson } from './people.js';

/** What HR knows of these people, as the file that HR would send. What they offer and want they will say themselves. */
export function rosterOf(people: readonly RosterPerson[]): Spooled {
  const lines = people.map((person) => COLUMNS.map(([, of]) => quoted(String(of(person)))).join(','));
  const file = Buffer.from([COLUMNS.map(([name]) => name).join(','), ...lines, ''].join('\n'));
  return {
    bytes: file.length,
    sha256: createHash('sha256').update(file).digest('hex'),
    async *read() {
      yield file;
    },
    close: () => Promise.resolve(),
  };
}

const COLUMNS: readonly (readonly [name: string, of: (person: RosterPerson) => string | number])[] = [
  ['person_ref', ({ personRef }) => personRef],
  ['display_name', ({ displayName }) => displayName],
  ['email', ({ email }) => email],
  ['birth_year', ({ birthYear }) => birthYear],
  ['hired_on', ({ hiredOn }) => hiredOn],
  ['unit', ({ unit }) => unit],
  ['site', ({ site }) => site],
  ['grade', ({ grade }) => grade],
  ['time_zone', ({ timeZone }) => timeZone],
  ['manager_ref', ({ managerRef = '' }) => managerRef],
];

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
