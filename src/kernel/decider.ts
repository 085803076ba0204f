import type { Actor } from './actor.js';
import type { EventOf, EventSchemas, RecordedOf } from './events.js';

/** What a decision may know beside the past of its own stream. */
export interface Context<Facts = unknown> {
  /** The id in the stream's name. */
  readonly id: string;
  readonly actor: Actor;
  /** What is created inside the stream takes its id from it. */
  readonly commandId: string;
  /** The instant of the decision, UTC. */
  readonly now: string;
  /** Folds of other streams which the command declares. They may be old by the time of the append: advice, not guard. */
  readonly facts: Facts;
  /** For commands that carry personal fields which are compared: their HMAC, as the box will hold it. */
  readonly same?: string;
}

/** Functions that turn a state and a command into the events that follow, or throw a Refusal. */
export type Decisions<State, E> = Record<string, (state: State, command: never, context: never) => readonly E[]>;

/** When and by whom a folded event came about, for folds that need it. */
export interface Occurrence {
  readonly occurredAt: string;
  readonly actor: Actor;
}

/** A fold over the events of one stream. */
export interface Fold<State, V extends EventSchemas> {
  readonly events: V;
  readonly initial: State;
  /** Events that are not named leave the state as it is. */
  readonly evolve: {
    readonly [R in RecordedOf<V> as R['type']]?: (state: State, data: R['data'], occurrence: Occurrence) => State;
  };
}

/** An aggregate: a fold over its own past, and the decisions that this past allows. */
export interface Decider<State, V extends EventSchemas, D extends Decisions<State, EventOf<V>>> extends Fold<State, V> {
  readonly decide: D;
}

export const decider =
  <State, V extends EventSchemas>() =>
  <const D extends Decisions<State, EventOf<V>>>(definition: Decider<State, V, D>): Decider<State, V, D> =>
    definition;

/** A fold that other aggregates may use as a fact. */
export const foldOf = <State, V extends EventSchemas>(definition: Fold<State, V>): Fold<State, V> => definition;

/** A fold whose types are known only where it was defined. */
export type AnyFold = Fold<unknown, EventSchemas>;

/** Folds one recorded event into a state. */
export function evolved(fold: AnyFold, state: unknown, event: FoldedEvent): unknown {
  const evolve = (fold.evolve as Readonly<Record<string, Evolve | undefined>>)[event.type];
  return evolve === undefined ? state : evolve(state, event.data, event);
}

type Evolve = (state: unknown, data: unknown, occurrence: Occurrence) => unknown;
export interface FoldedEvent extends Occurrence {
  readonly type: string;
  readonly data: unknown;
}
