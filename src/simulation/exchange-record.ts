import type { CommandClass } from '../kernel/aggregate.js';
import {
  ConfirmExchange,
  CorrectExchange,
  DisputeExchange,
  VoidExchange,
  WithdrawDispute,
} from '../mentoring/partnerships/partnership.commands.js';
import { addDays } from './calendar.js';
import type { Amendment, Meeting, MeetingAnswer } from './pair-life.js';
import type { Happening, PairOnStage } from './pair-on-stage.js';
import type { Player } from './players.js';
import { coordinatorActor, partnerActor } from './stage.js';

/** A meeting as it was logged. `step` tells it from the pair's others. */
export interface LoggedExchange {
  readonly exchangeId: string;
  readonly meeting: Meeting;
  readonly step: string;
}

/** How often the coordinator asks after what somebody is silent about, and confirms for them. */
const ASKED_AFTER = 0.3;

/** Plans what becomes of an exchange after it was logged: the other's answer, and whatever follows from that. */
export function planAnswerTo(pair: PairOnStage, logged: LoggedExchange): void {
  const record = new ExchangeRecord(pair, logged);
  record.planAnswer(logged.meeting.answer);
}

type Disputed = Extract<MeetingAnswer, { kind: 'disputed' }>;

class ExchangeRecord {
  readonly #author: Player;
  readonly #other: Player;

  constructor(
    private readonly pair: PairOnStage,
    private readonly logged: LoggedExchange,
  ) {
    const { loggedBy } = logged.meeting;
    this.#author = pair[loggedBy];
    this.#other = pair[loggedBy === 'a' ? 'b' : 'a'];
  }

  planAnswer(answer: MeetingAnswer): void {
    switch (answer.kind) {
      case 'silent':
        this.#planConfirmationFor(1);
        return;
      case 'confirmed':
        this.#planConfirmation(1, answer.afterDays, () => {
          if (answer.afterthought !== undefined) this.#planAmendment(answer.afterthought, true);
        });
        return;
      case 'disputed':
        this.#planDispute(answer);
    }
  }

  #planConfirmation(version: number, afterDays: number, then: () => void = () => undefined): void {
    const { exchangeId } = this.logged;
    this.#plan(this.#other, afterDays, `confirm ${version}`, ConfirmExchange, { exchangeId, version }, () => {
      this.pair.happenings.push('confirmed');
      then();
    });
  }

  #planDispute({ afterDays, reason, words, settlement }: Disputed): void {
    const { exchangeId } = this.logged;
    const body = { exchangeId, version: 1, reason, words };
    this.#plan(this.#other, afterDays, 'dispute', DisputeExchange, body, () => {
      this.pair.happenings.push('disputed');
      if (settlement.kind === 'unsettled') return;
      if (settlement.kind !== 'withdrawn') {
        this.#planAmendment(settlement, false);
        return;
      }
      this.#plan(this.#other, settlement.afterDays, 'withdraw dispute', WithdrawDispute, { exchangeId }, () => {
        this.#planConfirmation(1, settlement.confirmedAfterDays);
      });
    });
  }

  /** A version that counts goes on counting until the other agrees; one that never did is voided at once. */
  #planAmendment(amendment: Amendment, counts: boolean): void {
    const { exchangeId, meeting } = this.logged;
    const { kind, afterDays, reason, words, confirmedAfterDays } = amendment;
    const agreed = (happening: Happening) => () => {
      this.pair.happenings.push(happening);
      if (kind === 'voided' && !counts) return;
      if (confirmedAfterDays === undefined) this.#planConfirmationFor(2);
      else this.#planConfirmation(2, confirmedAfterDays);
    };
    if (kind === 'voided') {
      this.#plan(this.#author, afterDays, 'void', VoidExchange, { exchangeId, reason, words }, agreed('voided'));
      return;
    }
    const { minutes, contributions } = amendment;
    const after = this.pair.exchangeOf({ ...meeting, minutes, contributions });
    const body = { ...after, exchangeId, version: 1, reason, words };
    this.#plan(this.#author, afterDays, 'correct', CorrectExchange, body, agreed('corrected'));
  }

  #planConfirmationFor(version: number): void {
    const { pair, logged } = this;
    const { stage, partnershipId: id } = pair;
    const { exchangeId } = logged;
    const random = stage.random.fork(`silence ${exchangeId} ${version}`);
    if (!random.chance(ASKED_AFTER)) return;
    const step = `${logged.step}: confirm ${version} for`;
    stage.plan(
      { by: stage.coordinator, day: addDays(stage.today(), random.int(21, 40)) },
      {
        of: id,
        step,
        perform: async () => {
          const reason = stage.hasLeft(this.#other.personId)
            ? 'They have left the program.'
            : 'Told me so when I asked.';
          const body = { exchangeId, version, onBehalfOf: this.#other.partnerId, reason };
          await stage.ask(coordinatorActor(stage.coordinator), ConfirmExchange, { id, body, step });
          pair.happenings.push('confirmed-for');
        },
      },
    );
  }

  #plan<Command extends object>(
    by: Player,
    afterDays: number,
    what: string,
    command: CommandClass<Command>,
    body: Command,
    then: () => void,
  ): void {
    const { stage, partnershipId: id } = this.pair;
    const step = `${this.logged.step}: ${what}`;
    stage.plan(
      { by, day: addDays(stage.today(), afterDays) },
      {
        of: id,
        step,
        perform: async () => {
          await stage.ask(partnerActor(by), command, { id, body, step });
          then();
        },
      },
    );
  }
}
