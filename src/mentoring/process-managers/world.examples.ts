import type { CommandClass } from '../../kernel/aggregate.js';
import { evolved, type AnyFold, type Fold } from '../../kernel/decider.js';
import type { EventSchemas, RecordedEvent } from '../../kernel/events.js';
import type { Asked, World } from '../../kernel/process-manager.js';

/** A world for the specifications of process managers: it writes down what is asked for, and refuses what it is told to. */

interface Told {
  readonly type: string;
  readonly data: object;
}

/** Command, id and body. */
export type Ask = readonly [command: string, id: string, body: object];

export interface Script {
  /** What stands in the streams when the manager looks; without it, what it was told. */
  readonly present?: readonly Told[];
  /** The code with which a command is refused, if it is. */
  readonly refuse?: (command: string, id: string) => string | undefined;
}

/** What a manager asks for when it is told of these events one by one. */
export async function asks(manager: object, told: readonly Told[], script: Script = {}): Promise<readonly Ask[]> {
  const perEvent = await asksPerEvent(manager, told, script);
  return perEvent.flat();
}

/** The same, apart for each event. */
export async function asksPerEvent(manager: object, told: readonly Told[], { present = told, refuse }: Script = {}) {
  const { state = {}, on } = manager as Manager;
  const states = new Map<string, unknown>();
  const all: Ask[][] = [];
  for (const event of told.map(recorded)) {
    const asked: Ask[] = [];
    const keyed = state[event.type];
    if (keyed !== undefined)
      for (const key of [keyed.key(event)].flat()) states.set(key, keyed.evolve(states.get(key), event));
    await on[event.type]?.(event, {
      state: async (key) => states.get(key),
      fold: async <S, V extends EventSchemas>(fold: Fold<S, V>) =>
        present
          .map(recorded)
          .reduce<unknown>((folded, past) => evolved(fold as unknown as AnyFold, folded, past), fold.initial) as S,
      ask: async <Command extends object>(
        command: CommandClass<Command>,
        id: string,
        body: Command,
      ): Promise<Asked> => {
        asked.push([command.name, id, body]);
        const refused = refuse?.(command.name, id);
        return refused === undefined ? { done: true } : { done: false, refused };
      },
    });
    all.push(asked);
  }
  return all;
}

interface Manager {
  readonly state?: Readonly<
    Record<
      string,
      {
        readonly key: (event: RecordedEvent) => string | readonly string[];
        readonly evolve: (state: unknown, event: RecordedEvent) => unknown;
      }
    >
  >;
  readonly on: Readonly<Record<string, ((event: RecordedEvent, world: World<unknown>) => Promise<void>) | undefined>>;
}

const recorded = (event: Told): RecordedEvent => ({
  id: '',
  stream: '',
  revision: 0,
  position: 1n,
  occurredAt: '2026-03-10T12:00:00.000Z',
  recordedAt: '2026-03-10T12:00:00.000Z',
  actor: { kind: 'system', id: '' },
  commandId: '',
  correlationId: '',
  causationId: '',
  ...event,
});
