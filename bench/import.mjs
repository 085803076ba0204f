// Import of 10,000 rows through the server: a roster several times, each time with other references and addresses.
//   node bench/import.mjs [roster.csv, default: people that are made up] [rows, default 10000]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { fileURLToPath } from 'node:url';
import { readCatalogue } from '../dist/integration/catalogue/read-catalogue.js';
import { madeUpPeople } from '../dist/simulation/people.js';
import { seededRandom } from '../dist/simulation/random.js';
import { adminTokenIn, startedServer } from './server.mjs';

const BASE = 2_000;
const SAMPLE_MS = 250;

const given = process.argv.slice(2).find((arg) => arg.endsWith('.csv'));
const rows = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 10_000);
const people = given === undefined ? madeUp() : parse(readFileSync(given), { columns: true, bom: true });
const file = csvOf(
  Array.from({ length: rows }, (_, n) => again(people[n % people.length], Math.floor(n / people.length))),
);

const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
try {
  const server = await startedServer(join(folder, 'data'));
  try {
    const headers = { authorization: `Bearer ${adminTokenIn(join(folder, 'data'))}` };
    const post = async (path, type, body) => {
      const answer = await fetch(new URL(path, server.url), {
        method: 'POST',
        headers: { ...headers, 'content-type': type },
        body,
      });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    };
    const { id } = await post('/api/programs', 'application/json', JSON.stringify({ name: 'Bench' }));
    print(`${rows} rows, ${(file.length / 2 ** 20).toFixed(1)} MiB, RSS before ${server.rssMiB()} MiB`);
    for (const what of ['first', 'again']) {
      const { result, seconds, rss, cpu } = await measured(server, () =>
        post(`/api/programs/${id}/roster`, 'text/csv', file),
      );
      const { joined, changed, unchanged, rejected } = result;
      print(
        `${what}: ${seconds.toFixed(1)} s (CPU ${cpu.toFixed(1)} s), ${Math.round(rows / seconds)} rows/s: ${joined} joined, ${changed} changed, ${unchanged} unchanged, ${rejected.length} rejected`,
      );
      print(`  RSS in MiB, by seconds: ${rss.map(({ at, mib }) => `${at}: ${mib}`).join(', ')}`);
    }
  } finally {
    await server.stop();
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** How long it takes, and the server's memory meanwhile: at most a dozen points. */
async function measured(server, work) {
  const samples = [];
  const started = performance.now();
  const cpu = server.cpuSeconds();
  const elapsed = () => (performance.now() - started) / 1_000;
  let isOver = false;
  const sample = () => {
    samples.push({ at: elapsed().toFixed(1), mib: server.rssMiB() });
    if (!isOver) setTimeout(sample, SAMPLE_MS);
  };
  sample();
  const result = await work();
  isOver = true;
  const step = Math.max(1, Math.ceil(samples.length / 12));
  const rss = samples.filter((_, n) => n % step === 0 || n === samples.length - 1);
  return { result, seconds: elapsed(), rss, cpu: server.cpuSeconds() - cpu };
}

/** A row as another person: the n-th time with other references. */
function again(row, n) {
  const { manager_ref: manager = '' } = row;
  const other = { ...row, person_ref: `${n}-${row.person_ref}`, email: `${n}.${row.email}` };
  return manager === '' ? other : { ...other, manager_ref: `${n}-${manager}` };
}

function csvOf(list) {
  const columns = Object.keys(list[0]);
  const line = (row) => columns.map((column) => `"${String(row[column] ?? '').replaceAll('"', '""')}"`).join(',');
  return `${[columns.join(','), ...list.map(line)].join('\n')}\n`;
}

function madeUp() {
  const catalogue = readFileSync(fileURLToPath(new URL('../catalogue/technology.csv', import.meta.url)), 'utf8');
  const staff = madeUpPeople(seededRandom(1), BASE, { today: '2026-03-02', skills: readCatalogue(catalogue) });
  const skills = (list, weight) => list.map((one) => `${one.skill}:${one[weight]}`).join(';');
  return staff.map((person) => ({
    person_ref: person.personRef,
    display_name: person.displayName,
    email: person.email,
    birth_year: person.birthYear,
    hired_on: person.hiredOn,
    unit: person.unit,
    site: person.site,
    grade: person.grade,
    time_zone: person.timeZone,
    languages: person.languages.join(';'),
    manager_ref: person.managerRef ?? '',
    offers: skills(person.offers, 'level'),
    wants: skills(person.wants, 'priority'),
    learning_styles: person.learningStyles.join(';'),
    methods: person.methods.join(';'),
    availability: person.availability.join(';'),
    capacity: person.capacity,
  }));
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
