import { ClosePartnership, SubmitReflection } from '../mentoring/partnerships/partnership.commands.js';
import { addDays } from './calendar.js';
import { reflectionText } from './meeting-texts.js';
import type { Closing, Reflection } from './pair-life.js';
import type { PairOnStage } from './pair-on-stage.js';
import type { Player } from './players.js';
import { coordinatorActor, partnerActor } from './stage.js';

/** How often the coordinator closes before the grace is over, where a reflection will not come. */
const WAIVED = 0.25;

/** Plans the reflections of a pair that closes by its own will; who writes the last one closes. */
export function planReflections(pair: PairOnStage, { begunOn, reflections }: Closing): void {
  const { a, b } = reflections;
  let missing = 2;
  const submitted = (by: Player) => () => {
    missing -= 1;
    if (missing === 0) planClose(pair, by);
  };
  if (a !== undefined) planReflection(pair, pair.a, a, submitted(pair.a));
  if (b !== undefined) planReflection(pair, pair.b, b, submitted(pair.b));
  if (a === undefined || b === undefined) planWaiver(pair, begunOn);
}

/** Who is left behind says how it was, most of the time. */
export function reflectionAfterDeparture(pair: PairOnStage, player: Player): void {
  const { stage, partnershipId } = pair;
  const random = stage.random.fork(`left behind ${partnershipId} ${player.personRef}`);
  if (!random.chance(0.4 + 0.5 * player.temperament.reliability)) return;
  const received = random.int(2, 5);
  const reflection = {
    submittedOn: addDays(stage.today(), random.int(0, 10)),
    gave: random.int(2, 5),
    received,
    continueInformally: random.chance(0.3),
    text: reflectionText(random, received),
  };
  planReflection(pair, player, reflection, () => undefined);
}

/** The coordinator may close without the reflections that are missing; else the grace passes. */
export function planWaiver({ stage, partnershipId: id }: PairOnStage, begunOn = stage.today()): void {
  const random = stage.random.fork(`waiver ${id}`);
  if (!random.chance(WAIVED)) return;
  stage.plan(
    { by: stage.coordinator, day: addDays(begunOn, random.int(4, 13)) },
    {
      of: id,
      step: 'waive',
      perform: async () => {
        const body = { waive: true, words: 'Asked twice; there will be no answer.' };
        await stage.ask(coordinatorActor(stage.coordinator), ClosePartnership, { id, body, step: 'waive' });
      },
    },
  );
}

function planReflection(pair: PairOnStage, by: Player, reflection: Reflection, then: () => void): void {
  const { stage, partnershipId: id } = pair;
  const { submittedOn, ...body } = reflection;
  const step = `reflect ${by.personRef}`;
  stage.plan(
    { by, day: submittedOn },
    {
      of: id,
      step,
      perform: async () => {
        // Late, and closed without it.
        const unless = ['partnership-closed'];
        const submitted = await stage.ask(partnerActor(by), SubmitReflection, { id, body, step, unless });
        if (submitted !== undefined) then();
      },
    },
  );
}

function planClose({ stage, partnershipId: id }: PairOnStage, by: Player): void {
  stage.plan(
    { by, day: stage.today() },
    {
      of: id,
      step: 'close',
      perform: async () => {
        await stage.ask(partnerActor(by), ClosePartnership, { id, body: {} });
      },
    },
  );
}
