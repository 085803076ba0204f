import { createReadStream } from 'node:fs';
import { access, constants, readFile, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { readCatalogue } from '../integration/catalogue/read-catalogue.js';
import type { RosterReport } from '../integration/roster/import-roster.js';
import { Unusable, type Gateway, type Json } from './gateway.js';
import type { Output } from './output.js';

export interface Given {
  readonly gateway: Gateway;
  readonly output: Output;
}

export async function createProgram(
  { gateway, output }: Given,
  {
    policy,
    ...design
  }: { readonly name: string; readonly policy?: string; readonly startsOn?: string; readonly endsOn?: string },
): Promise<void> {
  const rules = policy === undefined ? undefined : await policyIn(policy, await textOf(policy));
  const program = await gateway.post('/api/programs', design);
  if (rules !== undefined) await gateway.post(`/api/programs/${String(program['id'])}/set-policy`, rules);
  output.result(program, [String(program['id'])]);
}

export async function importRosterFile(
  { gateway, output }: Given,
  program: string,
  path: string,
  dryRun: boolean,
): Promise<void> {
  await mustBeFile(path);
  const bar = output.bar(dryRun ? 'Checking' : 'Importing');
  gateway.onRows((done, of) => {
    bar.update(done, of);
  });
  try {
    const query = dryRun ? '?dry-run=true' : '';
    const report = (await gateway.upload(
      `/api/programs/${encodeURIComponent(program)}/roster${query}`,
      createReadStream(path) as AsyncIterable<Buffer>,
    )) as unknown as RosterReport;
    bar.end();
    output.result(report, reportLines(report, dryRun));
  } finally {
    bar.end();
  }
}

function reportLines(report: RosterReport, dryRun: boolean): string[] {
  const { rows, joined, changed, unchanged, rejected, warnings, unknownSkills, unknownColumns, missing } = report;
  const rejectedRows = new Set(rejected.map(({ line }) => line)).size;
  return [
    `${rows} rows: ${joined} ${dryRun ? 'would join' : 'joined'}, ${changed} changed, ${unchanged} unchanged, ${rejectedRows} rejected.`,
    ...rejected.map(({ line, column, message }) => `line ${line}, ${column}: ${message}`),
    ...warnings.map(({ line, column, message }) => `line ${line}, ${column} (warning): ${message}`),
    ...(unknownSkills.length === 0 ? [] : [`Skills that are not in the catalogue: ${unknownSkills.join(', ')}`]),
    ...(unknownColumns.length === 0 ? [] : [`Columns that were ignored: ${unknownColumns.join(', ')}`]),
    ...(missing.length === 0
      ? []
      : [`${missing.length} partners of the program are not in the file; nothing was done about them.`]),
  ];
}

export async function match(
  { gateway, output }: Given,
  programId: string,
  objective: string | undefined,
  publish: boolean,
): Promise<void> {
  const started = await gateway.post('/api/match-rounds', {
    programId,
    ...(objective === undefined ? {} : { objective }),
  });
  const path = `/api/match-rounds/${String(started['id'])}`;
  const bar = output.bar('Matching');
  let round: Json;
  for (;;) {
    round = await gateway.get(`${path}?at-least=${String(started['position'])}`);
    if (round['status'] !== 'running') break;
    const { done, of } = (round['progress'] ?? { done: 0, of: 1 }) as { done: number; of: number };
    bar.update(done, of);
    await setTimeout(100);
  }
  bar.end();
  if (round['status'] === 'failed') throw new Unusable((round['failure'] as { message: string }).message);
  if (publish) {
    const published = await gateway.post(`${path}/publish-match-round`, {});
    round = await gateway.get(`${path}?at-least=${String(published['position'])}`);
  }
  const { roundId: id, ...rest } = round;
  const { pairs, unmatched } = rest;
  output.result({ id, ...rest }, [
    `${String(pairs)} pairs ${publish ? 'proposed' : 'drafted'}, ${String(unmatched)} left unmatched, each with the reason.`,
    `Round ${String(id)}`,
  ]);
}

export async function status({ gateway, output }: Given): Promise<void> {
  const answer = (await gateway.get('/api/status')) as unknown as {
    stores: Record<string, string>;
    head: string;
    readModels: {
      name: string;
      version: number;
      state: string;
      position: string;
      lagSeconds: number;
      parked: unknown[];
      error?: string;
    }[];
    processManagers: { name: string; position: string; error?: string }[];
  };
  output.result(answer, [
    `head ${answer.head}`,
    ...answer.readModels.map(
      ({ name, version, state, position, lagSeconds, parked, error }) =>
        `${`${name}@${version}`.padEnd(26)} ${state.padEnd(9)} at ${position}, lag ${lagSeconds} s, ${parked.length} parked${error === undefined ? '' : `: ${error}`}`,
    ),
    ...answer.processManagers.map(
      ({ name, position, error }) =>
        `${name.padEnd(26)} ${error === undefined ? 'running' : 'stopped'.padEnd(9)} at ${position}${error === undefined ? '' : `: ${error}`}`,
    ),
  ]);
}

export async function createKey(
  { gateway, output }: Given,
  {
    person,
    role,
    program,
    label,
  }: { readonly person?: string; readonly role: string; readonly program?: string; readonly label?: string },
): Promise<void> {
  const key = await gateway.post('/api/access', {
    role,
    ...(person === undefined ? {} : { personId: person }),
    ...(program === undefined ? {} : { programId: program }),
    ...(label === undefined ? {} : { label }),
  });
  output.result(key, [`Key ${String(key['id'])}. Its token is shown this once:`, String(key['token'])]);
}

export async function listKeys({ gateway, output }: Given): Promise<void> {
  const { items } = (await gateway.get('/api/access')) as unknown as {
    items: {
      keyId: string;
      label?: string;
      createdOn: string;
      revokedOn?: string;
      grants?: { role: string; programId?: string }[];
      personId?: string;
    }[];
  };
  output.result(
    { items },
    items.map(({ keyId, label = '', createdOn, revokedOn, grants = [], personId = '' }) => {
      const roles = grants
        .map(({ role, programId }) => (programId === undefined ? role : `${role} of ${programId}`))
        .join(', ');
      return `${keyId} ${roles} ${personId} ${label} since ${createdOn}${revokedOn === undefined ? '' : `, revoked ${revokedOn}`}`;
    }),
  );
}

export async function revokeKey({ gateway, output }: Given, keyId: string): Promise<void> {
  const result = await gateway.post(`/api/access/${encodeURIComponent(keyId)}/revoke-key`, {});
  output.result(result, ['Revoked.']);
}

export async function loadCatalogue({ gateway, output }: Given, path: string): Promise<void> {
  const skills = readCatalogue(await textOf(path));
  const result = await gateway.post('/api/organization/load-skill-catalogue', { skills });
  output.result(result, [`${skills.length} skills.`]);
}

/** Every event as a JSON line. */
export async function tail({ gateway }: Given, after: string, types: readonly string[]): Promise<void> {
  for (let position = after; ;) {
    const { items, next } = (await gateway.get(
      `/api/events?limit=500&after=${encodeURIComponent(position)}`,
    )) as unknown as {
      items: { type: string }[];
      next?: string;
    };
    if (process.stdout.destroyed) return; // whoever read has seen enough
    for (const event of items)
      if (types.length === 0 || types.includes(event.type)) process.stdout.write(`${JSON.stringify(event)}\n`);
    if (next === undefined) return;
    position = next;
  }
}

async function mustBeFile(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
    if (!(await stat(path)).isDirectory()) return;
  } catch {
    // told below
  }
  throw new Unusable(`There is no file ${path} that can be read.`);
}

async function textOf(path: string): Promise<string> {
  await mustBeFile(path);
  return readFile(path, 'utf8');
}

/** Before anything is made: a program must not come without its policy because a field of it is wrong. */
async function policyIn(path: string, text: string): Promise<object> {
  const policy = jsonIn(path, text);
  const { SetPolicy } = await import('../mentoring/programs/program.commands.js');
  const { compileBody } = await import('../platform/command-handling/bodies/compile-body.js');
  const problems = compileBody(SetPolicy)(policy);
  if (problems.length === 0) return policy;
  const lines = problems.map(({ pointer, message }) => `  ${pointer} ${message}`);
  throw new Unusable([`${path} is not a policy; nothing was done.`, ...lines].join('\n'));
}

function jsonIn(path: string, text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    throw new Unusable(`${path} is not JSON.`);
  }
}
