import { isUtf8 } from 'node:buffer';
import { RosterRefused } from './roster-refused.js';

/** Longest line, and longest record where a quoted value runs over several lines, in bytes. */
const MAX_LINE_BYTES = 1024 * 1024;

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const ZIP = Buffer.from('PK\x03\x04', 'latin1');

/**
 * The same bytes in blocks of whole lines, without the byte order mark, after the checks a CSV parser leaves out: text
 * and not binary, UTF-8, lines and records of bounded length, every quotation mark closed. Holds one line at most, so
 * that a quotation mark broken off early cannot draw the rest of the file into memory.
 */
export async function* wholeLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const check = new LineCheck();
  let rest = Buffer.alloc(0);
  let atStart = true;
  for await (const chunk of source) {
    rest = Buffer.concat([rest, chunk]);
    if (atStart && rest.length >= ZIP.length) {
      rest = withoutMark(rest);
      atStart = false;
    }
    const end = rest.lastIndexOf(LF) + 1;
    if (!atStart && end > 0) {
      yield check.block(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    if (rest.length > MAX_LINE_BYTES) throw check.overlong(rest);
  }
  if (atStart) rest = withoutMark(rest);
  if (rest.length > 0) yield check.block(rest);
  check.end();
}

/** Where the reading stands, and what is refused there. Lines count from 1. */
class LineCheck {
  private line = 1;
  private lineBytes = 0;
  private recordLine = 1;
  private recordBytes = 0;
  private quoted = false;

  /** Whole lines only: no character and no line ending is cut in two. */
  block(bytes: Buffer): Buffer {
    if (bytes.includes(0)) throw notCsv(this.lineOf(bytes, (line) => line.includes(0)));
    if (!isUtf8(bytes)) throw notUtf8(this.lineOf(bytes, (line) => !isUtf8(line)));
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (++this.lineBytes > MAX_LINE_BYTES) throw lineTooLong(this.line);
      if (++this.recordBytes > MAX_LINE_BYTES) throw recordTooLong(this.recordLine);
      if (byte === QUOTE) this.quoted = !this.quoted;
      else if (byte === CR && !this.quoted && bytes[at + 1] !== LF) throw loneCarriageReturn(this.line);
      else if (byte === LF) this.nextLine();
    }
    return bytes;
  }

  /** For a line whose end is not in sight. */
  overlong(start: Buffer) {
    return start.includes(0) ? notCsv(this.line) : lineTooLong(this.line);
  }

  end() {
    if (this.quoted)
      throw new RosterRefused(
        'quotes',
        `A quotation mark opened in the row of line ${this.recordLine} is never closed. ` +
          'Close it, or double it where it belongs to the value.',
        this.recordLine,
      );
  }

  private nextLine() {
    this.line++;
    this.lineBytes = 0;
    if (this.quoted) return;
    this.recordLine = this.line;
    this.recordBytes = 0;
  }

  private lineOf(bytes: Buffer, isBad: (line: Buffer) => boolean) {
    let { line } = this;
    for (let start = 0; ; line++) {
      const end = bytes.indexOf(LF, start) + 1 || bytes.length;
      if (end === bytes.length || isBad(bytes.subarray(start, end))) return line;
      start = end;
    }
  }
}

function withoutMark(start: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  if (start.subarray(0, 4).equals(ZIP))
    throw new RosterRefused(
      'not-csv',
      'The file is a workbook or an archive, not CSV. Save the sheet as "CSV UTF-8 (comma delimited)".',
      1,
    );
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) throw notUtf8(1);
  return start.subarray(0, 3).equals(BYTE_ORDER_MARK) ? start.subarray(3) : start;
}

function notCsv(line: number) {
  return new RosterRefused(
    'not-csv',
    `Line ${line} holds bytes that are not text: this is not a CSV file. Save the sheet as "CSV UTF-8".`,
    line,
  );
}

function notUtf8(line: number) {
  return new RosterRefused(
    'encoding',
    `Line ${line} is not UTF-8. Save the file as "CSV UTF-8" and send it again.`,
    line,
  );
}

function lineTooLong(line: number) {
  return new RosterRefused(
    'line-too-long',
    `Line ${line} is longer than 1 MiB. Look for missing line ends or a value that does not belong there.`,
    line,
  );
}

function recordTooLong(line: number) {
  return new RosterRefused(
    'record-too-long',
    `The row of line ${line} is longer than 1 MiB: a quotation mark opened there is probably never closed. ` +
      'Close it, or double it where it belongs to the value.',
    line,
  );
}

function loneCarriageReturn(line: number) {
  return new RosterRefused(
    'line-endings',
    `Line ${line} holds a carriage return without a line feed. Save the file with Windows or Unix line ends.`,
    line,
  );
}
