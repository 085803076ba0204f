import { csvRecords } from './csv-records.js';
import { rosterHeader, type RosterHeader } from './roster-header.js';
import { rosterRow, type RosterRow, type RowProblem } from './roster-row.js';
import type { Spooled } from './spool.js';

export interface RosterRowsOptions {
  /** YYYY-MM-DD */
  readonly today: string;
  /** Absent: the zones this runtime knows. */
  readonly knownZones?: ReadonlySet<string>;
  /** Told the `person_ref` of a row that is rejected, where it has one. */
  readonly onRejected?: (personRef: string) => void;
}

export type RosterLine =
  | { readonly line: number; readonly row: RosterRow }
  | { readonly line: number; readonly problems: readonly RowProblem[] };

/**
 * Pass two: the rows one by one, for a file whose structure holds. A bad value rejects its row only. Of two rows with
 * one person_ref the second is rejected, and says where the first is; also when the first is rejected itself.
 */
export async function* rosterRows(spooled: Spooled, options: RosterRowsOptions): AsyncGenerator<RosterLine> {
  const rules = { today: options.today, isTimeZone: zoneCheck(options.knownZones) };
  const firstLines = new Map<string, number>();
  let header: RosterHeader | undefined;
  for await (const record of csvRecords(spooled.read())) {
    if (header === undefined) {
      header = rosterHeader(record);
      continue;
    }
    const { line } = record;
    const ref = record.fields[header.places.get('person_ref') ?? 0]?.trim();
    const firstLine = ref === undefined ? undefined : firstLines.get(ref);
    if (firstLine !== undefined) yield { line, problems: [duplicate(line, firstLine)] };
    else {
      if (ref && record.fields.length === header.width) firstLines.set(ref, line);
      const reading = rosterRow(record, header, rules);
      if ('problems' in reading && ref) options.onRejected?.(ref);
      yield { line, ...reading };
    }
  }
}

function duplicate(line: number, firstLine: number): RowProblem {
  const message = `Line ${firstLine} has the same person_ref. Keep the row that counts and remove the other.`;
  return { line, column: 'person_ref', code: 'duplicate-person-ref', message };
}

function zoneCheck(knownZones: ReadonlySet<string> | undefined) {
  if (knownZones !== undefined) return (name: string) => knownZones.has(name);
  const known = new Set<string>();
  return (name: string) => {
    if (!known.has(name) && isTimeZone(name)) known.add(name);
    return known.has(name);
  };
}

// Intl also takes offsets such as +01:00, which know no daylight saving.
function isTimeZone(name: string) {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
