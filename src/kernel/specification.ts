import { expect } from '@jest/globals';
import type { Actor } from './actor.js';
import { evolved, type AnyFold, type Context, type Decider, type Decisions } from './decider.js';
import type { EventOf, EventSchemas } from './events.js';
import { Refusal } from './refusal.js';

type Given = Partial<Context> & { readonly actor?: Actor };

/** given(past).when(decision, command).then(events): a rule of an aggregate, written as a sentence. */
export function specificationOf<State, V extends EventSchemas, D extends Decisions<State, EventOf<V>>>(
  aggregate: Decider<State, V, D>,
  context: Context,
) {
  const given = (...past: readonly EventOf<V>[]) => ({
    when: <Name extends keyof D>(decision: Name, command: Parameters<D[Name]>[1], other: Given = {}) => {
      const state = past.reduce<unknown>(
        (folded, event) =>
          evolved(aggregate as unknown as AnyFold, folded, {
            ...(event as { type: string; data: unknown }),
            occurredAt: (event as { occurredAt?: string }).occurredAt ?? context.now,
            actor: context.actor,
          }),
        aggregate.initial,
      );
      const decide = aggregate.decide[decision] as unknown as (...args: unknown[]) => readonly EventOf<V>[];
      const act = () => decide(state, command, { ...context, ...other });
      return {
        then: (...events: readonly EventOf<V>[]) => {
          expect(act()).toEqual(events);
        },
        thenNothingHappens: () => {
          expect(act()).toEqual([]);
        },
        thenRefused: (code: string) => {
          expect(act).toThrow(Refusal);
          expect(act).toThrow(expect.objectContaining({ code }));
        },
      };
    },
  });
  return { given };
}
