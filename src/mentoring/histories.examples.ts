import fc from 'fast-check';
import type { Actor } from '../kernel/actor.js';
import { addDays } from '../kernel/clock.js';
import { evolved, type AnyFold, type Context } from '../kernel/decider.js';
import type { RecordedEvent } from '../kernel/events.js';
import { derivedId } from '../kernel/ids.js';
import { Refusal } from '../kernel/refusal.js';
import { partner } from './partners/partner.js';
import type { PartnerFacts } from './partners/partner.facts.js';
import { facts } from './partnerships/partnership.examples.js';
import { partnership } from './partnerships/partnership.js';
import type { Partnership } from './partnerships/partnership.state.js';

/** Lawful histories of a small program: people try this and that, the deciders refuse most of it, and the rest is recorded. */

export const programId = derivedId('program of histories');
const FIRST_DAY = '2026-01-05';
const COORDINATOR: Actor = { kind: 'coordinator', id: derivedId('coordinator of histories') };
const SYSTEM: Actor = { kind: 'system', id: derivedId('system of histories') };

const person = (name: string, generation: string, unit: string, grade?: string) => ({
  partnerId: derivedId(name, 'partner of histories'),
  personId: derivedId(name, 'person of histories'),
  generation,
  unit,
  site: 'Lisbon',
  ...(grade === undefined ? {} : { grade }),
});
const PEOPLE = [
  person('Ana', 'baby-boomers', 'Finance', 'senior'),
  person('Bo', 'generation-z', 'Finance'),
  person('Cy', 'generation-x', 'Research', 'senior'),
  person('Di', 'generation-z', 'Research', 'junior'),
  person('Eli', 'millennials', 'Sales'),
] as const;
const PAIRS = [
  [0, 1],
  [2, 0],
  [1, 3],
  [3, 4],
  [4, 0],
] as const;

export const partnerIds = PEOPLE.map(({ partnerId }) => partnerId);

const ON_PARTNERS = ['pause', 'resume', 'leave', 'return', 'update'] as const;
const ON_PARTNERSHIPS = ['propose', 'accept', 'decline', 'lapse', 'form', 'begin', 'reflect', 'close'] as const;
const ON_EXCHANGES = ['log', 'confirm', 'dispute', 'withdraw', 'correct', 'void'] as const;

const step = fc.record({
  act: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...ON_EXCHANGES, 'confirm' as const, 'confirm' as const) },
    { weight: 3, arbitrary: fc.constantFrom(...ON_PARTNERSHIPS) },
    { weight: 1, arbitrary: fc.constantFrom(...ON_PARTNERS) },
  ),
  /** The first ones live longest. */
  pair: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4),
  /** Which of the two acts, or is acted for: the one whose turn it is, where it is anybody's. */
  side: fc.constantFrom(0, 1, 'whose turn it is' as const, 'whose turn it is' as const, 'whose turn it is' as const),
  byCoordinator: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  /** Which exchange, the newest first. */
  which: fc.nat(2),
  minutes: fc.tuple(fc.integer({ min: 1, max: 90 }), fc.nat(60)),
  /** Days that pass before it. */
  days: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }) }),
  /** Hours since the meeting that is told of. */
  ago: fc.nat(300),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const quick: Omit<Step, 'act' | 'pair' | 'side'> = {
  byCoordinator: false,
  which: 0,
  minutes: [30, 20],
  days: 0,
  ago: 1,
};
/** Without a beginning, most of a history would be refused. */
const BEGINNING: readonly Step[] = [
  ...([0, 1] as const).flatMap((pair): Step[] => [
    { ...quick, act: 'propose', pair, side: 0 },
    { ...quick, act: 'accept', pair, side: 0, days: pair },
    { ...quick, act: 'accept', pair, side: 1 },
    { ...quick, act: 'form', pair, side: 0 },
  ]),
  ...[2, 5].flatMap((days): Step[] => [
    { ...quick, act: 'log', pair: 0, side: 0, days },
    { ...quick, act: 'confirm', pair: 0, side: 1 },
  ]),
];

export interface History {
  readonly events: readonly RecordedEvent[];
  /** As the deciders see them at the end. */
  readonly partnerships: readonly Partnership[];
  readonly partners: readonly PartnerFacts[];
}

export const histories: fc.Arbitrary<History> = fc
  .array(step, { minLength: 30, maxLength: 110, size: 'max' })
  .map((steps) => new Program().after([...BEGINNING, ...steps]));

class Program {
  readonly #events: RecordedEvent[] = [];
  readonly #states = new Map<string, unknown>();
  readonly #revisions = new Map<string, number>();
  #day = FIRST_DAY;
  #tried = 0;

  after(steps: readonly Step[]): History {
    for (const { partnerId, ...who } of PEOPLE) {
      const profile = { ...facts().a, ...who, programId, noticeVersion: '1' };
      const context = { facts: { program: facts().program, person: { ...who, exists: true, timeZone: 'UTC' } } };
      this.#decide(partner as never, partnerId, { kind: 'partner', id: who.personId }, (state, given) =>
        partner.decide.joinProgram(state as PartnerFacts, profile, { ...given, ...context }),
      );
    }
    for (const asked of steps) this.#try(asked);
    return {
      events: this.#events,
      partnerships: PAIRS.map((_, pair) => this.#state(partnership as never, partnershipId(pair)) as Partnership),
      partners: partnerIds.map((id) => this.#state(partner as never, id) as PartnerFacts),
    };
  }

  #try(asked: Step): void {
    this.#day = addDays(this.#day, asked.days);
    const [first, second] = PAIRS[asked.pair];
    const [a, b] = [PEOPLE[first], PEOPLE[second]];
    const turn =
      asked.side === 'whose turn it is'
        ? turnIn(this.#state(partnership as never, partnershipId(asked.pair)) as Partnership, asked)
        : asked.side;
    const own = turn === 0 ? a : b;
    const self: Actor = { kind: 'partner', id: own.personId };
    const { act } = asked;
    if (isOneOf(ON_PARTNERS, act))
      return this.#decide(partner as never, own.partnerId, self, (state, context) =>
        onPartner(act, state as PartnerFacts, context, asked.ago % 3),
      );
    const actor =
      asked.byCoordinator || act === 'propose' ? COORDINATOR : act === 'lapse' || act === 'form' ? SYSTEM : self;
    this.#decide(partnership as never, partnershipId(asked.pair), actor, (state, context) =>
      onPartnership(act, state as Partnership, context, { ...asked, a, b, own }),
    );
  }

  #decide(
    fold: AnyFold,
    id: string,
    actor: Actor,
    decide: (
      state: unknown,
      context: Context<never>,
    ) => readonly { readonly type: string; readonly data: unknown; readonly occurredAt?: string }[],
  ): void {
    const commandId = derivedId('command of histories', this.#tried++);
    // A few minutes lie between two acts of a day.
    const recordedAt = new Date(Date.parse(`${this.#day}T08:00:00.000Z`) + (this.#tried % 120) * 300_000).toISOString();
    const stream = `${fold.events.category}-${id}`;
    let state = this.#state(fold, id);
    for (const event of unlessRefused(() =>
      decide(state, { id, actor, commandId, now: recordedAt, facts: undefined as never }),
    )) {
      const recorded: RecordedEvent = {
        id: derivedId(commandId, event.type),
        stream,
        revision: this.#revisionIn(stream),
        position: BigInt(this.#events.length + 1),
        occurredAt: recordedAt,
        recordedAt,
        actor,
        commandId,
        correlationId: commandId,
        causationId: commandId,
        ...event,
      };
      this.#events.push(recorded);
      state = evolved(fold, state, recorded);
    }
    this.#states.set(id, state);
  }

  #revisionIn(stream: string): number {
    const revision = this.#revisions.get(stream) ?? 0;
    this.#revisions.set(stream, revision + 1);
    return revision;
  }

  #state(fold: AnyFold, id: string): unknown {
    return this.#states.get(id) ?? fold.initial;
  }
}

const partnershipId = (pair: number) => derivedId('partnership of histories', pair);

function onPartner(act: (typeof ON_PARTNERS)[number], state: PartnerFacts, context: Context<never>, which: number) {
  switch (act) {
    case 'pause':
      return partner.decide.pauseParticipation(state, {}, context);
    case 'resume':
      return partner.decide.resumeParticipation(state, {}, context);
    case 'leave':
      return partner.decide.withdraw(state, { reason: 'no-time' }, context);
    case 'return':
      return partner.decide.rejoinProgram(state, {}, context);
    case 'update':
      return partner.decide.updateDetails(state, { ...state, unit: ['Finance', 'Research', 'Sales'][which]! }, context);
  }
}

type Person = (typeof PEOPLE)[number];
type Asked = Step & { readonly a: Person; readonly b: Person; readonly own: Person };

function onPartnership(
  act: Exclude<Step['act'], (typeof ON_PARTNERS)[number]>,
  state: Partnership,
  context: Context<never>,
  asked: Asked,
) {
  const { a, b, own, byCoordinator, which, ago } = asked;
  const [given, back] = asked.minutes;
  const { decide } = partnership;
  const by = byCoordinator ? { onBehalfOf: own.partnerId, reason: 'They are on leave.' } : {};
  const { present, version = 1 } = exchangeIn(state, which) ?? {};
  const exchangeId = present?.exchangeId ?? derivedId('nothing');
  const meeting = {
    heldAt: new Date(Date.parse(context.now) - ago * 3_600_000 - which * 1000).toISOString(),
    minutes: 90,
    method: 'video',
    contributions: [
      { from: a.partnerId, to: b.partnerId, topic: 'Ledgers', minutes: given },
      ...(back === 0 ? [] : [{ from: b.partnerId, to: a.partnerId, topic: 'Containers', minutes: back }]),
    ],
  } as const;
  switch (act) {
    case 'propose':
      return decide.proposePair(
        state,
        { programId, a: a.partnerId, b: b.partnerId },
        { ...context, facts: pairFacts(a, b) },
      );
    case 'accept':
      return decide.acceptProposal(state, by, context);
    case 'decline':
      return decide.declineProposal(state, { reason: 'no-time' }, context);
    case 'lapse':
      return decide.lapseProposal(state, { reason: 'called-off' }, context);
    case 'form':
      return decide.formPair(state, {}, context);
    case 'log':
      return decide.logExchange(state, meeting, context);
    case 'confirm':
      return decide.confirmExchange(state, { exchangeId, version, ...by }, context);
    case 'dispute':
      return decide.disputeExchange(state, { exchangeId, version, reason: 'wrong-minutes' }, context);
    case 'withdraw':
      return decide.withdrawDispute(state, { exchangeId }, context);
    case 'correct':
      return decide.correctExchange(state, { ...meeting, exchangeId, reason: 'mistyped' }, context);
    case 'void':
      return decide.voidExchange(state, { exchangeId, reason: 'logged-twice' }, context);
    case 'begin':
      return decide.beginClosure(state, { reason: 'completed' }, context);
    case 'reflect':
      return decide.submitReflection(state, { gave: 3, received: 4 }, context);
    case 'close':
      return decide.closePartnership(state, { ...(byCoordinator && { waive: true, words: 'Gone.' }) }, context);
  }
}

const exchangeIn = (state: Partnership, which: number) =>
  'exchanges' in state ? state.exchanges.at(-1 - (which % Math.max(1, state.exchanges.length))) : undefined;

/** 0 or 1: who has not spoken yet. */
function turnIn(state: Partnership, { act, which }: Step): number {
  const isA = (partnerId: string | undefined) => 'pair' in state && state.pair.a.partnerId === partnerId;
  if (act === 'accept') return state.status === 'proposed' && isA(state.acceptedBy[0]) ? 1 : 0;
  if (act === 'reflect') return 'reflections' in state && isA(state.reflections[0]?.by) ? 1 : 0;
  const isOfTheAuthor = act === 'void' || act === 'log';
  return isA(exchangeIn(state, which)?.author) === isOfTheAuthor ? 0 : 1;
}

function pairFacts(a: Person, b: Person) {
  const { partnerId: _, ...one } = a;
  const { partnerId: __, ...other } = b;
  return facts({ a: { ...one, programId, unit: a.unit, held: [] }, b: { ...other, programId, held: [] } });
}

function unlessRefused<E>(decide: () => readonly E[]): readonly E[] {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

const isOneOf = <T extends string>(all: readonly T[], one: string): one is T => all.some((value) => value === one);
