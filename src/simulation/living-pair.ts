import { derivedId } from '../kernel/ids.js';
import { present } from '../kernel/present.js';
import { BeginClosure, LogExchange } from '../mentoring/partnerships/partnership.commands.js';
import { addDays } from './calendar.js';
import { exchangePlan } from './exchange-plan.js';
import { planAnswerTo, type LoggedExchange } from './exchange-record.js';
import type { Closing, Contribution, Meeting } from './pair-life.js';
import type { Happening, PairOnStage } from './pair-on-stage.js';
import type { Player } from './players.js';
import { planReflections, planWaiver, reflectionAfterDeparture } from './reflections.js';
import { partnerActor, type Stage } from './stage.js';

/** Two partners who live the life that was planned for them, until it ends or one of them leaves. */
export class LivingPair implements PairOnStage {
  readonly happenings: Happening[] = [];
  /** Minutes that either has taught, as logged. */
  readonly taught = { a: 0, b: 0 };
  #state: 'open' | 'closing' | 'broken-off' = 'open';
  #endPlanned = false;

  constructor(
    readonly stage: Stage,
    readonly partnershipId: string,
    readonly a: Player,
    readonly b: Player,
    readonly formedOn: string,
  ) {}

  /** Whether they will still be a pair on the last day. */
  get goesOn(): boolean {
    const mayLeave = [this.a, this.b].some(({ temperament }) => temperament.withdrawal !== undefined);
    return this.#state === 'open' && !this.#endPlanned && !mayLeave;
  }

  begin(): void {
    const { stage, formedOn } = this;
    const random = stage.random.fork(`life ${this.a.personRef} ${this.b.personRef} ${formedOn}`);
    const { meetings, closing } = exchangePlan(random, this, formedOn, stage.until);
    meetings.forEach((meeting, index) => {
      const day = addDays(meeting.day, meeting.loggedAfterDays);
      this.planLogging(meeting, { day, step: `meeting ${index + 1}` }, (logged) => {
        planAnswerTo(this, logged);
      });
    });
    if (closing !== undefined) this.#planClosing(closing);
  }

  /** Somebody else began to close: what was planned and has not begun will not be. */
  closedBy(departed: (player: Player) => boolean): void {
    if (this.#state !== 'open') return;
    this.#state = 'broken-off';
    for (const player of [this.a, this.b]) if (!departed(player)) reflectionAfterDeparture(this, player);
    planWaiver(this);
  }

  /** Plans that a meeting is logged on a day, once it is over; `then` when it was. */
  planLogging(
    meeting: Meeting,
    { day, step }: { readonly day: string; readonly step: string },
    then: (logged: LoggedExchange) => void,
  ): void {
    const { heldAt, minutes, loggedBy } = meeting;
    const over = new Date(Date.parse(heldAt) + minutes * 60_000).toISOString();
    this.stage.plan(
      { by: this[loggedBy], day, after: over },
      {
        of: this.partnershipId,
        step,
        perform: async () => {
          const logged = this.#state === 'broken-off' ? undefined : await this.#log(meeting, step);
          if (logged !== undefined) then(logged);
        },
      },
    );
  }

  async #log(meeting: Meeting, step: string): Promise<LoggedExchange | undefined> {
    const author = this[meeting.loggedBy];
    const logged = await this.stage.ask(partnerActor(author), LogExchange, {
      id: this.partnershipId,
      body: this.exchangeOf(meeting),
      step,
      // The other was quick to close, and this one late to log.
      unless: ['partnership-closed'],
    });
    if (logged === undefined) return undefined;
    this.happenings.push('logged');
    for (const { from, minutes } of meeting.contributions) this.taught[from] += minutes;
    return { exchangeId: derivedId('exchange', logged.commandId), meeting, step };
  }

  exchangeOf({ heldAt, minutes, method, contributions, note }: Meeting): LogExchange {
    const given = contributions.map((contribution) => this.#contributionOf(contribution));
    return present({ heldAt, minutes, method, contributions: given, note });
  }

  #contributionOf({ from, to, skill, topic, minutes }: Contribution): LogExchange['contributions'][number] {
    const { [from]: giver, [to]: taker } = this;
    return { from: giver.partnerId, to: taker.partnerId, skill: this.stage.skillId(skill), topic, minutes };
  }

  #planClosing(closing: Closing): void {
    const { begunOn, begunBy, reason } = closing;
    this.#endPlanned = true;
    const by = this[begunBy];
    this.stage.plan(
      { by, day: begunOn },
      {
        of: this.partnershipId,
        step: 'begin to close',
        perform: async () => {
          if (this.#state !== 'open') return;
          const asked = { id: this.partnershipId, body: { reason } };
          const begun = await this.stage.ask(partnerActor(by), BeginClosure, asked);
          if (begun?.changed !== true) return;
          this.#state = 'closing';
          planReflections(this, closing);
        },
      },
    );
  }
}
