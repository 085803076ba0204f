import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../contracts/temporary-folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SEED = '20260302';
const RUN_MS = 240_000;

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** A script beside this file, on the Node that runs the tests. */
function script(name: string, ...args: readonly string[]): Promise<Ended> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const run = spawn(process.execPath, [join(root, 'test', 'faults', name), ...args], { env });
  let said = '';
  for (const stream of [run.stdout, run.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  return new Promise((resolve, reject) => {
    run.on('error', reject);
    run.on('close', (code) => {
      resolve({ code, said });
    });
  });
}

let killed: Ended;
let kept: string;

beforeAll(async () => {
  if (!existsSync(join(root, 'dist', 'house.js'))) throw new Error('The fault tests run what is built: npm run build');
  killed = await script('run.mjs', '--kills', '20', '--seed', SEED, '--keep');
  kept = /kept in (.+)/.exec(killed.said)?.[1] ?? '';
}, RUN_MS);
afterAll(() => {
  if (kept !== '') rmSync(kept, { recursive: true });
});

describe('a house that is killed again and again', () => {
  it('loses nothing that was acknowledged, skips nothing and does nothing twice', () => {
    expect(killed.said).toContain('lost 0, skipped 0, twice 0, rules broken 0');
    expect(killed.said.trimEnd()).toMatch(/\n20 passed, 0 failed$/);
    expect(killed.code).toBe(0);
  });

  it('comes past every step at which the code can be killed', () => {
    const hit = (/steps hit: (.+)/.exec(killed.said)?.[1] ?? '').split(', ');
    expect(hit).toEqual(stepsInTheCode());
  });
});

/** What the sources call as failpoints; those of process managers are named for the commands that they ask for. */
function stepsInTheCode(): readonly string[] {
  const sources = globSync('src/**/*.ts', { cwd: root }).filter((path) => !path.endsWith('.spec.ts'));
  const code = sources.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  const named = [...code.matchAll(/failpoint\('([\w-]+)'\)/g)].map(([, name]) => name ?? '');
  const ofCommands = [...code.matchAll(/failpoint\(`([\w-]+)\$\{command\.name\}`\)/g)].map(
    ([, prefix]) => prefix ?? '',
  );
  const asked = [...code.matchAll(/world\.ask\((\w+)/g)].map(([, command]) => command ?? '');
  return [
    ...new Set([...named, ...ofCommands.flatMap((prefix) => asked.map((command) => `${prefix}${command}`))]),
  ].sort();
}

/** A copy of a world that came to its end, for damages. */
class Finished {
  readonly #folder = temporaryFolder();
  readonly path = join(this.#folder.path, 'world');

  constructor() {
    cpSync(join(kept, `${SEED}-1`), this.path, { recursive: true });
  }

  check(): Promise<Ended> {
    return script('check.mjs', this.path, '--finished');
  }

  /** Runs statements on one of its databases. */
  alter(file: string, work: (database: DatabaseSync) => void): void {
    const database = new DatabaseSync(join(this.path, 'data', file));
    work(database);
    database.close();
  }

  answers(): readonly Record<string, unknown>[] {
    const lines = readFileSync(join(this.path, 'answers.jsonl'), 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  remove(): void {
    this.#folder.remove();
  }
}

describe('the check of a world', () => {
  const view = (world: Finished, name: string) => {
    const [file = ''] = globSync(`${name}@*.db`, { cwd: join(world.path, 'data', 'views') });
    return join('views', file);
  };
  /** Appends copies of an event to its stream, changed in places. */
  const append = (database: DatabaseSync, type: string, changes: Readonly<Record<string, string>>) => {
    const event = database.prepare('SELECT * FROM events WHERE type = ? ORDER BY position LIMIT 1').get(type) ?? {};
    const last = database
      .prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?')
      .get(event['stream']!);
    const { stream, id, data, metadata } = { ...event, ...changes } as Record<string, string>;
    const insert = 'INSERT INTO events (stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)';
    database.prepare(insert).run(stream!, Number(last?.['revision']) + 1, id!, type, data!, metadata!);
  };

  /** A proposal that lapsed, folded once more or once less. */
  const lapsed = (world: Finished, by: 1 | -1) => {
    const path = (count: string) => `'$.proposals.${count}'`;
    const changed = `json_set(json, ${path('lapsed')}, json ->> ${path('lapsed')} + ${by}, ${path('open')}, json ->> ${path('open')} - ${by})`;
    world.alter(view(world, 'program-overview'), (documents) =>
      documents.exec(`UPDATE documents SET json = ${changed}`),
    );
  };

  const damages: readonly [string, (world: Finished) => void, RegExp][] = [
    ['nothing at all', () => undefined, /^\d+ commands acknowledged, \d+ events, 0 promises broken/],
    [
      'an acknowledged event that is gone',
      (world) => {
        const { position } = world.answers().findLast(({ changed }) => changed === true)!;
        world.alter('events.db', (log) => log.prepare('DELETE FROM events WHERE position = ?').run(Number(position)));
      },
      /^lost: Command \S+ was answered as \S+ \d+ at \d+; it is not there/m,
    ],
    [
      'an answer that names another position than the one before it',
      (world) => {
        const { position, ...answer } = world.answers().findLast(({ changed }) => changed === true)!;
        const other = { ...answer, position: String(Number(position) + 1) };
        appendFileSync(join(world.path, 'answers.jsonl'), `${JSON.stringify(other)}\n`);
      },
      /^twice: Command \S+ was answered at \d+, and sent again at \d+/m,
    ],
    [
      'an event that stands twice',
      (world) => {
        world.alter('events.db', (log) => {
          append(log, 'PairFormed', {});
        });
      },
      /^twice: PairFormed \S+ stands twice/m,
    ],
    [
      'an ask whose effect came twice, under another id',
      (world) => {
        world.alter('events.db', (log) => {
          append(log, 'SlotReleased', { id: '00000000-0000-4000-8000-000000000001' });
        });
      },
      /^twice: SlotReleased of \S+ at \d+ had its effect before/m,
    ],
    [
      'a slot beyond capacity',
      (world) => {
        world.alter('events.db', (log) => {
          const { data } = log.prepare("SELECT data FROM events WHERE type = 'SlotReserved' ORDER BY position").get()!;
          for (const n of [1, 2, 3])
            append(log, 'SlotReserved', {
              data: JSON.stringify({ ...(JSON.parse(String(data)) as object), partnershipId: `slot ${n}` }),
            });
        });
      },
      /^rule: Partner \S+ holds (1 slots of 1|2 slots of 2) and gets another/m,
    ],
    [
      'an event that a document skipped',
      (world) => {
        lapsed(world, -1);
      },
      /^skipped: The read model program-overview has .+: ProposalLapsed at \d+ was skipped/m,
    ],
    [
      'an event that was applied twice',
      (world) => {
        lapsed(world, 1);
      },
      /^twice: The read model program-overview has .+: ProposalLapsed at \d+ was applied twice/m,
    ],
    [
      'a document that is gone',
      (world) => {
        world.alter(view(world, 'partners'), (documents) => documents.exec('DELETE FROM documents'));
      },
      /^skipped: The read model partners has another document \S+ than the log gives: what came from \d+ on was skipped/m,
    ],
    [
      'a checkpoint of another log',
      (world) => {
        world.alter(view(world, 'people'), (documents) => documents.exec("UPDATE checkpoint SET event_id = 'another'"));
      },
      /^rule: The checkpoint of the read model people/m,
    ],
    [
      'a process manager that remembers something else than happened',
      (world) => {
        world.alter('operations.db', (operations) => operations.exec(`UPDATE states SET state = '{}'`));
      },
      /^skipped: The process manager carry-details has another document/m,
    ],
  ];

  it.each(damages)('tells %s', async (_, damage, told) => {
    const world = new Finished();
    try {
      damage(world);
      const { said, code } = await world.check();
      expect(said).toMatch(told);
      expect(code).toBe(said.includes(' 0 promises broken') ? 0 : 1);
    } finally {
      world.remove();
    }
  });
});
