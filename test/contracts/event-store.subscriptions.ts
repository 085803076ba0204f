import { beforeEach, expect, it } from '@jest/globals';
import type { EventStore, StoredEvent } from '../../src/platform/event-store/event-store.js';
import { allAfter, mine, newEvents, newStream } from './event-store.samples.js';

/** What subscriptions of every adapter hold, on the store of the running test and from where its log stood before. */
export function subscribing(current: () => { readonly store: EventStore; readonly start: bigint }): void {
  let store: EventStore;
  let start: bigint;
  beforeEach(() => {
    ({ store, start } = current());
  });

  it.each(['the beginning', 'the middle'])(
    'delivers each event once and in order from %s, while many are appended',
    async (from) => {
      const streams = Array.from({ length: 20 }, newStream);
      await appendTo(streams, 5);
      const before = await allAfter(store, start);
      const after = from === 'the middle' ? before[49]!.position : start;

      const listener = new Listener(store, after);
      await appendTo(streams, 10, 5);
      const expected = await allAfter(store, after);
      await listener.untilSeen(expected.at(-1)!.position);
      await listener.subscription.stop();

      expect(listener.seen).toEqual(expected);
      expect(mine(listener.seen, streams)).toHaveLength(from === 'the middle' ? 250 : 300);
    },
  );

  it('is woken by each append that comes when it has nothing to do', async () => {
    const stream = newStream();
    const listener = new Listener(store, start);
    for (let revision = 0; revision < 50; revision++) {
      const { position } = await store.append(stream, newEvents(1), revision === 0 ? 'new' : revision - 1);
      await listener.untilSeen(position);
    }
    await listener.subscription.stop();
    expect(mine(listener.seen, [stream])).toHaveLength(50);
  });

  it('delivers a batch only when the one before is handled, and at most 1,000 events at once', async () => {
    for (let n = 0; n < 3; n++) await store.append(newStream(), newEvents(700), 'new');
    let running = 0;
    let most = 0;
    const listener = new Listener(store, start, async (events) => {
      running++;
      most = Math.max(most, running);
      expect(events.length).toBeLessThanOrEqual(1_000);
      await store.append(newStream(), newEvents(1), 'new');
      running--;
    });
    await listener.untilSeen((await store.head())!.position);
    await listener.subscription.stop();
    expect(most).toBe(1);
  });

  it('serves several subscribers, each at its own pace', async () => {
    const slow = gate();
    const stream = newStream();
    const held = new Listener(store, start, () => slow.opened);
    const free = new Listener(store, start);
    await store.append(stream, newEvents(1), 'new');
    const { position } = await store.append(stream, newEvents(1), 0);
    await free.untilSeen(position);
    slow.open();
    await held.untilSeen(position);
    await Promise.all([held.subscription.stop(), free.subscription.stop()]);
    expect(held.seen).toEqual(free.seen);
  });

  it('lets the running delivery come to its end when it is stopped, and delivers nothing after', async () => {
    const [entered, released] = [gate(), gate()];
    let finished = false;
    const listener = new Listener(store, start, async () => {
      entered.open();
      await released.opened;
      finished = true;
    });
    const stream = newStream();
    await store.append(stream, newEvents(1), 'new');
    await entered.opened;
    const stopped = listener.subscription.stop();
    await store.append(stream, newEvents(1), 0);
    released.open();
    await stopped;
    expect(finished).toBe(true);
    expect(listener.seen.map(({ revision }) => revision)).toEqual([0]);
    await expect(listener.subscription.ended).resolves.toBeUndefined();
  });

  it('ends with the error of a delivery', async () => {
    let deliveries = 0;
    const subscription = store.subscribe(start, async () => {
      deliveries++;
      throw new Error('cannot be folded');
    });
    const ended = expect(subscription.ended).rejects.toThrow('cannot be folded');
    await store.append(newStream(), newEvents(1), 'new');
    await ended;
    await store.append(newStream(), newEvents(1), 'new');
    await subscription.stop();
    expect(deliveries).toBe(1);
  });

  it('can be stopped before anything comes', async () => {
    const listener = new Listener(store, (await store.head())?.position ?? 0n);
    await listener.subscription.stop();
    await store.append(newStream(), newEvents(1), 'new');
    expect(listener.seen).toEqual([]);
  });

  async function appendTo(streams: readonly string[], times: number, from = 0): Promise<void> {
    await Promise.all(
      streams.map(async (stream) => {
        for (let revision = from; revision < from + times; revision++) {
          await store.append(stream, newEvents(1), revision === 0 ? 'new' : revision - 1);
        }
      }),
    );
  }
}

/** A subscriber that remembers what it saw. */
class Listener {
  readonly seen: StoredEvent[] = [];
  readonly subscription;
  #waiting: { readonly position: bigint; readonly resolve: () => void }[] = [];

  constructor(
    store: EventStore,
    after: bigint,
    handle: (events: readonly StoredEvent[]) => Promise<void> = async () => undefined,
  ) {
    this.subscription = store.subscribe(after, async (events) => {
      await handle(events);
      this.seen.push(...events);
      const position = events.at(-1)!.position;
      for (const waiting of this.#waiting) if (waiting.position <= position) waiting.resolve();
      this.#waiting = this.#waiting.filter((waiting) => waiting.position > position);
    });
  }

  async untilSeen(position: bigint): Promise<void> {
    if ((this.seen.at(-1)?.position ?? -1n) >= position) return;
    await Promise.race([
      new Promise<void>((resolve) => this.#waiting.push({ position, resolve })),
      this.subscription.ended,
    ]);
  }
}

function gate() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return {
    opened: promise,
    open: () => {
      resolve(undefined);
    },
  };
}
