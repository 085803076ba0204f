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
  const rows: Record<string, string>[] = parse(csv, { columns: true });
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

describe('a roster of 2,000 real skill profiles', () => {
  it.each(['total', 'pairs'] as const)(
    'finds a partner for at least 95 of 100 who can have one (%s)',
    (objective) => {
      const times: Record<string, number> = {};
      const t = performance.now();
      let last = '';
      const r = matchPool(poolOf(readFileSync(roster, 'utf8')), parameters(objective), (stage, done) => {
        if (stage !== last || done === 2000) {
          const k = `${stage}-${done}`;
          times[k] = performance.now() - t;
          last = stage;
        }
      });
      const reasons: Record<string, number> = {};
      for (const u of r.unmatched)
        reasons[u.reason + ' ' + (u.rule ?? '')] = (reasons[u.reason + ' ' + (u.rule ?? '')] ?? 0) + 1;
      console.log(
        times,
        performance.now() - t,
        r.drafts.length,
        r.total,
        r.edges,
        r.matchable,
        reasons,
        JSON.stringify(r.drafts[0], null, 1),
        r.unmatched.slice(0, 3),
      );
      expect(existsSync(roster)).toBe(true);
    },
    200000,
  );
});
