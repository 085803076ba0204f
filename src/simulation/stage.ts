import type { Actor } from '../kernel/actor.js';
import type { CommandClass } from '../kernel/aggregate.js';
import { derivedId } from '../kernel/ids.js';
import { Refusal } from '../kernel/refusal.js';
import type { CommandRequest, CommandResult } from '../platform/command-handling/command-request.js';
import type { Act, Agenda } from './agenda.js';
import { addDays } from './calendar.js';
import type { Player } from './players.js';
import type { Random } from './random.js';
import { workingTime } from './working-time.js';

export type Execute = (request: CommandRequest) => Promise<CommandResult>;

export interface Asked extends CommandResult {
  readonly commandId: string;
}

/** When somebody does something: on a working day of theirs, once something else is over. */
interface When {
  readonly by: Pick<Player, 'personId' | 'timeZone'>;
  readonly day: string;
  /** An instant. */
  readonly after?: string;
}

/** What all who play have in common. */
export interface Stage {
  readonly programId: string;
  /** The last day. */
  readonly until: string;
  readonly random: Random;
  readonly coordinator: Player;
  /** The day that it is. */
  readonly today: () => string;
  /** The id of a skill by its name in the catalogue. */
  readonly skillId: (name: string) => string;
  /** Somebody will do something, unless they have left the program by then. */
  plan(when: When, act: Pick<Act, 'of' | 'step' | 'perform'>): void;
  /**
   * Asks for a command, whose id derives from the seed, its subject and the step. Answers undefined for a refusal that is a part of
   * life here. @throws Refusal for any other
   */
  ask<Command extends object>(
    by: Actor,
    command: CommandClass<Command>,
    asked: {
      readonly id?: string;
      readonly body: Command;
      readonly step?: string;
      readonly unless?: readonly string[];
    },
  ): Promise<Asked | undefined>;
  /** They have left the program: nothing more is done by them. */
  readonly leave: (personId: string) => void;
  readonly hasLeft: (personId: string) => boolean;
}

export const partnerActor = ({ personId }: Player): Actor => ({ kind: 'partner', id: personId });
export const coordinatorActor = ({ personId }: Player): Actor => ({ kind: 'coordinator', id: personId });

/** Asks as `Stage.ask` says. */
export function asker(execute: Execute, seed: number): Stage['ask'] {
  return async (actor, command, { id, body, step = '', unless = [] }) => {
    const commandId = derivedId('simulation', seed, id ?? '', command.name, step);
    try {
      const result = await execute({ command, ...(id === undefined ? {} : { id }), body, commandId, by: { actor } });
      return { ...result, commandId };
    } catch (error) {
      if (error instanceof Refusal && unless.includes(error.code)) return undefined;
      throw error;
    }
  };
}

/** Plans as `Stage.plan` says. */
export function planner(agenda: Agenda, random: Random, hasLeft: Stage['hasLeft']): Stage['plan'] {
  return ({ by, day, after = '' }, { of, step, perform }) => {
    const moment = random.fork(`${of} ${step}`);
    const atWork = workingTime(moment, day, by.timeZone);
    const past = after < agenda.taken ? agenda.taken : after;
    agenda.plan({
      at: past < atWork ? atWork : soonAfter(moment, past, by.timeZone),
      of,
      step,
      perform: async () => {
        if (!hasLeft(by.personId)) await perform();
      },
    });
  };
}

/** Within the hour; at work, where the day is over or has yet to begin. */
function soonAfter(random: Random, instant: string, timeZone: string): string {
  const soon = new Date(Date.parse(instant) + random.int(2, 60) * 60_000).toISOString();
  const day = instant.slice(0, 'YYYY-MM-DD'.length);
  if (instant === `${day}T00:00:00.000Z`) return workingTime(random, day, timeZone);
  return soon < `${day}T23:30:00.000Z` ? soon : workingTime(random, addDays(day, 1), timeZone);
}
