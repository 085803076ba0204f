import type { CsvRecord } from './csv-records.js';
import type { RosterColumn, RosterHeader } from './roster-header.js';
import {
  AVAILABILITY_SLOTS,
  BadValue,
  LEARNING_STYLES,
  METHODS,
  YOUNGEST,
  birthYear,
  emailAddress,
  hiringDay,
  language,
  oneOf,
  rated,
  reference,
  text,
  wholeNumber,
} from './roster-values.js';

/** One person of the roster. What the file leaves empty is absent, an empty list is empty. */
export interface RosterRow {
  readonly personRef: string;
  readonly displayName: string;
  readonly email: string;
  readonly birthYear?: number;
  /** YYYY-MM-DD */
  readonly hiredOn?: string;
  readonly unit?: string;
  readonly site?: string;
  readonly grade?: string;
  readonly cohort?: string;
  /** IANA name, as written. */
  readonly timeZone?: string;
  readonly languages: readonly string[];
  readonly managerRef?: string;
  /** Skills as written; level 1-5. */
  readonly offers: readonly { readonly skill: string; readonly level: number }[];
  /** Skills as written; priority 1-3. */
  readonly wants: readonly { readonly skill: string; readonly priority: number }[];
  readonly learningStyles: readonly (typeof LEARNING_STYLES)[number][];
  readonly methods: readonly (typeof METHODS)[number][];
  readonly availability: readonly (typeof AVAILABILITY_SLOTS)[number][];
  /** Partnerships at a time, 1-20. */
  readonly capacity?: number;
}

/** Why a row is not taken, and what to do. `row` as column: the row as a whole. */
export interface RowProblem {
  readonly line: number;
  readonly column: RosterColumn | 'row';
  readonly code: string;
  readonly message: string;
}

interface RowRules {
  /** YYYY-MM-DD */
  readonly today: string;
  readonly isTimeZone: (name: string) => boolean;
}

type RowReading = { readonly row: RosterRow } | { readonly problems: readonly RowProblem[] };

const MAX_LEVEL = 5;
const MAX_PRIORITY = 3;
const MAX_CAPACITY = 20;

/** Reads one record; every problem of the row is told, not only the first. */
export function rosterRow(record: CsvRecord, header: RosterHeader, { today, isTimeZone }: RowRules): RowReading {
  if (record.fields.length !== header.width) return { problems: [wrongWidth(record, header)] };
  const cells = new Cells(record, header);

  const personRef = cells.required('person_ref', reference);
  const displayName = cells.required('display_name', text);
  const email = cells.required('email', emailAddress);
  const details = present({
    birthYear: cells.optional('birth_year', (value) => birthYear(value, today)),
    hiredOn: cells.optional('hired_on', (value) => hiringDay(value, today)),
    unit: cells.optional('unit', text),
    site: cells.optional('site', text),
    grade: cells.optional('grade', text),
    cohort: cells.optional('cohort', text),
    timeZone: cells.optional('time_zone', (value) => timeZone(value, isTimeZone)),
    managerRef: cells.optional('manager_ref', reference),
    capacity: cells.optional('capacity', (value) => wholeNumber(value, 1, MAX_CAPACITY)),
  });
  const lists = {
    languages: distinct(cells.list('languages', language)),
    offers: cells
      .skills('offers', (value) => rated(value, MAX_LEVEL))
      .map(({ skill, rating }) => ({ skill, level: rating })),
    wants: cells
      .skills('wants', (value) => rated(value, MAX_PRIORITY))
      .map(({ skill, rating }) => ({ skill, priority: rating })),
    learningStyles: distinct(cells.list('learning_styles', (value) => oneOf(value, LEARNING_STYLES))),
    methods: distinct(cells.list('methods', (value) => oneOf(value, METHODS))),
    availability: distinct(cells.list('availability', (value) => oneOf(value, AVAILABILITY_SLOTS))),
  };
  if (details.managerRef !== undefined && details.managerRef === personRef)
    cells.problem('manager_ref', 'own-manager', 'Leave it empty for somebody who has no manager.');
  if (details.hiredOn !== undefined && Number(details.hiredOn.slice(0, 4)) < (details.birthYear ?? 0) + YOUNGEST)
    cells.problem('hired_on', 'hired-too-young', 'Correct it, or birth_year: nobody is hired as a child.');

  const { problems } = cells;
  if (problems.length > 0 || personRef === undefined || displayName === undefined || email === undefined)
    return { problems };
  return { row: { personRef, displayName, email, ...details, ...lists } };
}

/** The values of one record by column; collects what is wrong with them. */
class Cells {
  readonly problems: RowProblem[] = [];

  constructor(
    private readonly record: CsvRecord,
    private readonly header: RosterHeader,
  ) {}

  required<T>(column: RosterColumn, read: (value: string) => T): T | undefined {
    if (this.text(column) === '') this.problem(column, 'empty', 'Fill it in: every row needs it.');
    return this.optional(column, read);
  }

  optional<T>(column: RosterColumn, read: (value: string) => T): T | undefined {
    const value = this.text(column);
    return value === '' ? undefined : this.read(column, value, read);
  }

  list<T>(column: RosterColumn, read: (value: string) => T): T[] {
    const entries = this.text(column)
      .split(';')
      .map((entry) => entry.trim());
    const values: T[] = [];
    entries.forEach((entry, place) => {
      if (entry === '') return;
      const value = this.read(column, entry, read, place + 1);
      if (value !== undefined) values.push(value);
    });
    return values;
  }

  skills<T extends { readonly skill: string }>(column: RosterColumn, read: (value: string) => T): T[] {
    const skills = this.list(column, read);
    if (new Set(skills.map(({ skill }) => skill.toLowerCase())).size < skills.length)
      this.problem(column, 'duplicate-skill', 'Name each skill once, with the number that holds.');
    return skills;
  }

  problem(column: RosterColumn, code: string, message: string) {
    this.problems.push({ line: this.record.line, column, code, message });
  }

  private text(column: RosterColumn) {
    const place = this.header.places.get(column);
    return place === undefined ? '' : (this.record.fields[place] ?? '').trim();
  }

  private read<T>(column: RosterColumn, value: string, read: (value: string) => T, entry?: number): T | undefined {
    try {
      return read(value);
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      this.problem(column, error.code, entry === undefined ? error.message : `Entry ${entry}: ${error.message}`);
      return undefined;
    }
  }
}

function timeZone(value: string, isTimeZone: (name: string) => boolean) {
  if (!isTimeZone(value))
    throw new BadValue('unknown-zone', 'Give a zone of the IANA time zone database, such as Europe/Berlin.');
  return value;
}

function wrongWidth({ line, fields }: CsvRecord, { width }: RosterHeader): RowProblem {
  const code = fields.length < width ? 'too-few-values' : 'too-many-values';
  const message =
    `The row has ${fields.length} values, the header ${width} columns. ` +
    'A value with commas or line breaks stands in quotation marks.';
  return { line, column: 'row', code, message };
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
