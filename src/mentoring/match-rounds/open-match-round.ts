import type { Clock } from '../../kernel/clock.js';
import { dayOf } from '../../kernel/clock.js';
import { Refusal } from '../../kernel/refusal.js';
import { poolHash } from '../matching/pool-hash.js';
import type { OrganizationFacts } from '../organization/organization.facts.js';
import type { ProgramFacts } from '../programs/program.facts.js';
import type { OpenMatchRound, StartMatchRound } from './match-round.commands.js';
import { poolOf, type PoolEntry } from './pool-entry.js';
import { roundParameters } from './round-parameters.js';

/** Names the program that seeks the best pairs: another one may give another answer. */
export const ENGINE = 'edmonds-blossom-fixed 1.0.1';

export interface PoolAt {
  readonly entries: readonly PoolEntry[];
  /** Up to where the read model was folded when they were read. */
  readonly position: bigint;
  readonly version: number;
}

/** What a coordinator asked for, with everything on which the round's answer will depend. @throws Refusal */
export function openMatchRound(
  start: StartMatchRound,
  program: ProgramFacts,
  organization: OrganizationFacts,
  { entries, position, version }: PoolAt,
  clock: Clock,
): OpenMatchRound {
  if (!program.exists)
    throw new Refusal('program-not-found', `There is no program with the id ${start.programId}.`, 'not-found');
  const parameters = roundParameters(start, program.policy, dayOf(clock.now()));
  const pool = poolOf(entries, parameters);
  return {
    programId: start.programId,
    poolPosition: String(position),
    poolVersion: version,
    poolHash: poolHash(pool),
    poolSize: pool.length,
    parameters,
    catalogueVersion: organization.catalogueVersion,
    engine: ENGINE,
    timeZoneData: process.versions['tz'] ?? 'unknown',
  };
}
