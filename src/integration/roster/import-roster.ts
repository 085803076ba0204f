import type { Actor } from '../../kernel/actor.js';
import { dayOf } from '../../kernel/clock.js';
import { Refusal } from '../../kernel/refusal.js';
import { RecordRosterImport } from '../../mentoring/programs/program.commands.js';
import { programFacts } from '../../mentoring/programs/program.facts.js';
import { Application, type Line, type RosterOptions, type RosterParts } from './apply-rows.js';
import type { RowProblem } from './roster-row.js';
import { rosterRows } from './roster-rows.js';
import { checkStructure } from './roster-structure.js';
import type { Spooled } from './spool.js';

/** Rows that are applied at the same time, so that they share commits. */
const AT_ONCE = 200;

export interface RosterReport {
  readonly rows: number;
  readonly joined: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: readonly RowProblem[];
  /** Rows that were taken although something in them leads nowhere. */
  readonly warnings: readonly RowProblem[];
  /** Skills that are not in the catalogue: each counts as a category of its own. */
  readonly unknownSkills: readonly string[];
  /** Columns that were ignored. */
  readonly unknownColumns: readonly string[];
  /** Partner ids of those who take part and are not in the file. Nothing is done about them. */
  readonly missing: readonly string[];
}

/**
 * Takes a roster into a program, row by row and idempotent by `person_ref`. What was taken stays taken when it is cut off: importing
 * again joins the missing rows only. @throws RosterRefused for a fault of the file as a whole, with nothing appended
 */
export async function importRoster(
  parts: RosterParts,
  programId: string,
  spooled: Spooled,
  by: Actor,
  options: RosterOptions = {},
): Promise<RosterReport> {
  const program = await parts.fold(programFacts, programId);
  if (!program.exists)
    throw new Refusal('program-not-found', `There is no program with the id ${programId}.`, 'not-found');
  const { rows, unknownColumns } = await checkStructure(spooled);
  const today = dayOf(parts.clock.now());
  const refs = new Set<string>();
  const unreadable: string[] = [];
  const onRejected = (ref: string) => unreadable.push(ref);
  for await (const read of rosterRows(spooled, { today, onRejected })) if ('row' in read) refs.add(read.row.personRef);

  const application = await Application.of(parts, programId, program.timeZone, by, refs, options);
  const rejected: RowProblem[] = [];
  const counts = { joined: 0, changed: 0, unchanged: 0 };
  let done = 0;
  let chunk: Line[] = [];
  const flush = async () => {
    for (const outcome of await application.apply(chunk)) {
      if (typeof outcome === 'string') counts[outcome] += 1;
      else rejected.push(outcome);
    }
    options.onProgress?.(done, rows);
    chunk = [];
  };
  for await (const read of rosterRows(spooled, { today })) {
    done += 1;
    if ('row' in read) chunk.push(read);
    else rejected.push(...read.problems);
    if (chunk.length === AT_ONCE) await flush();
  }
  await flush();

  const rejectedRows = new Set(rejected.map(({ line }) => line)).size;
  if (options.dryRun !== true)
    await parts.processor.execute({
      command: RecordRosterImport,
      id: programId,
      body: { fileHash: spooled.sha256, counts: { rows, ...counts, rejected: rejectedRows } },
      commandId: parts.freshId(),
      by: { actor: by },
    });
  await application.see(unreadable);
  const { seen } = application;
  const missing = (await parts.participants(programId)).filter((id) => !seen.has(id));
  rejected.sort((a, b) => a.line - b.line);
  const unknownSkills = [...application.unknownSkills].sort();
  return { rows, ...counts, rejected, warnings: application.warnings, unknownSkills, unknownColumns, missing };
}
