import type { ActorKind, Scope } from './actor.js';
import type { AnyFold, Decider, Decisions, Fold } from './decider.js';
import type { EventOf, EventSchemas } from './events.js';

/** A class whose instances are commands: its name is the command's, its decorated fields are the body. */
export type CommandClass<Command = object> = new () => Command;

/** A stream whose fold a command wants to know. */
export interface FactSource<State = unknown> {
  readonly fold: AnyFold;
  readonly id: string;
  /** In the type only. */
  readonly '~state'?: State;
}

export const factOf = <State, V extends EventSchemas>(fold: Fold<State, V>, id: string): FactSource<State> => ({
  fold: fold as unknown as AnyFold,
  id,
});

/** What is said of a command beside its decision. */
export interface CommandDefinition<State, Command = never> {
  readonly command: CommandClass<Command>;
  /** In which parts it may be asked for; an empty list: by the system only, without a route. */
  readonly may: readonly ActorKind[];
  /** It has a controller of its own: none is made for it. */
  readonly ownRoute?: true;
  /** `POST` to the collection: the id comes from the command (or, without a function, from the command's id). */
  readonly creates?: true | ((command: Command) => string);
  /** Folds of other streams that the decision wants to know. */
  readonly facts?: (command: Command, state: State, id: string) => Readonly<Record<string, FactSource>>;
  /** What it touches, for deciding who may; asked when state and facts are there. */
  readonly scope?: (command: Command, state: State, facts: never, id: string) => Scope;
  /** Personal fields that the decision compares with what stands. */
  readonly compares?: (command: Command, id: string) => { readonly of: string; readonly fields: object };
  /** One sentence for the API's documentation. */
  readonly summary: string;
}

/** An aggregate as the rest of the house sees it: where its streams are, what can be asked, who may. */
export interface Aggregate {
  /** The collection in the routes: `/api/{collection}`. */
  readonly collection: string;
  /** Routes without an id address this one stream. */
  readonly singleton?: () => string;
  readonly decider: Decider<never, EventSchemas, Decisions<never, never>>;
  readonly commands: readonly CommandDefinition<unknown>[];
}

/** Functions that take a command say its class: `scope: ({ programId }: JoinProgram) => …`. */
export function aggregate<
  State,
  V extends EventSchemas,
  D extends Decisions<State, EventOf<V>>,
  Commands extends readonly object[],
>(definition: {
  readonly collection: string;
  readonly singleton?: () => string;
  readonly decider: Decider<State, V, D>;
  readonly commands: readonly [...{ [N in keyof Commands]: CommandDefinition<State, Commands[N]> }];
}): Aggregate {
  return definition as unknown as Aggregate;
}

/** The decision that a command class asks for: LogExchange → logExchange. */
export const decisionName = (command: CommandClass): string =>
  command.name.charAt(0).toLowerCase() + command.name.slice(1);

/** The last part of a command's route: LogExchange → log-exchange. */
export const routeName = (command: CommandClass): string =>
  command.name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
