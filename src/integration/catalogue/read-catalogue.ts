import { CsvError, parse } from 'csv-parse/sync';

const ARENAS = ['organizational', 'personal', 'professional'] as const;

export interface Skill {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly aliases: readonly string[];
  readonly arena: (typeof ARENAS)[number];
}

type CatalogueFault =
  | 'empty-catalogue'
  | 'quotes'
  | 'missing-column'
  | 'duplicate-column'
  | 'wrong-width'
  | 'line-break'
  | 'bad-id'
  | 'empty-value'
  | 'unknown-arena'
  | 'duplicate-id'
  | 'ambiguous-name';

/** A fault anywhere refuses the whole catalogue. `line` counts from 1, the header. */
export class CatalogueRefused extends Error {
  override readonly name = 'CatalogueRefused';

  constructor(
    readonly code: CatalogueFault,
    message: string,
    readonly line: number,
  ) {
    super(`Line ${line}: ${message}`);
  }
}

/** Reads a catalogue: CSV with the columns id, name, category, aliases (separated by `;`) and arena, in any order. */
export function readCatalogue(text: string): Skill[] {
  const [header, ...records] = parseRecords(text);
  if (header === undefined) throw new CatalogueRefused('empty-catalogue', 'the catalogue is empty.', 1);
  const places = columnPlaces(header);
  const skills: Skill[] = [];
  const written = new Map<string, Entry>();
  records.forEach((fields, index) => {
    const line = index + 2;
    if (isBlank(fields)) return;
    if (fields.length !== header.length)
      throw new CatalogueRefused('wrong-width', `${fields.length} values for ${header.length} columns.`, line);
    const skill = readSkill((column) => fields[places[column]]?.trim() ?? '', line);
    refuseAmbiguous(skill, line, written);
    skills.push(skill);
  });
  if (skills.length === 0) throw new CatalogueRefused('empty-catalogue', 'the catalogue has no skills.', 1);
  return skills;
}

/** Finds a skill by its id, its name or an alias, whatever the case and the spaces around and within. */
export function skillIndex(skills: readonly Skill[]) {
  const byKey = new Map(skills.flatMap((skill) => keysOf(skill).map((key) => [key, skill] as const)));
  return { find: (nameAsWritten: string): Skill | undefined => byKey.get(keyOf(nameAsWritten)) };
}

interface Entry {
  readonly line: number;
  readonly id: string;
}

type Column = 'id' | 'name' | 'category' | 'aliases' | 'arena';

function parseRecords(text: string): string[][] {
  let line = 0;
  try {
    return parse(text, {
      bom: true,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      on_record: (fields) => {
        line++; // a record is a line: line breaks in values are refused
        if (fields.some((field) => /[\r\n]/.test(field)))
          throw new CatalogueRefused('line-break', 'a value holds a line break, or a quotation mark is missing.', line);
        return fields;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CatalogueRefused('quotes', 'a quotation mark is misplaced or not closed.', line + 1);
  }
}

function columnPlaces(header: readonly string[]): Record<Column, number> {
  const names = header.map((name) => name.trim());
  const place = (column: Column) => {
    const first = names.indexOf(column);
    if (first < 0) throw new CatalogueRefused('missing-column', `the header lacks the column ${column}.`, 1);
    if (first !== names.lastIndexOf(column))
      throw new CatalogueRefused('duplicate-column', `the header names the column ${column} twice.`, 1);
    return first;
  };
  return {
    id: place('id'),
    name: place('name'),
    category: place('category'),
    aliases: place('aliases'),
    arena: place('arena'),
  };
}

function readSkill(value: (column: Column) => string, line: number): Skill {
  const id = value('id');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    throw new CatalogueRefused(
      'bad-id',
      'an id is small letters, digits and single hyphens, such as ruby-on-rails.',
      line,
    );
  for (const column of ['name', 'category'] as const) {
    if (value(column) === '') throw new CatalogueRefused('empty-value', `${column} is empty.`, line);
  }
  const arena = ARENAS.find((known) => known === value('arena'));
  if (arena === undefined)
    throw new CatalogueRefused('unknown-arena', `arena must be one of ${ARENAS.join(', ')}.`, line);
  const aliases = value('aliases')
    .split(';')
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');
  return { id, name: value('name'), category: value('category'), aliases, arena };
}

function refuseAmbiguous(skill: Skill, line: number, written: Map<string, Entry>) {
  for (const key of keysOf(skill)) {
    const other = written.get(key);
    if (other?.id === skill.id)
      throw new CatalogueRefused('duplicate-id', `the id ${skill.id} stands on line ${other.line} already.`, line);
    if (other !== undefined)
      throw new CatalogueRefused(
        'ambiguous-name',
        `"${key}" of ${skill.id} also means ${other.id}, line ${other.line}.`,
        line,
      );
  }
  for (const key of keysOf(skill)) written.set(key, { line, id: skill.id });
}

function keysOf({ id, name, aliases }: Skill) {
  return [id, name, ...aliases].map(keyOf);
}

function keyOf(name: string) {
  return name.trim().replace(/\s+/gu, ' ').toLowerCase();
}

function isBlank(fields: readonly string[]) {
  return fields.length === 1 && fields[0] === '';
}
