import { poolNow, type House } from '../house.js';
import { matchingPool } from '../insight/read-models/matching-pool.js';
import { OpenMatchRound, PublishMatchRound } from '../mentoring/match-rounds/match-round.commands.js';
import { matchRoundFacts } from '../mentoring/match-rounds/match-round.facts.js';
import { openMatchRound } from '../mentoring/match-rounds/open-match-round.js';
import { ORGANIZATION_ID, organizationFacts } from '../mentoring/organization/organization.facts.js';
import { programFacts } from '../mentoring/programs/program.facts.js';
import { addDays, daysBetween, workdayFrom } from './calendar.js';
import { coordinatorActor, type Stage } from './stage.js';

/** Days from the beginning to the first round, and from round to round. */
const UNTIL_FIRST = 21;
const BETWEEN = 42;
/** The last round that is published comes so many days before the end that some of its proposals are still open then. */
const BEFORE_END = 7;

/** The days on which a round is run, in order. What is run on the last day waits for review; the others are published soon after. */
export function roundDays(from: string, until: string): readonly string[] {
  const first = workdayFrom(addDays(from, Math.min(UNTIL_FIRST, daysBetween(from, until) / 4)));
  const late = workdayFrom(addDays(until, -BEFORE_END));
  const days = [first];
  for (let day = first; daysBetween(day, late) > BETWEEN / 3; day = workdayFrom(addDays(day, BETWEEN))) days.push(day);
  return [...new Set([...days, late, until])].filter((day) => day >= first && day <= until);
}

/** The workday after that of a round. */
export const publishedOn = (roundDay: string): string => workdayFrom(addDays(roundDay, 1));

/** Runs a round to its end, with nothing else going on. Answers its id; undefined where there is nobody to pair. */
export async function runRound(house: House, stage: Stage): Promise<string | undefined> {
  const { programId, coordinator } = stage;
  const [program, organization] = await Promise.all([
    house.fold(programFacts, programId),
    house.fold(organizationFacts, ORGANIZATION_ID),
  ]);
  const pool = { ...(await poolNow(house.engine, programId)), version: matchingPool.version };
  const body = openMatchRound({ programId }, program, organization, pool, house.clock);
  const opened = await stage.ask(coordinatorActor(coordinator), OpenMatchRound, {
    body,
    step: stage.today(),
    unless: ['pool-too-small'],
  });
  if (opened === undefined) return undefined;
  await house.rounds.run(opened.id);
  const { status } = await house.fold(matchRoundFacts, opened.id);
  if (status !== 'completed') throw new Error(`The match round of ${stage.today()} ended as ${status}.`);
  return opened.id;
}

export async function publishRound(stage: Stage, id: string): Promise<void> {
  await stage.ask(coordinatorActor(stage.coordinator), PublishMatchRound, { id, body: {} });
}
