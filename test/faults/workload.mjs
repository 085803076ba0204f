import { derivedId } from '../../dist/kernel/ids.js';
import { Refusal } from '../../dist/kernel/refusal.js';
import { seededRandom } from '../../dist/simulation/random.js';
import { aggregates } from '../../dist/registry.js';
import { JoinProgram } from '../../dist/mentoring/partners/partner.commands.js';
import { RegisterPerson } from '../../dist/mentoring/people/person.commands.js';
import { DesignProgram, SetPolicy } from '../../dist/mentoring/programs/program.commands.js';
import { personDetails, signUp } from './people.mjs';
import { Wave } from './wave.mjs';

const DAY_ONE = '2026-03-02T09:00:00.000Z';
/** When all have had their say: an hour later nothing may hang, then proposals expire, then the grace of closings ends. */
const EVENINGS = ['2026-03-02T10:00:00.000Z', '2026-03-20T09:00:00.000Z', '2026-04-20T09:00:00.000Z'];
const PARTNERS = 12;
const WAVES = 4;
/** Of the commands that were answered before, so many are sent again after a start: the answer must be the same. */
const SENT_AGAIN = 0.1;

/** A clock that stands where the run before left it. */
export function clockOf(journal) {
  let instant = journal.instant ?? DAY_ONE;
  return {
    now: () => instant,
    set: (to) => {
      instant = to;
    },
  };
}

/**
 * A small program in which more is proposed than there is room for. The same seed asks for the same commands under the same ids; what was
 * answered before is passed over, so a run goes on where the one before was killed.
 */
export class Workload {
  /** The instant of everything before the evenings. */
  dayOne = DAY_ONE;
  #random;
  #categories = new Map(
    aggregates.flatMap(({ commands, decider }) => commands.map(({ command }) => [command, decider.events.category])),
  );

  constructor({ house, clock, journal, seed }) {
    Object.assign(this, { house, clock, journal, seed });
    this.#random = seededRandom(`workload ${seed}`);
    this.coordinator = { kind: 'coordinator', id: derivedId('coordinator', seed) };
  }

  async run() {
    await this.#prepare();
    for (let number = 1; number <= WAVES; number++)
      await new Wave(this, number, this.#random.fork(`wave ${number}`)).run();
    for (const instant of EVENINGS) await this.#evening(instant);
  }

  /**
   * Sends a command, unless it was answered before.
   * @param name what it is called in this workload; its command id derives from it
   * @returns the answer as the journal has it; `refused` where a rule spoke against it
   */
  async send(name, command, id, body, actor, sent = body) {
    const commandId = derivedId('workload', this.seed, name);
    const before = this.journal.answerTo(commandId);
    // What changed nothing is decided afresh when it comes again: only what was done must stay as it was answered.
    if (before !== undefined && (before.changed !== true || !this.#isSentAgain(name))) return before;
    const request = { command, body, sent, commandId, keyed: true, by: { actor } };
    try {
      const given = typeof body === 'function' ? { ...request, body: await body() } : request;
      const result = await this.house.processor.execute(id === undefined ? given : { ...given, id });
      const { revision, position, changed } = result;
      const stream = `${this.#categories.get(command)}-${result.id}`;
      const answer = { command: commandId, id: result.id, stream, revision, position: String(position), changed };
      return this.journal.answered(answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.journal.answered({ command: commandId, refused: error.code });
    }
  }

  #isSentAgain(name) {
    return seededRandom(`${this.seed} ${name} again`).chance(SENT_AGAIN);
  }

  async #prepare() {
    const system = { kind: 'system', id: derivedId('fault workload') };
    const design = { name: 'Faults', timeZone: 'UTC' };
    const { id: programId } = await this.send('design', DesignProgram, undefined, design, this.coordinator);
    await this.send('policy', SetPolicy, programId, { maxActivePartnerships: 2 }, this.coordinator);
    this.programId = programId;
    this.partners = await Promise.all(
      Array.from({ length: PARTNERS }, async (_, n) => {
        const { id: personId } = await this.send(
          `person ${n}`,
          RegisterPerson,
          undefined,
          personDetails(n, 'Works'),
          system,
        );
        const joining = {
          programId,
          personId,
          noticeVersion: '1',
          ...signUp(n, this.#random.fork(`capacity ${n}`).int(1, 2)),
        };
        const actor = { kind: 'partner', id: personId };
        const { id: partnerId } = await this.send(`join ${n}`, JoinProgram, undefined, joining, actor);
        return { number: n, personId, partnerId, actor };
      }),
    );
  }

  /** What is due by the calendar, done. */
  async #evening(instant) {
    if (this.journal.instant !== undefined && this.journal.instant > instant) return;
    this.journal.sets(instant);
    this.clock.set(instant);
    await this.house.settle();
    await this.house.sweep();
    await this.house.settle();
  }
}
