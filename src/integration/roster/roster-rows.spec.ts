import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rosterRows, type RosterLine } from './roster-rows.js';
import { spool } from './spool.js';

const REAL_ROSTER = resolve('../shared/data/roster-so2019.csv');
const TODAY = '2026-11-25';

describe('a row of the roster', () => {
  it('is read with all its values', async () => {
    const row = await read({
      person_ref: 'p1',
      display_name: '  Ada\n Lovelace ',
      email: 'ada@example.com',
      birth_year: '1985',
      hired_on: '2019-02-28',
      unit: 'Data',
      site: 'Berlin',
      grade: 'B2',
      cohort: 'spring',
      time_zone: 'Europe/Berlin',
      languages: 'en; DE',
      manager_ref: 'p9',
      offers: 'C#:5;Bash/Shell/PowerShell:1',
      wants: 'std::move: 3',
      learning_styles: 'visual;hands-on',
      methods: 'in-person',
      availability: 'mon-am;sat-noon;sun-pm',
      capacity: '2',
    });
    expect(row).toEqual({
      line: 2,
      row: {
        personRef: 'p1',
        displayName: 'Ada Lovelace',
        email: 'ada@example.com',
        birthYear: 1985,
        hiredOn: '2019-02-28',
        unit: 'Data',
        site: 'Berlin',
        grade: 'B2',
        cohort: 'spring',
        timeZone: 'Europe/Berlin',
        languages: ['en', 'de'],
        managerRef: 'p9',
        offers: [
          { skill: 'C#', level: 5 },
          { skill: 'Bash/Shell/PowerShell', level: 1 },
        ],
        wants: [{ skill: 'std::move', priority: 3 }],
        learningStyles: ['visual', 'hands-on'],
        methods: ['in-person'],
        availability: ['mon-am', 'sat-noon', 'sun-pm'],
        capacity: 2,
      },
    });
  });

  it('leaves out what the file leaves empty', async () => {
    const expected = {
      personRef: 'p1',
      displayName: 'Ada',
      email: 'ada@example.com',
      languages: [],
      offers: [],
      wants: [],
      learningStyles: [],
      methods: [],
      availability: [],
    };
    expect(await read({})).toStrictEqual({ line: 2, row: expected });
    const emptied = { birth_year: '', unit: ' ', time_zone: '', offers: ';', availability: '', capacity: '' };
    expect(await read(emptied)).toStrictEqual({ line: 2, row: expected });
  });

  it.each([
    ['person_ref', '', 'empty'],
    ['person_ref', 'x'.repeat(201), 'too-long'],
    ['person_ref', 'p\u00071', 'control-characters'],
    ['display_name', ' ', 'empty'],
    ['display_name', 'x'.repeat(201), 'too-long'],
    ['email', '', 'empty'],
    ['email', 'ada', 'not-an-email'],
    ['email', 'ada@example', 'not-an-email'],
    ['email', 'ada@example.com, bo@example.com', 'not-an-email'],
    ['birth_year', '1875', 'not-in-range'],
    ['birth_year', '2013', 'not-in-range'],
    ['birth_year', '1985.5', 'not-in-range'],
    ['birth_year', '1e3', 'not-in-range'],
    ['hired_on', '2023-02-29', 'not-a-day'],
    ['hired_on', '28.02.2023', 'not-a-day'],
    ['hired_on', '1895-01-01', 'day-out-of-range'],
    ['hired_on', '2027-11-26', 'day-out-of-range'],
    ['time_zone', 'Mars/Olympus', 'unknown-zone'],
    ['time_zone', '+01:00', 'unknown-zone'],
    ['languages', 'english', 'not-a-language'],
    ['manager_ref', 'p1', 'own-manager'],
    ['offers', 'C#:9', 'bad-rating'],
    ['offers', 'C#:0', 'bad-rating'],
    ['offers', 'C#', 'bad-rating'],
    ['offers', ':3', 'bad-rating'],
    ['offers', 'C#:3;c#:4', 'duplicate-skill'],
    ['wants', 'Go:4', 'bad-rating'],
    ['wants', 'Go:1;Go:1', 'duplicate-skill'],
    ['learning_styles', 'osmosis', 'not-in-list'],
    ['methods', 'fax', 'not-in-list'],
    ['availability', 'mon-night', 'not-in-list'],
    ['capacity', '0', 'not-in-range'],
    ['capacity', '21', 'not-in-range'],
    ['capacity', 'many', 'not-in-range'],
  ])('is rejected with %s "%s"', async (column, value, code) => {
    expect(await read({ [column]: value })).toEqual({
      line: 2,
      problems: [{ line: 2, column, code, message: expect.stringMatching(/\.$/) }],
    });
  });

  it.each([
    ['birth_year', '1900'],
    ['birth_year', '2012'],
    ['hired_on', '2027-11-25'],
    ['hired_on', '2024-02-29'],
    ['capacity', '20'],
    ['person_ref', 'x'.repeat(200)],
  ])('is taken with %s "%s", the last that is allowed', async (column, value) => {
    expect(await read({ [column]: value })).toHaveProperty('row');
  });

  it('is rejected when somebody was hired as a child', async () => {
    expect(await read({ birth_year: '2000', hired_on: '2010-01-01' })).toMatchObject({
      problems: [{ column: 'hired_on', code: 'hired-too-young' }],
    });
  });

  it('tells all its problems at once, with the entry of a list', async () => {
    expect(await read({ email: 'ada', offers: 'C#:3;Go:9;Rust:7' })).toMatchObject({
      problems: [
        { column: 'email' },
        { column: 'offers', message: expect.stringMatching(/^Entry 2: .* 1 to 5\.$/) },
        { column: 'offers', message: expect.stringMatching(/^Entry 3: /) },
      ],
    });
  });

  it('is never repeated by its problems', async () => {
    const secret = 'Sekret@secret;secret:secret';
    const every = { person_ref: `\u0007${secret}`, email: secret, birth_year: secret, hired_on: secret };
    const others = { time_zone: secret, languages: secret, offers: secret, availability: secret, capacity: secret };
    const line = await read({ ...every, ...others });
    expect(line).toHaveProperty('problems.length', 12);
    expect(JSON.stringify(line)).not.toMatch(/secret/i);
  });

  it('accepts the zones it is given, and no others', async () => {
    const knownZones = new Set(['Mars/Olympus']);
    expect(await read({ time_zone: 'Mars/Olympus' }, knownZones)).toHaveProperty('row');
    expect(await read({ time_zone: 'Europe/Berlin' }, knownZones)).toHaveProperty('problems');
  });
});

describe('the rows of a roster', () => {
  const HEADER = 'person_ref,display_name,email\n';

  it('reject the second of two rows with one person_ref, with the line of the first', async () => {
    const lines = await linesOf(`${HEADER}p1,Ada,a@x.example\np2,Bo,b@x.example\n p1 ,Cy,c@x.example\n`);
    expect(lines.map(outcome)).toEqual(['2 taken', '3 taken', '4 duplicate-person-ref']);
    expect(lines[2]).toMatchObject({ problems: [{ message: expect.stringContaining('Line 2 ') }] });
  });

  it('reject the second also where the first is rejected itself', async () => {
    const lines = await linesOf(`${HEADER}p1,Ada,nowhere\np1,Ada,a@x.example\n`);
    expect(lines.map(outcome)).toEqual(['2 not-an-email', '3 duplicate-person-ref']);
  });

  it('reject a row with too few or too many values, and no other', async () => {
    const lines = await linesOf(`${HEADER}p1,Ada\np2,Bo,b@x.example,\np3,Cy,c@x.example\n`);
    expect(lines.map(outcome)).toEqual(['2 too-few-values', '3 too-many-values', '4 taken']);
  });

  it.each([['\n'], ['\r\n']])('are numbered by the line they begin on, with line ends %j', async (end) => {
    const file = `${HEADER}\np1,"A\n\nda",a@x.example\n\np2,"Bo ""B"",\n",b@x.example\np3,Cy,nowhere\n`;
    expect((await linesOf(file.replaceAll('\n', end))).map(outcome)).toEqual(['3 taken', '7 taken', '9 not-an-email']);
  });

  it('may come in any order of columns, with others between', async () => {
    const [line] = await linesOf('x,email,display_name,y,person_ref\n1,a@x.example,Ada,2,p1\n');
    expect(line).toMatchObject({ row: { personRef: 'p1', displayName: 'Ada', email: 'a@x.example' } });
  });

  it('throw a fault of the structure, should the file not have been checked', async () => {
    await expect(linesOf(`${HEADER}p1,"Ada,a@x.example\n`)).rejects.toMatchObject({ code: 'quotes', line: 2 });
  });

  it('can be left in the midst', async () => {
    const spooled = await spool(upload(HEADER + 'p1,Ada,a@x.example\n'.repeat(50_000)));
    for await (const { line } of rosterRows(spooled, { today: TODAY })) if (line === 10) break;
    await expect(spooled.close()).resolves.toBeUndefined();
  });

  (existsSync(REAL_ROSTER) ? it : it.skip)('of the real roster are 2,000 without a problem', async () => {
    const lines = await linesOf(createReadStream(REAL_ROSTER));
    expect(lines.filter((line) => 'problems' in line)).toEqual([]);
    expect(lines).toHaveLength(2000);
  });
});

async function read(values: Record<string, string>, knownZones?: ReadonlySet<string>) {
  const cells = { person_ref: 'p1', display_name: 'Ada', email: 'ada@example.com', ...values };
  const quoted = Object.values(cells).map((value) => `"${value}"`);
  const lines = await linesOf(`${Object.keys(cells).join(',')}\n${quoted.join(',')}\n`, knownZones);
  expect(lines).toHaveLength(1);
  return lines[0];
}

async function linesOf(file: string | AsyncIterable<Buffer>, knownZones?: ReadonlySet<string>) {
  const spooled = await spool(typeof file === 'string' ? upload(file) : file);
  const lines: RosterLine[] = [];
  try {
    const options = { today: TODAY, ...(knownZones && { knownZones }) };
    for await (const line of rosterRows(spooled, options)) lines.push(line);
  } finally {
    await spooled.close();
  }
  return lines;
}

function outcome(line: RosterLine) {
  return `${line.line} ${'row' in line ? 'taken' : line.problems.map(({ code }) => code).join()}`;
}

async function* upload(text: string) {
  yield Buffer.from(text);
}
