import type { CommandClass } from './aggregate.js';
import type { Fold } from './decider.js';
import type { EventSchemas, RecordedOf } from './events.js';

/** When this happened, ask for that. State is keyed, and committed together with the checkpoint. */
export interface ProcessManager<State = never, V extends EventSchemas = never> {
  readonly name: string;
  /** A raised version folds its state anew, silently, up to the old checkpoint. */
  readonly version: number;
  readonly startsAt: 'beginning' | 'head';
  readonly events: readonly V[];
  /** The keyed state, for what cannot be read from the stream of the event. */
  readonly state?: {
    readonly [Name in RecordedOf<V>['type']]?: {
      readonly key: (event: Extract<RecordedOf<V>, { type: Name }>) => string | readonly string[];
      readonly evolve: (state: State | undefined, event: Extract<RecordedOf<V>, { type: Name }>) => State | undefined;
    };
  };
  /** What is asked for. Must bear being repeated: every command's id derives from the event and the step. */
  readonly on: {
    readonly [Name in RecordedOf<V>['type']]?: (
      event: Extract<RecordedOf<V>, { type: Name }>,
      world: World<State>,
    ) => Promise<void>;
  };
}

export interface World<State = never> {
  /** The manager's own state at a key, as of this event. */
  state(key: string): Promise<State | undefined>;
  /** The present fold of a stream. */
  fold<S, W extends EventSchemas>(fold: Fold<S, W>, id: string): Promise<S>;
  /** Asks for a command. `step` tells commands that answer one event apart. Conflicts and unavailable stores are tried again. */
  ask<Command extends object>(command: CommandClass<Command>, id: string, body: Command, step?: string): Promise<Asked>;
}

export type Asked = { readonly done: true } | { readonly done: false; readonly refused: string };

export const processManager = <State, V extends EventSchemas>(
  definition: ProcessManager<State, V>,
): ProcessManager<State, V> => definition;
