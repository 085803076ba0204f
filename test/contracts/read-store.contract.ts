import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Building, type ReadStore, StoreOfAnotherLog } from '../../src/platform/read-store/read-store.js';
import { querying } from './read-store.queries.js';
import { batch, checkpoint, keys, liveWith, SHAPE } from './read-store.samples.js';

export interface ReadStoreUnderTest {
  readonly store: ReadStore;
  /** Closes the store and opens what is stored again. */
  readonly reopen?: () => Promise<ReadStore>;
  readonly dispose: () => Promise<void>;
}

/** What every adapter of the ReadStore port holds. Stores begin empty. */
export function readStoreContract(
  name: string,
  open: () => Promise<ReadStoreUnderTest>,
  { outlivesClose = true }: { readonly outlivesClose?: boolean } = {},
): void {
  const itIfItOutlivesClose = outlivesClose ? it : () => undefined;

  describe(`${name} as a read store`, () => {
    let subject: ReadStoreUnderTest;
    let store: ReadStore;

    beforeEach(async () => {
      subject = await open();
      store = subject.store;
    });
    afterEach(() => subject.dispose());

    describe('documents', () => {
      it('come back as they went in, with their fields in canonical order', async () => {
        const document = { z: 1.5, a: { y: [true, null, 'ä 🦉 \u0000 "'], b: -0.25 }, '10': 1, '9': 2 };
        const documents = await liveWith(store, { 'key/1 ä': document });
        expect(await documents.get('key/1 ä')).toEqual(document);
        expect((await documents.scan())[0]).toEqual({
          key: 'key/1 ä',
          json: '{"10":1,"9":2,"a":{"b":-0.25,"y":[true,null,"ä 🦉 \\u0000 \\""]},"z":1.5}',
        });
      });

      it('are replaced, and taken away, by later batches', async () => {
        const documents = await liveWith(store, { a: { minutes: 1 }, b: { minutes: 2 }, c: { minutes: 3 } });
        await documents.write({
          ...batch(2, { b: { minutes: 20 } }),
          documents: new Map([
            ['b', { minutes: 20 }],
            ['c', undefined],
          ]),
        });
        expect(await documents.getMany(['a', 'b', 'c', 'd'])).toEqual(
          new Map([
            ['a', { minutes: 1 }],
            ['b', { minutes: 20 }],
          ]),
        );
        expect(await documents.get('c')).toBeUndefined();
        expect(await keys(documents, { where: { minutes: { gt: 1 } }, limit: 9 })).toEqual(['b']);
      });

      it('can be gone through page by page in the order of their keys', async () => {
        const documents = await liveWith(
          store,
          Object.fromEntries(['d', 'a', 'c', 'b', 'e'].map((key) => [key, { key }])),
        );
        const first = await documents.scan(undefined, 2);
        const rest = await documents.scan(first.at(-1)!.key, 10);
        expect([...first, ...rest].map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e']);
      });

      it('move together with the checkpoint, or not at all', async () => {
        const documents = await liveWith(store, { a: { minutes: 1 } });
        const poisoned = new Map<string, object>([
          ['a', { minutes: 2 }],
          ['b', { minutes: Number.NaN }],
        ]);
        await expect(documents.write({ documents: poisoned, parked: [], checkpoint: checkpoint(2) })).rejects.toThrow();
        expect(await documents.get('a')).toEqual({ minutes: 1 });
        expect(await documents.checkpoint()).toEqual(checkpoint(1));
        await documents.write(batch(3, { a: { minutes: 3 } }));
        expect(await documents.checkpoint()).toEqual(checkpoint(3));
      });

      it('have a checkpoint that keeps every digit of its position', async () => {
        const documents = await liveWith(store, {});
        const far = { position: 2n ** 62n + 1n, eventId: 'e', recordedDay: '2026-02-03' };
        await documents.write({ documents: new Map(), parked: [], checkpoint: far });
        expect(await documents.checkpoint()).toEqual(far);
      });

      it('have parked keys beside them', async () => {
        const documents = await liveWith(store, {});
        const parked = {
          key: 'k',
          position: 7n,
          eventId: 'e7',
          error: 'no such skill',
          since: '2026-01-02T03:04:05.678Z',
        };
        await documents.write({ ...batch(8, {}), parked: [parked] });
        await documents.write(batch(9, {}));
        expect(await documents.parked()).toEqual([parked]);
      });
    });

    describe('a query', () => {
      querying(() => store);
    });

    describe('a snapshot', () => {
      it('sees one state of documents and checkpoint, whatever is written meanwhile', async () => {
        const documents = await liveWith(store, { a: { minutes: 1 }, b: { minutes: 1 } });
        const seen = await documents.snapshot(async (snapshot) => {
          const first = await snapshot.get('a');
          await documents.write(batch(2, { a: { minutes: 2 }, b: { minutes: 2 }, c: { minutes: 2 } }));
          return [first, await snapshot.get('b'), await snapshot.count(undefined), await snapshot.checkpoint()];
        });
        expect(seen).toEqual([{ minutes: 1 }, { minutes: 1 }, 2, checkpoint(1)]);
        expect(await documents.get('b')).toEqual({ minutes: 2 });
      });

      it('does not hold up writing after it has failed', async () => {
        const documents = await liveWith(store, { a: { minutes: 1 } });
        const failing = documents.snapshot(async () => {
          throw new Error('given up');
        });
        await expect(failing).rejects.toThrow('given up');
        await documents.write(batch(2, { a: { minutes: 2 } }));
        expect(await documents.snapshot((snapshot) => snapshot.get('a'))).toEqual({ minutes: 2 });
      });
    });

    describe('generations', () => {
      it('are not there before they are built, and not read before they go live', async () => {
        expect(await store.live(SHAPE)).toBeUndefined();
        const building = await store.building(SHAPE);
        await building.write(batch(1, { a: { minutes: 1 } }));
        expect(await store.live(SHAPE)).toBeUndefined();
        const live = await building.goLive('2026-01-01T00:00:00.000Z');
        expect(await live.get('a')).toEqual({ minutes: 1 });
        expect(await (await store.live(SHAPE))?.get('a')).toEqual({ minutes: 1 });
      });

      it('continue to be built by whoever asks for them again', async () => {
        await (await store.building(SHAPE)).write(batch(5, { a: { minutes: 1 } }));
        const again = await store.building(SHAPE);
        expect(await again.checkpoint()).toEqual(checkpoint(5));
      });

      it('of the same version are built anew beside the live one, and switched', async () => {
        const old = await liveWith(store, { a: { minutes: 1 }, gone: { minutes: 1 } });
        const building = await store.building(SHAPE);
        expect(await building.checkpoint()).toBeUndefined();
        await building.write(batch(9, { a: { minutes: 9 } }));
        expect(await (await store.live(SHAPE))?.get('a')).toEqual({ minutes: 1 });
        await building.goLive('2026-02-01T00:00:00.000Z');
        const live = await store.live(SHAPE);
        expect(await live?.get('a')).toEqual({ minutes: 9 });
        expect(await live?.get('gone')).toBeUndefined();
        expect(await old.get('gone')).toEqual({ minutes: 1 });
        expect(await store.generations()).toEqual([
          { name: 'partners', version: 1, generation: 1, state: 'superseded', since: '2026-02-01T00:00:00.000Z' },
          { name: 'partners', version: 1, generation: 2, state: 'live', since: '2026-02-01T00:00:00.000Z' },
        ]);
      });

      it('of an older version go on being read until they are dropped', async () => {
        const old = await liveWith(store, { a: { minutes: 1 } });
        await liveWith(store, { a: { hours: 2 } }, { ...SHAPE, version: 2, indexes: [] });
        expect(await (await store.live(SHAPE))?.get('a')).toEqual({ minutes: 1 });
        expect(await (await store.live({ ...SHAPE, version: 2, indexes: [] }))?.get('a')).toEqual({ hours: 2 });

        await old.close();
        await store.dropSuperseded('2026-01-01T00:00:00.000Z');
        expect(await store.generations()).toHaveLength(2);
        await store.dropSuperseded('2026-01-01T00:00:00.001Z');
        expect(await store.live(SHAPE)).toBeUndefined();
        expect((await store.generations()).map(({ version, state }) => [version, state])).toEqual([[2, 'live']]);
      });

      it('of one read model say nothing about another', async () => {
        await liveWith(store, { a: { minutes: 1 } });
        const other = { name: 'people', version: 1, indexes: [] };
        expect(await store.live(other)).toBeUndefined();
        await liveWith(store, { a: { minutes: 2 } }, other);
        expect(await (await store.live(SHAPE))?.get('a')).toEqual({ minutes: 1 });
        expect((await store.generations()).every(({ state }) => state === 'live')).toBe(true);
      });

      itIfItOutlivesClose('are live with everything in them after the store was closed and opened', async () => {
        const documents = await liveWith(store, { a: { minutes: 1 } });
        await documents.write(batch(2, { b: { minutes: 2 } }));
        const reopened = await subject.reopen!();
        const live = await reopened.live(SHAPE);
        expect(await live!.checkpoint()).toEqual(checkpoint(2));
        expect(await keys(live!, { where: { minutes: { gte: 1 } }, limit: 5 })).toEqual(['a', 'b']);
      });

      itIfItOutlivesClose(
        'that were being built are at a checkpoint they really have after the store was opened again',
        async () => {
          await (await store.building(SHAPE)).write(batch(5, { a: { minutes: 1 } }));
          const reopened = await subject.reopen!();
          const building: Building = await reopened.building(SHAPE);
          const has = (await building.get('a')) !== undefined;
          expect(await building.checkpoint()).toEqual(has ? checkpoint(5) : undefined);
        },
      );
    });

    describe('the log it belongs to', () => {
      it('is remembered, and another refused', async () => {
        await store.bind('log-1');
        await store.bind('log-1');
        await expect(store.bind('log-2')).rejects.toThrow(StoreOfAnotherLog);
        await expect(store.bind('log-2')).rejects.toThrow('log-1');
      });

      itIfItOutlivesClose('is remembered after the store was closed and opened', async () => {
        await store.bind('log-1');
        await expect((await subject.reopen!()).bind('log-2')).rejects.toThrow(StoreOfAnotherLog);
      });
    });
  });
}
