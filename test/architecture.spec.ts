import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CONFIG = '.dependency-cruiser.cjs';

interface Import {
  readonly from: string;
  /** A file of the tree, or a package. */
  readonly to: string;
  readonly typeOnly?: true;
}

const FORBIDDEN: Readonly<Record<string, readonly Import[]>> = {
  'kernel-imports-nothing-of-ours': [
    { from: 'src/kernel/decider.ts', to: 'src/platform/event-store/event-store.ts' },
    { from: 'src/kernel/read-model.ts', to: 'src/mentoring/vocabulary.ts', typeOnly: true },
  ],
  'kernel-does-no-io': [{ from: 'src/kernel/clock.ts', to: 'node:fs' }],
  'matching-imports-nothing-of-ours': [
    { from: 'src/mentoring/matching/solver.ts', to: 'src/mentoring/partners/partner.facts.ts' },
    { from: 'src/mentoring/matching/pool.ts', to: 'src/kernel/refusal.ts' },
  ],
  'event-schemas-are-pure': [
    { from: 'src/mentoring/partners/partner.events.ts', to: 'src/mentoring/partners/partner.ts' },
    { from: 'src/mentoring/fields.ts', to: 'src/platform/privacy/sealing.ts' },
    { from: 'src/mentoring/vocabulary.ts', to: 'node:fs' },
  ],
  'commands-are-bodies': [
    { from: 'src/mentoring/partners/partner.commands.ts', to: 'src/platform/command-handling/command-processor.ts' },
    { from: 'src/mentoring/partnerships/partnership.commands.ts', to: 'src/mentoring/partnerships/partnership.ts' },
  ],
  'deciders-are-pure': [
    { from: 'src/mentoring/partners/slot-rules.ts', to: 'src/platform/read-store/read-store.ts' },
    { from: 'src/mentoring/partners/partner.facts.ts', to: 'node:crypto' },
    { from: 'src/mentoring/programs/program.ts', to: 'src/mentoring/programs/programs.controller.ts' },
    { from: 'src/mentoring/partnerships/eligibility.ts', to: 'src/mentoring/matching/solve-in-worker.ts' },
    { from: 'src/mentoring/partnerships/partnership.ts', to: '@nestjs/common' },
  ],
  'aggregates-do-not-import-each-others-deciders': [
    { from: 'src/mentoring/partnerships/eligibility.ts', to: 'src/mentoring/partners/partner.ts' },
    { from: 'src/mentoring/partnerships/closing.ts', to: 'src/mentoring/partners/partner.commands.ts', typeOnly: true },
    { from: 'src/mentoring/people/person.ts', to: 'src/mentoring/process-managers/form-pairs.ts' },
  ],
  'process-managers-are-pure': [
    { from: 'src/mentoring/process-managers/form-pairs.ts', to: 'src/mentoring/partnerships/partnership.ts' },
    { from: 'src/mentoring/process-managers/release-slots.ts', to: 'src/platform/operations/operations-store.ts' },
  ],
  'read-models-and-numbers-are-pure': [
    { from: 'src/insight/read-models/partners.ts', to: 'src/platform/read-store/read-store.ts' },
    { from: 'src/insight/numbers/reciprocity.ts', to: 'node:sqlite' },
    { from: 'src/insight/exchange-movements.ts', to: 'src/insight/dashboards/names.ts' },
  ],
  'insight-never-imports-a-decider': [
    { from: 'src/insight/dashboards/names.ts', to: 'src/mentoring/people/person.ts' },
    { from: 'src/insight/read-models/people.ts', to: 'src/mentoring/people/person.ts', typeOnly: true },
  ],
  'platform-knows-no-word-of-mentoring': [
    { from: 'src/platform/privacy/opening.ts', to: 'src/mentoring/fields.ts' },
    { from: 'src/platform/http/reading.ts', to: 'src/insight/dashboards/names.ts' },
    { from: 'src/platform/projections/projection.ts', to: 'src/integration/roster/spool.ts' },
    { from: 'src/platform/operations/data-folder.ts', to: 'src/simulation/random.ts', typeOnly: true },
  ],
  'only-the-edge-knows-nest': [
    { from: 'src/platform/event-store/codec.ts', to: '@nestjs/common' },
    { from: 'src/integration/roster/import-roster.ts', to: '@nestjs/cqrs' },
    { from: 'src/mentoring/partnerships/partnership.ts', to: '@nestjs/common' },
    { from: 'src/kernel/refusal.ts', to: '@nestjs/common', typeOnly: true },
  ],
  'no-circles': [{ from: 'src/simulation/life.ts', to: 'src/simulation/people.ts' }],
};
/** Found at its other end: a circle is told once. */
const CLOSES_THE_CIRCLE: Import = { from: 'src/simulation/people.ts', to: 'src/simulation/life.ts' };

const ALLOWED: readonly Import[] = [
  { from: 'src/kernel/events.ts', to: 'typebox' },
  { from: 'src/mentoring/matching/solver.ts', to: 'edmonds-blossom-fixed' },
  { from: 'src/mentoring/matching/solve-in-worker.ts', to: 'node:worker_threads' },
  { from: 'src/mentoring/partners/partner.events.ts', to: 'src/mentoring/fields.ts' },
  { from: 'src/mentoring/partners/partner.commands.ts', to: 'src/platform/command-handling/bodies/validators.ts' },
  { from: 'src/mentoring/partners/slot-rules.ts', to: 'src/mentoring/programs/program.facts.ts' },
  { from: 'src/mentoring/partnerships/eligibility.ts', to: 'src/mentoring/matching/shared-hours.ts' },
  { from: 'src/mentoring/partners/partner.spec.ts', to: 'node:fs' },
  { from: 'src/mentoring/partners/partners.controller.ts', to: '@nestjs/common' },
  { from: 'src/mentoring/process-managers/form-pairs.ts', to: 'src/mentoring/partnerships/partnership.commands.ts' },
  { from: 'src/insight/read-models/people.ts', to: 'src/platform/read-store/read-store.ts', typeOnly: true },
  { from: 'src/insight/read-models/matching-pool.ts', to: 'src/mentoring/matching/pool.ts' },
  { from: 'src/integration/roster/import-roster.ts', to: 'src/mentoring/partners/partner.commands.ts' },
  { from: 'src/platform/security/authorize.ts', to: '@nestjs/common' },
  { from: 'src/house.ts', to: 'src/mentoring/partners/partner.ts' },
  { from: 'src/app.module.ts', to: '@nestjs/core' },
];

const line = (rule: string, { from, to }: Import) => `${rule}: ${from} → ${to}`;

describe('who may import whom', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mentoring-architecture-'));
  let broken: readonly string[];

  beforeAll(() => {
    copyFileSync(join(ROOT, CONFIG), join(folder, CONFIG));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    writeTree(folder, [...Object.values(FORBIDDEN).flat(), CLOSES_THE_CIRCLE, ...ALLOWED]);
    broken = violations(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is kept to by the code', () => {
    expect(violations(ROOT)).toEqual([]);
  });

  it.each(Object.keys(FORBIDDEN))('breaks when a forbidden import is written: %s', (rule) => {
    const expected = FORBIDDEN[rule]!.map((forbidden) => line(rule, forbidden));
    expect(broken.filter((violation) => violation.startsWith(`${rule}:`))).toEqual(expected.sort());
  });

  it('leaves alone what is allowed', () => {
    for (const { from, to } of ALLOWED)
      expect(broken.filter((violation) => violation.endsWith(`: ${from} → ${to}`))).toEqual([]);
  });

  it('has no rule that nothing here breaks', () => {
    const { forbidden } = createRequire(import.meta.url)(join(ROOT, CONFIG)) as { forbidden: { name: string }[] };
    expect(forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(FORBIDDEN).sort());
  });
});

/** What dependency-cruiser finds in a folder's `src`, sorted. */
function violations(folder: string): readonly string[] {
  const cruise = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [cruise, 'src', '--config', CONFIG, '--output-type', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser gave no result: ${stderr}`);
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; to: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, to, rule }) => line(rule.name, { from, to: asWritten(to) })).sort();
}

/** A package by its name, a module of Node with its prefix. */
function asWritten(resolved: string): string {
  const inPackage = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(resolved)?.[1];
  return inPackage ?? (resolved.includes('/') || resolved.startsWith('node:') ? resolved : `node:${resolved}`);
}

/** Files that hold nothing but their imports. */
function writeTree(folder: string, imports: readonly Import[]): void {
  const files = new Map<string, string[]>();
  const linesOf = (path: string) => {
    const lines = files.get(path) ?? ['export {};'];
    files.set(path, lines);
    return lines;
  };
  for (const { from, to, typeOnly } of imports) {
    const specifier = to.startsWith('src/') ? moduleName(from, to) : to;
    linesOf(from).push(typeOnly ? `import type {} from '${specifier}';` : `import '${specifier}';`);
    if (to.startsWith('src/')) linesOf(to);
  }
  for (const [path, lines] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${lines.join('\n')}\n`);
  }
}

function moduleName(from: string, to: string): string {
  const path = relative(dirname(from), to).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}
