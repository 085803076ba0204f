import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  type EventStore,
  EventsTooLarge,
  type NewEvent,
  WrongExpectedRevision,
} from '../../src/platform/event-store/event-store.js';
import { allAfter, given, mine, newEvents, newStream } from './event-store.samples.js';
import { subscribing } from './event-store.subscriptions.js';

export interface EventStoreUnderTest {
  readonly store: EventStore;
  /** Closes the store and opens what is stored again. */
  readonly reopen?: () => Promise<EventStore>;
  readonly dispose: () => Promise<void>;
}

/** What every adapter of the EventStore port holds. Logs may hold other people's events: only streams of this run are looked at. */
export function eventStoreContract(
  name: string,
  open: () => Promise<EventStoreUnderTest>,
  { outlivesClose = true }: { readonly outlivesClose?: boolean } = {},
): void {
  const itIfItOutlivesClose = outlivesClose ? it : () => undefined;

  describe(`${name} as an event store`, () => {
    let subject: EventStoreUnderTest;
    let store: EventStore;
    /** Where the log stood before the test. */
    let start: bigint;

    beforeEach(async () => {
      subject = await open();
      store = subject.store;
      start = (await store.head())?.position ?? 0n;
    });
    afterEach(() => subject.dispose());

    describe('appending', () => {
      it('answers with revision and position of the last event, and stores what was given', async () => {
        const stream = newStream();
        const events = newEvents(3);
        const appended = await store.append(stream, events, 'new');

        const stored = await store.read(stream);
        expect(appended).toEqual({ revision: 2, position: stored[2]!.position });
        expect(stored.map(given)).toEqual(events);
        expect(stored.map(({ stream, revision }) => [stream, revision])).toEqual([0, 1, 2].map((r) => [stream, r]));
      });

      it('refuses any revision but the last one of the stream, and then stores nothing', async () => {
        const stream = newStream();
        await store.append(stream, newEvents(2), 'new');
        const rejected = async (expected: number | 'new') =>
          store.append(stream, newEvents(1), expected).catch((error: unknown) => error);

        for (const expected of ['new', 0, 2, 7] as const) {
          const error = await rejected(expected);
          expect(error).toBeInstanceOf(WrongExpectedRevision);
          expect(error).toMatchObject({ stream, expected, actual: 1 });
        }
        expect(await store.read(stream)).toHaveLength(2);
      });

      it('says that a stream is new which was expected at a revision', async () => {
        const stream = newStream();
        const error = await store.append(stream, newEvents(1), 0).catch((e: unknown) => e);
        expect(error).toMatchObject({ name: 'WrongExpectedRevision', stream, expected: 0, actual: 'new' });
        expect(await store.read(stream)).toEqual([]);
      });

      it('lets exactly one of many writers win who expect the same revision', async () => {
        const stream = newStream();
        await store.append(stream, newEvents(1), 'new');
        const attempts = Array.from({ length: 30 }, () => newEvents(2));
        const outcomes = await Promise.allSettled(attempts.map((events) => store.append(stream, events, 0)));

        const winners = attempts.filter((_, i) => outcomes[i]!.status === 'fulfilled');
        expect(winners).toHaveLength(1);
        expect((await store.read(stream)).slice(1).map(given)).toEqual(winners[0]);
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ expected: 0, actual: 2 });
        }
      });

      it('lets a conflict fail alone among appends that are made at once', async () => {
        const [conflicting, ...others] = Array.from({ length: 20 }, newStream);
        await store.append(conflicting!, newEvents(1), 'new');
        const [conflict, ...rest] = await Promise.allSettled(
          [conflicting!, ...others].map((stream) => store.append(stream, newEvents(1), 'new')),
        );
        expect(conflict!.status).toBe('rejected');
        expect(rest.every(({ status }) => status === 'fulfilled')).toBe(true);
        for (const stream of others) expect(await store.read(stream)).toHaveLength(1);
      });

      it('lets an append build on one that is still under way', async () => {
        const stream = newStream();
        const [first, second] = await Promise.all([
          store.append(stream, newEvents(2), 'new'),
          store.append(stream, newEvents(1), 1),
        ]);
        expect([first.revision, second.revision]).toEqual([1, 2]);
        expect(second.position).toBeGreaterThan(first.position);
      });

      it('keeps every character of names and texts', async () => {
        const stream = `${newStream()}-Zoë 日本 🦉`;
        const text = JSON.stringify({ text: 'a\u0000b "\\" 🦉 e\u0301 \u2028 ﷽' });
        const event = { id: randomUUID(), type: 'Gelöscht', data: text, metadata: text };
        await store.append(stream, [event], 'new');
        expect((await store.read(stream)).map(given)).toEqual([event]);
      });

      it('refuses more than 1,048,576 bytes with their number, and stores nothing', async () => {
        const stream = newStream();
        // Two bytes a character: the limit is one of bytes.
        const large = { ...newEvents(1)[0]!, data: JSON.stringify('é'.repeat(530_000)) };
        const error = await store.append(stream, [large], 'new').catch((e: unknown) => e);
        expect(error).toBeInstanceOf(EventsTooLarge);
        expect((error as EventsTooLarge).bytes).toBeGreaterThan(1_060_000);
        expect(await store.read(stream)).toEqual([]);
      });

      it('takes an append of nearly 1,048,576 bytes', async () => {
        const stream = newStream();
        const large = { ...newEvents(1)[0]!, data: JSON.stringify('x'.repeat(1_040_000)) };
        await store.append(stream, [large], 'new');
        expect((await store.read(stream)).map(given)).toEqual([large]);
      });

      it('refuses an append without events', async () => {
        await expect(store.append(newStream(), [], 'new')).rejects.toThrow(RangeError);
      });

      it.each([-1, 0.5, Number.NaN])('refuses %p as an expected revision', async (expected) => {
        await expect(store.append(newStream(), newEvents(1), expected)).rejects.toThrow(RangeError);
      });
    });

    describe('appending the same again', () => {
      it('answers with the original revision and position, however much came after', async () => {
        const stream = newStream();
        const first = newEvents(1);
        const second = newEvents(3);
        const original = [await store.append(stream, first, 'new'), await store.append(stream, second, 0)];
        await store.append(stream, newEvents(4), 3);

        expect(await store.append(stream, first, 'new')).toEqual(original[0]);
        expect(await store.append(stream, second, 0)).toEqual(original[1]);
        expect(await store.read(stream)).toHaveLength(8);
      });

      it('answers a prefix of the original with where that prefix ends', async () => {
        const stream = newStream();
        const events = newEvents(3);
        await store.append(stream, events, 'new');
        const [, middle] = await store.read(stream);
        expect(await store.append(stream, events.slice(0, 2), 'new')).toEqual({
          revision: 1,
          position: middle!.position,
        });
      });

      it('refuses the original with one event more, and stores nothing', async () => {
        const stream = newStream();
        const events = newEvents(2);
        await store.append(stream, events, 'new');
        await expect(store.append(stream, [...events, ...newEvents(1)], 'new')).rejects.toThrow(WrongExpectedRevision);
        expect(await store.read(stream)).toHaveLength(2);
      });

      it('refuses the original at another revision, and in another order', async () => {
        const stream = newStream();
        const [a, b] = newEvents(2) as [NewEvent, NewEvent];
        await store.append(stream, [a, b], 'new');
        await store.append(stream, newEvents(1), 1);
        await expect(store.append(stream, [a, b], 0)).rejects.toThrow(WrongExpectedRevision);
        await expect(store.append(stream, [b, a], 'new')).rejects.toThrow(WrongExpectedRevision);
      });

      it('stores once what is sent many times at once', async () => {
        const stream = newStream();
        const events = newEvents(2);
        const answers = await Promise.all(Array.from({ length: 20 }, () => store.append(stream, events, 'new')));
        const [, last] = await store.read(stream);
        expect(answers).toEqual(answers.map(() => ({ revision: 1, position: last!.position })));
        expect(await store.read(stream)).toHaveLength(2);
      });

      itIfItOutlivesClose('answers with the original after the store was closed and opened again', async () => {
        const stream = newStream();
        const events = newEvents(2);
        const original = await store.append(stream, events, 'new');
        await store.append(stream, newEvents(1), 1);
        const reopened = await subject.reopen!();
        expect(await reopened.append(stream, events, 'new')).toEqual(original);
        expect(await reopened.read(stream)).toHaveLength(3);
      });
    });

    describe('reading', () => {
      it('gives the events of one stream from a revision on', async () => {
        const [stream, other] = [newStream(), newStream()];
        const events = newEvents(4);
        await store.append(other, newEvents(3), 'new');
        await store.append(stream, events, 'new');
        expect((await store.read(stream, 2)).map(given)).toEqual(events.slice(2));
        expect(await store.read(stream, 4)).toEqual([]);
        expect(await store.read(newStream())).toEqual([]);
      });

      it('gives all streams in one order of growing positions, in which each stream keeps its own', async () => {
        const streams = Array.from({ length: 10 }, newStream);
        await Promise.all(
          streams.map(async (stream) => {
            for (let revision = 0; revision < 10; revision++) {
              await store.append(stream, newEvents(1), revision === 0 ? 'new' : revision - 1);
            }
          }),
        );
        const all = mine(await allAfter(store, start, 7), streams);
        expect(all).toHaveLength(100);
        expectGrowing(all.map(({ position }) => position));
        for (const stream of streams) {
          expect(all.filter((event) => event.stream === stream)).toEqual(await store.read(stream));
        }
      });

      it('gives less than the limit only at the end of the log', async () => {
        await store.append(newStream(), newEvents(5), 'new');
        const two = await store.readAll(start, { limit: 2 });
        expect(two).toHaveLength(2);
        expect(await store.readAll(two[1]!.position, { limit: 3 })).toHaveLength(3);
        const head = await store.head();
        expect(await store.readAll(head!.position, { limit: 3 })).toEqual([]);
      });

      it('gives the event at a position, and none where none stands', async () => {
        const stream = newStream();
        await store.append(stream, newEvents(2), 'new');
        const [first, last] = await store.read(stream);
        expect(await store.at(first!.position)).toEqual(first);
        expect(await store.at(last!.position + 1n)).toBeUndefined();
      });

      it('gives the last event of the log as its head', async () => {
        const stream = newStream();
        await store.append(stream, newEvents(2), 'new');
        expect(await store.head()).toEqual((await store.read(stream))[1]);
      });

      itIfItOutlivesClose('finds everything again after the store was closed and opened', async () => {
        const stream = newStream();
        await store.append(stream, newEvents(3), 'new');
        const before = await store.readAll(0n, { limit: 1_000 });
        const reopened = await subject.reopen!();
        expect(await reopened.readAll(0n, { limit: 1_000 })).toEqual(before);
        const appended = await reopened.append(stream, newEvents(1), 2);
        expect(appended.position).toBeGreaterThan(before.at(-1)!.position);
      });
    });

    describe('subscribing', () => {
      subscribing(() => ({ store, start }));
    });
  });
}

function expectGrowing(positions: readonly bigint[]): void {
  positions.slice(1).forEach((position, i) => {
    expect(position).toBeGreaterThan(positions[i]!);
  });
}
