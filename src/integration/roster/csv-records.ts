import { pipeline } from 'node:stream';
import { CsvError, parse, type Parser } from 'csv-parse';
import { RosterRefused } from './roster-refused.js';
import { wholeLines } from './whole-lines.js';

/** Each costs as much as a row: without a bound, a file of nothing else would occupy the server for hours. */
const MAX_BLANK_LINES = 100_000;

export interface CsvRecord {
  /** The line the record begins on, as an editor counts: values that hold line breaks take several lines. */
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * The records of a CSV file, the header among them, blank lines left out. Every fault of its structure is thrown as
 * RosterRefused with its line; how many fields a record has is for the caller to judge.
 */
export async function* csvRecords(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  let parsedUpTo = 1; // the parser runs ahead of the loop below: its errors need a count of their own
  const parser: Parser = parse({
    record_delimiter: ['\r\n', '\n'], // left to itself, the parser takes the first line's ending for all
    relax_column_count: true,
    on_record: (fields) => {
      parsedUpTo += linesOf(fields);
      // Before its first record the parser expects no width. Else it makes an error object, 25 µs each, of every row
      // with another width and then drops it: a file of such rows would hold up the whole process.
      Object.assign(parser.info, { records: 0 });
      return fields;
    },
  });
  pipeline(wholeLines(bytes), parser, () => {}); // an error of either ends the loop below
  const records: AsyncIterable<string[]> = parser;
  let line = 1;
  let blank = 0;
  try {
    for await (const fields of records) {
      if (!isBlank(fields)) yield { line, fields };
      else if (++blank > MAX_BLANK_LINES) throw tooManyBlankLines(line);
      line += linesOf(fields);
    }
  } catch (error) {
    throw error instanceof CsvError ? badQuotes(parsedUpTo) : error;
  }
}

// csv-parse's own count takes a Windows line break within quotes for two lines.
function linesOf(fields: readonly string[]) {
  let lines = 1;
  for (const field of fields) {
    for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) lines++;
  }
  return lines;
}

function isBlank(fields: readonly string[]) {
  return fields.length === 1 && fields[0] === '';
}

function tooManyBlankLines(line: number) {
  return new RosterRefused(
    'too-many-blank-lines',
    `Up to line ${line}, more than ${MAX_BLANK_LINES} lines are blank. Remove them and send the file again.`,
    line,
  );
}

function badQuotes(line: number) {
  return new RosterRefused(
    'quotes',
    `A quotation mark in the row of line ${line} is misplaced or not closed. ` +
      'A value with commas, quotation marks or line breaks stands in quotation marks, and those within it are doubled.',
    line,
  );
}
