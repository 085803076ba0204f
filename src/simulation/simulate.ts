import type { House } from '../house.js';
import { addMonths, dayOf } from '../kernel/clock.js';
import { addDays, daysBetween } from './calendar.js';
import { planLastMeetings, richestPair } from './last-day.js';
import type { LivingPair } from './living-pair.js';
import { openProgram, type Opened } from './opening.js';
import { performInOrder } from './perform.js';
import { publishedOn, publishRound, roundDays, runRound } from './rounds.js';
import type { SimulatedClock } from './simulated-clock.js';
import type { Execute } from './stage.js';

export interface SimulationOptions {
  /** The same seed and last day give the same events in the same order. */
  readonly seed: number;
  readonly partners: number;
  readonly months: number;
  /** The last day, YYYY-MM-DD. */
  readonly endsOn: string;
  /** Told of every day that is over. */
  readonly onProgress?: (done: number, of: number) => void;
}

export interface Simulated {
  readonly programId: string;
  readonly coordinatorPersonId: string;
  /** One that is open and has a history; on either side something waits. */
  readonly pair: { readonly partnershipId: string; readonly aPersonId: string; readonly bPersonId: string };
}

/** Too few partners or months for a single pair to come about. */
export class NothingToShow extends Error {
  override readonly name = 'NothingToShow';
  constructor() {
    super('Nobody is paired at the end of this simulation. Simulate more partners, or more months.');
  }
}

/** The first day: on its morning the clock of the house must stand. */
export const startsOn = ({ endsOn, months }: Pick<SimulationOptions, 'endsOn' | 'months'>): string =>
  addMonths(endsOn, -months);

/**
 * Lives through a program in a house that is new, a day at a time: people join, are matched, answer, meet, log, confirm, dispute, fall
 * silent, leave and close. All but the roster is asked for by `execute`. @throws NothingToShow
 */
export async function simulate(
  house: House,
  execute: Execute,
  clock: SimulatedClock,
  options: SimulationOptions,
): Promise<Simulated> {
  const { seed, partners, endsOn: until, onProgress } = options;
  const from = startsOn(options);
  if (dayOf(clock.now()) !== from) throw new RangeError(`The clock of the house must stand on ${from}.`);

  let today = from;
  await house.settle();
  clock.advanceTo(at(from, '06:00'));
  const opened = await openProgram(house, execute, { seed, partners, from, until, today: () => today });
  const year = new Year(house, clock, opened, from);
  const days = daysBetween(from, until) + 1;
  for (let done = 0; done < days; done += 1) {
    today = addDays(from, done);
    await year.live(today);
    onProgress?.(done + 1, days);
  }

  const { pair } = year;
  if (pair === undefined) throw new NothingToShow();
  return {
    programId: opened.stage.programId,
    coordinatorPersonId: opened.stage.coordinator.personId,
    pair: { partnershipId: pair.partnershipId, aPersonId: pair.a.personId, bPersonId: pair.b.personId },
  };
}

const at = (day: string, time: string) => `${day}T${time}:00.000Z`;

/** Before each of these times (UTC), what is planned up to it is done together. At the first one the coordinator sees to the rounds. */
const SITTINGS = ['08:00', '13:00', '18:00', '24:00'] as const;

/** The days of a program, one after the other. */
class Year {
  /** Whose page has the most to show on the last day. */
  pair: LivingPair | undefined;
  /** Rounds that are run, by the day on which they will be published. */
  readonly #completed = new Map<string, string>();
  readonly #roundDays: ReadonlySet<string>;

  constructor(
    private readonly house: House,
    private readonly clock: SimulatedClock,
    private readonly opened: Opened,
    from: string,
  ) {
    this.#roundDays = new Set(roundDays(from, opened.stage.until));
  }

  async live(day: string): Promise<void> {
    if (day === this.opened.stage.until) this.#leaveSomethingOpen();
    for (const [place, time] of SITTINGS.entries()) {
      await this.#sit(day, time);
      if (place === 0) await this.#seeToRounds(day);
    }
    this.clock.advanceTo(at(day, '23:45'));
    await this.house.sweep();
    await this.#settle();
  }

  async #sit(day: string, time: (typeof SITTINGS)[number]): Promise<void> {
    const acts = this.opened.agenda.take(day, time === '24:00' ? at(addDays(day, 1), '00:00') : at(day, time));
    if (acts.length === 0) return;
    await performInOrder(acts, this.clock);
    await this.#settle();
  }

  async #seeToRounds(day: string): Promise<void> {
    const { house, clock, opened } = this;
    const { stage } = opened;
    const due = this.#completed.get(day);
    if (due !== undefined) {
      clock.advanceTo(at(day, '08:05'));
      await publishRound(stage, due);
      await this.#settle();
    }
    if (!this.#roundDays.has(day)) return;
    clock.advanceTo(at(day, '08:30'));
    const completed = await runRound(house, stage);
    if (completed !== undefined) this.#completed.set(publishedOn(day), completed);
    await this.#settle();
  }

  #leaveSomethingOpen(): void {
    this.pair = richestPair(this.opened.pairs.formed);
    if (this.pair !== undefined) planLastMeetings(this.pair);
  }

  /** What follows from what was recorded is done, and those it concerns have heard of it. */
  async #settle(): Promise<void> {
    await this.house.settle();
    await this.opened.pairs.hear();
  }
}
