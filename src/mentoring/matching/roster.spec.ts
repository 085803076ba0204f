import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { matchPool } from './match-pool.js';
import type { MatchParameters, Objective, PoolPartner } from './pool.js';

const roster = new URL('../../../../shared/data/roster-so2019.csv', import.meta.url);

const CATEGORIES: Readonly<Record<string, string>> = {
  languages: 'Assembly;Bash/Shell/PowerShell;C;C#;C++;Clojure;Dart;Elixir;Erlang;F#;Go;Java;JavaScript;Kotlin;Objective-C;PHP;Python;R;Ruby;Rust;Scala;Swift;TypeScript;VBA;WebAssembly',
  web: 'Angular/Angular.js;ASP.NET;Django;Drupal;Express;Flask;HTML/CSS;jQuery;Laravel;React.js;Ruby on Rails;Spring;Vue.js;WordPress',
  data: 'Cassandra;Couchbase;DynamoDB;Elasticsearch;Firebase;MariaDB;Microsoft SQL Server;MongoDB;MySQL;Oracle;PostgreSQL;Redis;SQL;SQLite',
  platforms: 'Android;Arduino;AWS;Docker;Google Cloud Platform;Heroku;IBM Cloud or Watson;iOS;Kubernetes;Linux;MacOS;Microsoft Azure;Raspberry Pi;Slack;Windows',
}; // prettier-ignore

const parameters = (objective: Objective): MatchParameters => ({
  objective,
  availabilityFrom: '2026-03-02',
  candidatesPerPartner: 50,
  excludeReportingLine: true,
  minReciprocity: 0.2,
  weights: { relatedSkill: 0.3, generationBonus: 0.05, waitingBonus: 0.02 },
  categories: Object.fromEntries(
    Object.entries(CATEGORIES).flatMap(([category, skills]) => skills.split(';').map((skill) => [skill, category])),
  ),
});

function poolOf(csv: string): PoolPartner[] {
  const rows = parse<Record<string, string>>(csv, { columns: true });
  const list = (cell = '') => cell.split(';').filter((each) => each !== '');
  const rated = (cell = '') =>
    list(cell).map((each) => ({
      skill: each.slice(0, each.lastIndexOf(':')),
      rate: Number(each.slice(each.lastIndexOf(':') + 1)),
    }));
  return rows.map((row) => ({
    partnerId: `partner-${row['person_ref']}`,
    personId: row['person_ref'] ?? '',
    offers: rated(row['offers']).map(({ skill, rate }) => ({ skill, level: rate })),
    wants: rated(row['wants']).map(({ skill, rate }) => ({ skill, priority: rate })),
    learningStyles: list(row['learning_styles']),
    methods: list(row['methods']),
    availability: list(row['availability']),
    timeZone: row['time_zone'] ?? '',
    languages: list(row['languages']),
    generation: `${Math.floor((Number(row['birth_year']) - 1946) / 17)}`,
    ...(row['manager_ref'] ? { managerId: row['manager_ref'] } : {}),
    excluded: [],
    previous: [],
    waitedRounds: 0,
  }));
}

// 2,000 partners take the solver some seconds.
const there = existsSync(roster);

(there ? describe : describe.skip)(
  `a roster of 2,000 real skill profiles${there ? '' : ' (no ../shared/data here)'}`,
  () => {
    it.each([
      ['total', 2_000],
      ['pairs', 500],
    ] as const)(
      'finds a partner for at least 95 of 100 who can have one (%s, %i rows)',
      (objective, rows) => {
        const pool = poolOf(readFileSync(roster, 'utf8')).slice(0, rows);
        const { drafts, unmatched, matchable } = matchPool(pool, parameters(objective));
        expect(2 * drafts.length).toBeGreaterThanOrEqual(0.95 * matchable);
        expect(2 * drafts.length + unmatched.length).toBe(rows);
        for (const { aLearns, bLearns } of drafts) expect(Math.min(aLearns.length, bLearns.length)).toBeGreaterThan(0);
      },
      120_000,
    );
  },
);
