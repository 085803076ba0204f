import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { type EventStore, type NewEvent, WrongExpectedRevision } from '../../src/platform/event-store/event-store.js';
import type { EventStoreUnderTest } from './event-store.contract.js';

/** One append of a script. Few streams, ids and revisions, so that conflicts, retries and retries with other ends are frequent. */
interface ScriptedAppend {
  readonly stream: string;
  readonly ids: readonly string[];
  readonly expected: number | 'new';
}

const scriptedAppend: fc.Arbitrary<ScriptedAppend> = fc.record({
  stream: fc.constantFrom('model.a-1', 'model.a-2'),
  ids: fc.array(fc.constantFrom('i', 'j', 'k'), { minLength: 1, maxLength: 3 }),
  expected: fc.constantFrom<number | 'new'>('new', 'new', 0, 1, 2, 3, 4, 5),
});

/** Rounds of appends that are made at once, some with the store closed and opened before them. */
const script = fc.array(fc.record({ reopen: fc.boolean(), appends: fc.array(scriptedAppend, { maxLength: 8 }) }), {
  maxLength: 8,
});

/** The store answers and holds what a list does. For stores that begin empty. */
export function eventStoreModel(name: string, open: () => Promise<EventStoreUnderTest>): void {
  describe(`${name} as an event store`, () => {
    it('answers any script of appends as a plain list does', async () => {
      await fc.assert(
        fc.asyncProperty(script, async (rounds) => {
          const subject = await open();
          try {
            await play(subject, rounds);
          } finally {
            await subject.dispose();
          }
        }),
        { numRuns: 60 },
      );
    });
  });
}

async function play(
  { store: opened, reopen }: EventStoreUnderTest,
  rounds: readonly { readonly reopen: boolean; readonly appends: readonly ScriptedAppend[] }[],
): Promise<void> {
  const model = new ListModel();
  let store = opened;
  for (const round of rounds) {
    if (round.reopen && reopen !== undefined) store = await reopen();
    const answers = await Promise.all(round.appends.map((append) => answerOf(store, append)));
    const expected = round.appends.map((append) => model.answer(append));
    equal(answers, expected);
    equal(
      (await store.readAll(0n, { limit: 1_000 })).map(({ stream, id, revision }) => ({ stream, id, revision })),
      model.log,
    );
  }
}

class ListModel {
  readonly log: { readonly stream: string; readonly id: string; readonly revision: number }[] = [];

  /** The index in the log of the last event given, or where the stream really is. */
  answer({ stream, ids, expected }: ScriptedAppend): unknown {
    const events = this.log.filter((event) => event.stream === stream);
    const first = expected === 'new' ? 0 : expected + 1;
    if (first === events.length) ids.forEach((id, i) => this.log.push({ stream, id, revision: first + i }));
    const there = this.log.filter((event) => event.stream === stream).slice(first, first + ids.length);
    const known = there.length === ids.length && there.every(({ id }, i) => id === ids[i]);
    if (known) return { revision: first + ids.length - 1, place: this.log.indexOf(there.at(-1)!) };
    return { actual: events.length === 0 ? 'new' : events.length - 1 };
  }
}

async function answerOf(store: EventStore, { stream, ids, expected }: ScriptedAppend): Promise<unknown> {
  const events = ids.map((id): NewEvent => ({ id, type: 'Happened', data: '{}', metadata: '{}' }));
  try {
    const { revision, position } = await store.append(stream, events, expected);
    const before = await store.readAll(0n, { limit: 1_000 });
    return { revision, place: before.findIndex((event) => event.position === position) };
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return { actual: error.actual };
    throw error;
  }
}

function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`The store says ${a}, the model ${b}.`);
}
