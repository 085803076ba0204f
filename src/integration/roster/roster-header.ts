import { RosterRefused } from './roster-refused.js';
import type { CsvRecord } from './csv-records.js';

const REQUIRED = ['person_ref', 'display_name', 'email'] as const;
const OPTIONAL = [
  'birth_year',
  'hired_on',
  'unit',
  'site',
  'grade',
  'cohort',
  'time_zone',
  'languages',
  'manager_ref',
  'offers',
  'wants',
  'learning_styles',
  'methods',
  'availability',
  'capacity',
] as const;
const COLUMNS = [...REQUIRED, ...OPTIONAL];

export type RosterColumn = (typeof COLUMNS)[number];

export interface RosterHeader {
  /** The columns of the roster that are there, each with its place in a record, from 0. */
  readonly places: ReadonlyMap<RosterColumn, number>;
  /** Columns the roster does not know, as they are written: named to the user and ignored. */
  readonly unknownColumns: readonly string[];
  readonly width: number;
}

export function rosterHeader(first: CsvRecord): RosterHeader {
  const names = first.fields.map((name) => name.trim());
  if (first.line > 1) throw missing(REQUIRED);
  refuseOtherDelimiter(names);
  const absent = REQUIRED.filter((name) => !names.includes(name));
  if (absent.length > 0) throw missing(absent);
  refuseDuplicates(names);

  const places = new Map<RosterColumn, number>();
  const unknownColumns: string[] = [];
  names.forEach((name, place) => {
    const column = COLUMNS.find((known) => known === name);
    if (column !== undefined) places.set(column, place);
    else unknownColumns.push(name === '' ? `column ${place + 1} (without a name)` : name);
  });
  return { places, unknownColumns, width: names.length };
}

function missing(columns: readonly string[]) {
  return new RosterRefused(
    'header-missing',
    `Line 1 must name the columns, exactly as written here, and lacks ${columns.join(', ')}. Add what is missing.`,
    1,
  );
}

function refuseOtherDelimiter(names: readonly string[]) {
  const only = names.length === 1 ? (names[0] ?? '') : '';
  const delimiter = [';', '\t', '|'].find((mark) => only.split(mark).some((name) => name.trim() === 'person_ref'));
  if (delimiter === undefined || only === 'person_ref') return;
  const shown = delimiter === '\t' ? 'tabs' : `"${delimiter}"`;
  throw new RosterRefused(
    'delimiter',
    `The columns on line 1 are separated by ${shown}. Save the file with commas between the columns.`,
    1,
  );
}

function refuseDuplicates(names: readonly string[]) {
  const twice = names.find((name, place) => name !== '' && names.indexOf(name) < place);
  if (twice === undefined) return;
  throw new RosterRefused(
    'header-duplicate',
    `Line 1 names the column ${twice} twice. Keep the one that counts and remove the other.`,
    1,
  );
}
