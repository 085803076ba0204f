import type { House } from '../house.js';
import type { Actor } from '../kernel/actor.js';
import { derivedId } from '../kernel/ids.js';
import { ORGANIZATION_ID, organizationFacts } from '../mentoring/organization/organization.facts.js';
import { DesignProgram, SetPolicy } from '../mentoring/programs/program.commands.js';
import { Agenda } from './agenda.js';
import { Pairs } from './pairs.js';
import { planParticipation } from './participation.js';
import { invitedPlayers } from './players.js';
import { seededRandom } from './random.js';
import { asker, coordinatorActor, planner, type Execute, type Stage } from './stage.js';

interface Opening {
  readonly seed: number;
  readonly partners: number;
  readonly from: string;
  readonly until: string;
  readonly today: () => string;
}

/** A program that has just begun: everybody is invited, and what they will do by themselves is planned. */
export interface Opened {
  readonly stage: Stage;
  readonly agenda: Agenda;
  readonly pairs: Pairs;
}

const NAME = 'Learning across generations';
const PURPOSE =
  'Everybody has something to teach and something to learn. Two of us meet every other week, and both do both.';
const POLICY = { maxActivePartnerships: 2 };

/** Designs the program, invites everybody, and plans their taking part. */
export async function openProgram(house: House, execute: Execute, opening: Opening): Promise<Opened> {
  const { seed, partners: count, from, until, today } = opening;
  const random = seededRandom(seed);
  const ask = asker(execute, seed);
  const administrator: Actor = { kind: 'service', id: derivedId('simulation', seed, 'administrator') };
  const design = { name: NAME, purpose: PURPOSE, startsOn: from };
  const program = await ask(administrator, DesignProgram, { body: design });
  if (program === undefined) throw new Error('The program was refused.');
  const programId = program.id;

  const { catalogues, catalogueVersion } = await house.fold(organizationFacts, ORGANIZATION_ID);
  const skills = catalogues[catalogueVersion] ?? [];
  const skillIds = new Map(skills.map(({ id, name }) => [name, id]));
  const { coordinator, partners } = await invitedPlayers(house, random, {
    programId,
    by: { ...administrator, kind: 'import' },
    count,
    year: { from, until },
    skills,
  });

  const agenda = new Agenda();
  const left = new Set<string>();
  const hasLeft = (personId: string) => left.has(personId);
  const stage: Stage = {
    programId,
    until,
    random,
    coordinator,
    today,
    ask,
    hasLeft,
    plan: planner(agenda, random, hasLeft),
    leave: (personId) => left.add(personId),
    skillId: (name) => {
      const id = skillIds.get(name);
      if (id === undefined) throw new Error(`No skill of the catalogue is named ${name}.`);
      return id;
    },
  };
  await ask(coordinatorActor(coordinator), SetPolicy, { id: programId, body: POLICY });
  for (const partner of partners) planParticipation(stage, partner);
  return { stage, agenda, pairs: await Pairs.of(house, stage, partners) };
}
