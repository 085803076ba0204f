import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import type { Actor } from '../../kernel/actor.js';
import { evolved, type AnyFold, type Context } from '../../kernel/decider.js';
import { derivedId } from '../../kernel/ids.js';
import { Refusal } from '../../kernel/refusal.js';
import { decidedSchema } from '../../kernel/sealed.js';
import { ana, asAna, asBo, asCoordinator, bo, formed, meeting, NOW, pair } from './partnership.examples.js';
import { partnershipEvents, type PartnershipEvent } from './partnership.events.js';
import { partnership } from './partnership.js';
import type { Partnership } from './partnership.state.js';

const step = fc.record({
  act: fc.constantFrom('log', 'confirm', 'dispute', 'withdraw', 'correct', 'void'),
  who: fc.constantFrom('ana', 'bo', 'coordinator for ana', 'coordinator for bo', 'ana for bo', 'bo for ana'),
  /** Which of the exchanges that there are. */
  which: fc.nat(2),
  /** How old the version is that was seen. */
  behind: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -1, max: 2 }) }),
  minutes: fc.integer({ min: 40, max: 1440 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const forAna = { onBehalfOf: ana.partnerId, reason: 'Ana is on leave.' };
const forBo = { onBehalfOf: bo.partnerId, reason: 'Bo is on leave.' };
const actors: Record<Step['who'], { actor: Actor; by?: typeof forAna }> = {
  ana: { actor: asAna },
  bo: { actor: asBo },
  'coordinator for ana': { actor: asCoordinator, by: forAna },
  'coordinator for bo': { actor: asCoordinator, by: forBo },
  'ana for bo': { actor: { ...asAna, kind: 'coordinator' }, by: forBo },
  'bo for ana': { actor: asBo, by: forAna },
};

/** Some version of an exchange, as a person wrote it. */
interface Written {
  readonly personId: string;
  /** None in a voiding. */
  readonly minutes: number | undefined;
}

/** What a reader makes of the events alone: who wrote which version, and what counts. */
class Ledger {
  readonly #written = new Map<string, Written>();
  readonly #counting = new Map<string, { version: number; minutes: number }>();
  /** Moved by each event by what the event itself says. */
  #minutes = 0;

  take(event: PartnershipEvent, actor: Actor): void {
    const { type, data } = event;
    switch (type) {
      case 'ExchangeLogged':
        return this.#write(data.exchange.exchangeId, data.exchange.version, actor, data.exchange.minutes);
      case 'ExchangeCorrected':
        this.#expectCounted(data.after.exchangeId, data.counted);
        return this.#write(data.after.exchangeId, data.after.version, actor, data.after.minutes);
      case 'ExchangeVoided':
        this.#expectCounted(data.exchange.exchangeId, data.counted);
        return this.#write(data.exchange.exchangeId, data.version, actor, undefined);
      case 'ExchangeConfirmed': {
        const { exchangeId, version, minutes } = data.exchange;
        this.#expectFourEyes(exchangeId, version, data.byPersonId, actor);
        this.#expectCounted(exchangeId, data.counted);
        expect(this.#written.get(`${exchangeId} ${version}`)?.minutes).toBe(minutes);
        this.#counting.set(exchangeId, { version, minutes });
        this.#minutes += minutes - (data.counted?.minutes ?? 0);
        return;
      }
      case 'VoidingConfirmed':
        this.#expectFourEyes(data.exchangeId, data.version, data.byPersonId, actor);
        this.#expectCounted(data.exchangeId, data.counted);
        this.#counting.delete(data.exchangeId);
        this.#minutes -= data.counted.minutes;
        return;
      default:
        return;
    }
  }

  expectOnlyConfirmedMinutes(): void {
    let confirmed = 0;
    for (const { minutes } of this.#counting.values()) confirmed += minutes;
    expect(this.#minutes).toBe(confirmed);
  }

  expectToCount(state: Partnership): void {
    const counting = 'exchanges' in state ? state.exchanges.flatMap(({ counted }) => counted ?? []) : [];
    expect(new Map(counting.map(({ exchangeId, version, minutes }) => [exchangeId, { version, minutes }]))).toEqual(
      this.#counting,
    );
  }

  #write(exchangeId: string, version: number, actor: Actor, minutes: number | undefined): void {
    const name = `${exchangeId} ${version}`;
    expect(this.#written.has(name)).toBe(false);
    this.#written.set(name, { personId: actor.id, minutes });
  }

  #expectFourEyes(exchangeId: string, version: number, byPersonId: string, actor: Actor): void {
    const author = this.#written.get(`${exchangeId} ${version}`)?.personId;
    expect([ana.personId, bo.personId]).toContain(author);
    expect(byPersonId).not.toBe(author);
    expect(actor.id).not.toBe(author);
  }

  #expectCounted(exchangeId: string, counted: { version: number; minutes: number } | undefined): void {
    const { version, minutes } = counted ?? {};
    expect({ version, minutes }).toEqual({ version: undefined, minutes: undefined, ...this.#counting.get(exchangeId) });
  }
}

const fold = partnership as unknown as AnyFold;
const folded = (state: Partnership, event: PartnershipEvent, actor: Actor): Partnership =>
  evolved(fold, state, { occurredAt: event.occurredAt ?? NOW, actor, ...event }) as Partnership;

const checks = new Map(
  Object.values(partnershipEvents.schemas).map(({ type, schema }) => [type, Compile(decidedSchema(schema))]),
);

function decided(state: Partnership, { act, who, which, behind, minutes }: Step, at: number) {
  const { actor, by = {} } = actors[who];
  const context: Context = {
    id: pair.partnershipId,
    actor,
    commandId: derivedId('command', at),
    now: NOW,
    facts: undefined,
  };
  const exchanges = 'exchanges' in state ? state.exchanges : [];
  const { present, version = 1 } = exchanges[which % Math.max(1, exchanges.length)] ?? {};
  const exchangeId = present?.exchangeId ?? derivedId('nothing');
  const seen = version - behind;
  // Meetings at different times, so that none is logged already.
  const content = { ...meeting, minutes, heldAt: new Date(Date.parse(meeting.heldAt) + at * 1000).toISOString() };
  const reason = 'other';
  switch (act) {
    case 'log':
      return partnership.decide.logExchange(state, content, context);
    case 'confirm':
      return partnership.decide.confirmExchange(state, { exchangeId, version: seen, ...by }, context);
    case 'dispute':
      return partnership.decide.disputeExchange(state, { exchangeId, version: seen, reason }, context);
    case 'withdraw':
      return partnership.decide.withdrawDispute(state, { exchangeId }, context);
    case 'correct':
      return partnership.decide.correctExchange(state, { ...content, exchangeId, version: seen, reason }, context);
    case 'void':
      return partnership.decide.voidExchange(state, { exchangeId, reason }, context);
  }
}

describe('exchanges, whatever the two and a coordinator ask for', () => {
  it('count only in versions that the other confirmed, and never one that its author did', () => {
    const happened = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), (steps) => {
        const ledger = new Ledger();
        let state = formed.reduce((before, event) => folded(before, event, asCoordinator), partnership.initial);
        steps.forEach((asked, at) => {
          const { actor } = actors[asked.who];
          for (const event of eventsOrRefused(() => decided(state, asked, at))) {
            expect([event.type, checks.get(event.type)?.Check(event.data)]).toEqual([event.type, true]);
            ledger.take(event, actor);
            ledger.expectOnlyConfirmedMinutes();
            state = folded(state, event, actor);
            ledger.expectToCount(state);
            happened.add(event.type);
          }
        });
      }),
      { numRuns: 200 },
    );
    expect([...happened].sort()).toEqual([
      'DisputeWithdrawn',
      'ExchangeConfirmed',
      'ExchangeCorrected',
      'ExchangeDisputed',
      'ExchangeLogged',
      'ExchangeVoided',
      'VoidingConfirmed',
    ]);
  });
});

function eventsOrRefused(decide: () => readonly PartnershipEvent[]): readonly PartnershipEvent[] {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
