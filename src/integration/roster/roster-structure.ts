import { csvRecords } from './csv-records.js';
import { rosterHeader, type RosterColumn, type RosterHeader } from './roster-header.js';
import { RosterRefused } from './roster-refused.js';
import type { Spooled } from './spool.js';

const MAX_ROWS = 1_000_000;

export interface Structure {
  readonly rows: number;
  readonly columns: readonly RosterColumn[];
  /** Named to the user, and ignored. */
  readonly unknownColumns: readonly string[];
}

/** Pass one: reads the whole file before anything of it is applied. Throws RosterRefused; looks at no value. */
export async function checkStructure(spooled: Spooled): Promise<Structure> {
  let header: RosterHeader | undefined;
  let rows = 0;
  for await (const record of csvRecords(spooled.read())) {
    if (header === undefined) header = rosterHeader(record);
    else if (++rows > MAX_ROWS) throw tooManyRows(record.line);
  }
  if (header === undefined)
    throw new RosterRefused('empty-file', 'The file is empty. Its first line must name the columns.', 1);
  if (rows === 0)
    throw new RosterRefused('no-rows', 'The file has a header and no rows. Export the roster again, with its rows.', 1);
  return { rows, columns: [...header.places.keys()], unknownColumns: header.unknownColumns };
}

function tooManyRows(line: number) {
  return new RosterRefused(
    'too-many-rows',
    `Line ${line} begins row ${MAX_ROWS + 1}; a file may hold ${MAX_ROWS} rows. Split it, with the header on each part.`,
    line,
  );
}
