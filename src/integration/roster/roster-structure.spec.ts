import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkStructure } from './roster-structure.js';
import { spool } from './spool.js';

const HEADER = 'person_ref,display_name,email';
const REAL_ROSTER = resolve('../shared/data/roster-so2019.csv');

describe('the structure of a roster', () => {
  it('is told in rows, columns and columns it does not know', async () => {
    const structure = await check(`${HEADER},shoe_size,grade\nr1,Ada,ada@example.com,38,B2\n`);
    expect(structure).toEqual({
      rows: 1,
      columns: ['person_ref', 'display_name', 'email', 'grade'],
      unknownColumns: ['shoe_size'],
    });
  });

  it('says where a column has no name, as sheets leave behind a last comma', async () => {
    expect(await check(`${HEADER},,\nr1,Ada,ada@example.com,,\n`)).toMatchObject({
      unknownColumns: ['column 4 (without a name)', 'column 5 (without a name)'],
    });
  });

  it.each([
    ['a byte order mark', Buffer.from(`\ufeff${HEADER}\n${rows(3)}`)],
    ['Windows line ends', Buffer.from(`${HEADER}\r\n${rows(3).replaceAll('\n', '\r\n')}`)],
    ['both kinds of line ends', Buffer.from(`${HEADER}\r\n${rows(3)}`)],
    ['no line end after the last row', Buffer.from(`${HEADER}\n${rows(3).trimEnd()}`)],
    ['blank lines', Buffer.from(`${HEADER}\n\n${rows(3)}\n\r\n`)],
    ['quoted names of columns', Buffer.from(`"person_ref","display_name","email"\n${rows(3)}`)],
  ])('counts the rows of a file with %s', async (_, file) => {
    expect(await check(file)).toMatchObject({ rows: 3, columns: ['person_ref', 'display_name', 'email'] });
  });

  it('does not depend on how the upload is cut', async () => {
    const file = Buffer.from(`\ufeff${HEADER}\r\nr1,"Zoë ""Z""\r\nÅström",z@example.com\r\nr2,李,l@example.com\r\n`);
    for (const size of [1, 2, 3, 5, 7]) expect(await check(file, size)).toMatchObject({ rows: 2 });
  });

  it.each([
    ['an empty file', '', 'empty-file', 1, 'empty'],
    ['a byte order mark alone', '\ufeff', 'empty-file', 1, 'empty'],
    ['blank lines alone', '\n\n', 'empty-file', 1, 'empty'],
    ['a header alone', `${HEADER}\n`, 'no-rows', 1, 'no rows'],
    ['rows without a header', rows(2), 'header-missing', 1, 'lacks person_ref, display_name, email'],
    ['a header without a required column', 'person_ref,email\nr1,a@b.example\n', 'header-missing', 1, 'display_name'],
    ['a header in other letters', HEADER.toUpperCase() + '\n' + rows(1), 'header-missing', 1, 'exactly as written'],
    ['a header further down', `\n${HEADER}\n${rows(1)}`, 'header-missing', 1, 'Line 1'],
    ['a column named twice', `${HEADER},unit,unit\n${rows(1)}`, 'header-duplicate', 1, 'unit twice'],
    ['an unknown column named twice', `${HEADER},x,x\n${rows(1)}`, 'header-duplicate', 1, 'x twice'],
    ['semicolons between columns', 'person_ref;display_name;email\nr1;Ada;a@b.example', 'delimiter', 1, '";"'],
    ['tabs between columns', 'person_ref\tdisplay_name\temail\n', 'delimiter', 1, 'tabs'],
    ['line ends of an old Mac', `${HEADER}\rr1,Ada,a@b.example\r`, 'line-endings', 1, 'carriage return'],
    ['a stray carriage return', `${HEADER}\n${rows(1)}r2,A\rda,a@b.example\n`, 'line-endings', 3, 'Line 3'],
  ] as const)('refuses %s', async (_, file, code, line, says) => {
    await refuses(file, { code, line, message: expect.stringContaining(says) });
  });

  describe('in bytes that are no text', () => {
    it('refuses a workbook', async () => {
      await refuses(Buffer.from('PK\x03\x04\x14\x00\x06\x00', 'latin1'), { code: 'not-csv', line: 1 });
    });

    it('refuses binary data, with the line of the first', async () => {
      await refuses(`${HEADER}\n${rows(2)}r3,A\0da,a@b.example\n`, { code: 'not-csv', line: 4 });
    });

    it('refuses binary data that has no lines at all', async () => {
      await refuses(Buffer.alloc(3_000_000), { code: 'not-csv', line: 1 });
    });

    it('refuses Latin-1, with the line of its first accent', async () => {
      const file = Buffer.from(`${HEADER}\n${rows(4000)}r,José,jose@example.com\n${rows(2)}`, 'latin1');
      await refuses(file, { code: 'encoding', line: 4002, message: expect.stringContaining('CSV UTF-8') });
    });

    it('refuses a character cut off at the end of the file', async () => {
      await refuses(Buffer.concat([Buffer.from(`${HEADER}\nr1,Jos`), Buffer.from([0xc3])]), {
        code: 'encoding',
        line: 2,
      });
    });

    it('refuses UTF-16', async () => {
      await refuses(Buffer.from(`\ufeff${HEADER}\n${rows(2)}`, 'utf16le'), { code: 'encoding', line: 1 });
    });
  });

  describe('with quotation marks', () => {
    const before = `${HEADER}\n${rows(4)}`;

    it('refuses one broken off in row 5, when none follows', async () => {
      await refuses(`${before}r5,"Ada,a@b.example\n${rows(2000)}`, { code: 'quotes', line: 6 });
    });

    it('refuses one broken off in row 5, when others follow', async () => {
      await refuses(`${before}r5,"Ada,a@b.example\n${rows(100)}r,"Lin, Bo",l@b.example\n${rows(2000)}`, {
        code: 'quotes',
        line: 6,
      });
    });

    it('refuses one broken off in row 5 of Windows lines', async () => {
      const file = `${before}r5,"Ada,a@b.example\n${rows(2000)}`.replaceAll('\n', '\r\n');
      await refuses(file, { code: 'quotes', line: 6 });
    });

    it('refuses one within a value that is not quoted', async () => {
      await refuses(`${before}r5,Ada "A" L,a@b.example\n${rows(50)}`, { code: 'quotes', line: 6 });
    });

    it('refuses text after the closing one', async () => {
      await refuses(`${before}r5,"Ada" L,a@b.example\n`, { code: 'quotes', line: 6 });
    });

    it('counts the lines of quoted values before the fault', async () => {
      const file = `${HEADER}\r\nr1,"Ada\r\n\r\nL",a@b.example\r\nr2,"Bo" B,b@b.example\r\n`;
      await refuses(file, { code: 'quotes', line: 5 });
    });

    it('refuses one never closed as soon as its row is longer than 1 MiB', async () => {
      const read = await spoolOf(`${before}r5,"Ada,a@b.example\n${rows(150_000)}`);
      let bytesRead = 0;
      const counting = {
        ...read,
        async *read() {
          for await (const chunk of read.read()) {
            bytesRead += chunk.length;
            yield chunk;
          }
        },
      };
      await expect(checkStructure(counting)).rejects.toMatchObject({ code: 'record-too-long', line: 6 });
      expect(bytesRead).toBeLessThan(1.2 * 1024 * 1024);
      await read.close();
    });
  });

  it('refuses a line of 10 MB', async () => {
    const file = `${HEADER}\n${rows(2)}r3,${'x'.repeat(10_000_000)},a@b.example\n${rows(2)}`;
    await refuses(file, { code: 'line-too-long', line: 4, message: expect.stringContaining('1 MiB') });
  });

  it('refuses a quoted line of 10 MB in letters of several bytes', async () => {
    await refuses(`${HEADER}\nr1,"${'é'.repeat(5_000_000)}",a@b.example\n`, { code: 'line-too-long', line: 2 });
  });

  it('takes a line just under 1 MiB', async () => {
    expect(await check(`${HEADER}\nr1,${'x'.repeat(1024 * 1024 - 100)},a@b.example\n`)).toMatchObject({ rows: 1 });
  });

  it('refuses row 1,000,001', async () => {
    const rowsOfOneValue = Buffer.from('r\n'.repeat(10_000)); // how many values a row has is for pass two to judge
    const file = async function* () {
      yield Buffer.from(`${HEADER}\n`);
      for (let i = 0; i < 100; i++) yield rowsOfOneValue;
      yield Buffer.from('r\n');
    };
    const spooled = await spool(file());
    await expect(checkStructure(spooled)).rejects.toMatchObject({ code: 'too-many-rows', line: 1_000_002 });
    await spooled.close();
  }, 30_000);

  (existsSync(REAL_ROSTER) ? it : it.skip)('of the real roster is 2,000 rows of 16 columns', async () => {
    const spooled = await spool(createReadStream(REAL_ROSTER));
    const { rows: count, columns, unknownColumns } = await checkStructure(spooled);
    expect([count, columns.length, unknownColumns]).toEqual([2000, 16, []]);
    await spooled.close();
  });
});

function rows(count: number) {
  return Array.from({ length: count }, (_, i) => `p${i},Person ${i},p${i}@example.com\n`).join('');
}

async function check(file: string | Buffer, chunkBytes?: number) {
  const spooled = await spoolOf(file);
  const read = () => cut(spooled.read(), chunkBytes ?? Infinity);
  try {
    return await checkStructure({ ...spooled, read });
  } finally {
    await spooled.close();
  }
}

function refuses(file: string | Buffer, expected: { code: string; line: number; message?: unknown }) {
  return expect(check(file)).rejects.toMatchObject({ name: 'RosterRefused', ...expected });
}

function spoolOf(file: string | Buffer) {
  const upload = async function* () {
    yield typeof file === 'string' ? Buffer.from(file) : file;
  };
  return spool(upload());
}

async function* cut(source: AsyncIterable<Buffer>, size: number) {
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, Math.min(at + size, chunk.length));
  }
}
