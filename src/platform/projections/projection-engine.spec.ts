import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freshId } from '../../kernel/ids.js';
import { readModel, type AnyReadModel } from '../../kernel/read-model.js';
import { tillEvents } from '../command-handling/till.examples.js';
import { codec } from '../event-store/codec.js';
import { eventTypes } from '../event-store/event-types.js';
import { StoreUnavailable, type EventStore } from '../event-store/event-store.js';
import { openSqliteEventStore } from '../event-store/sqlite-event-store.js';
import type { Sealer } from '../privacy/sealing.js';
import type { ReadStore } from '../read-store/read-store.js';
import { openSqliteReadStore } from '../read-store/sqlite-read-store.js';
import { foldDocuments } from './fold-documents.js';
import { ProjectionEngine, ReadModelNotLive } from './projection-engine.js';

interface TillDocument {
  readonly tillId: string;
  readonly coins: number;
  readonly days: readonly string[];
}

const tills = (version = 1, broken = '', worth = 1) =>
  readModel<TillDocument, typeof tillEvents>({
    name: 'tills',
    version,
    events: [tillEvents],
    indexes: [['coins']],
    initial: (tillId) => ({ tillId, coins: 0, days: [] }),
    on: {
      CoinsPutIn: {
        key: ({ data }) => data.tillId,
        evolve: (till, { data, recordedDay }) => {
          if (data.tillId === broken) throw new Error('these coins do not fit');
          return { ...till, coins: till.coins + worth * data.coins, days: [...till.days, recordedDay] };
        },
      },
    },
  }) as unknown as AnyReadModel;

const clock = { now: () => '2026-03-01T09:00:00.000Z' };
const coding = codec(eventTypes([tillEvents]), {} as Sealer);
let store: EventStore;
let readStore: ReadStore;
let engines: ProjectionEngine[];

const engineOf = async (...models: AnyReadModel[]) => {
  const engine = new ProjectionEngine({ store, readStore, codec: coding, models, clock });
  engines.push(engine);
  await engine.start();
  return engine;
};
const stop = async (engine: ProjectionEngine) => {
  engines = engines.filter((one) => one !== engine);
  await engine.stop();
};

/** The same object but for some methods. */
const but = <T extends object>(whole: T, other: Partial<T>): T =>
  new Proxy(whole, {
    get: (target, name) => {
      const member: unknown = Reflect.get(name in other ? other : target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });

const revisions = new Map<string, number>();
async function append(
  till: string,
  type: string,
  data: object,
  recordedAt = '2026-03-01T08:00:00.000Z',
  schemaVersion = 1,
) {
  const before = revisions.get(till);
  const metadata = JSON.stringify({
    $causationId: '',
    $correlationId: '',
    actor: { kind: 'system', id: '' },
    commandId: freshId(),
    occurredAt: recordedAt,
    recordedAt,
    schemaVersion,
  });
  const event = { id: freshId(), type, data: JSON.stringify({ tillId: till, ...data }), metadata };
  const { position } = await store.append(`till-${till}`, [event], before ?? 'new');
  revisions.set(till, (before ?? -1) + 1);
  return position;
}
const putIn = (till: string, coins: number, recordedAt?: string) => append(till, 'CoinsPutIn', { coins }, recordedAt);

beforeEach(() => {
  store = openSqliteEventStore(':memory:');
  readStore = openSqliteReadStore(':memory:');
  engines = [];
  revisions.clear();
});
afterEach(async () => {
  for (const engine of engines) await engine.stop();
});

describe('a read model', () => {
  it('catches up with what was there, then follows what comes', async () => {
    await putIn('a', 1);
    await putIn('b', 2);
    const engine = await engineOf(tills());
    const position = await putIn('a', 3);
    await engine.whenAllApplied(position);
    expect(await engine.documents('tills').get('a')).toMatchObject({ coins: 4 });
    expect(await engine.documents('tills').get('b')).toMatchObject({ coins: 2 });
  });

  it('is live on an empty log', async () => {
    const engine = await engineOf(tills());
    await engine.whenAllApplied(0n);
    expect(await engine.documents('tills').get('a')).toBeUndefined();
  });

  it('goes on after a restart where it stood, and folds nothing twice', async () => {
    const first = await engineOf(tills());
    await first.whenAllApplied(await putIn('a', 1));
    await stop(first);
    await putIn('a', 2);
    const second = await engineOf(tills());
    await second.whenAllApplied(await putIn('a', 3));
    expect(await second.documents('tills').get('a')).toMatchObject({ coins: 6 });
  });

  it('is, folded anew, byte for byte the same', async () => {
    const engine = await engineOf(tills());
    for (let n = 0; n < 50; n++) await putIn(`till ${n % 7}`, n);
    const head = (await store.head())!.position;
    await engine.whenAllApplied(head);
    const live = await engine.documents('tills').scan();
    readStore = openSqliteReadStore(':memory:');
    const anew = await engineOf(tills());
    await anew.whenAllApplied(head);
    expect(await anew.documents('tills').scan()).toEqual(live);
    const inMemory = await foldDocuments(store, coding, tills(), head);
    expect([...inMemory.keys()].sort()).toEqual(live.map(({ key }) => key));
  });

  it('sees recorded days grow only, whatever the clocks of the nodes say', async () => {
    const engine = await engineOf(tills());
    await putIn('a', 1, '2026-03-01T23:00:00.000Z');
    await putIn('a', 1, '2026-03-02T01:00:00.000Z');
    await engine.whenAllApplied(await putIn('a', 1, '2026-03-01T23:30:00.000Z'));
    expect(await engine.documents('tills').get('a')).toMatchObject({
      days: ['2026-03-01', '2026-03-02', '2026-03-02'],
    });
  });

  it('of a raised version is built anew beside the old, and then read', async () => {
    const first = await engineOf(tills(1));
    await first.whenAllApplied(await putIn('a', 1));
    await stop(first);
    const second = await engineOf(tills(2));
    await second.whenAllApplied(1n);
    expect(await second.documents('tills').get('a')).toMatchObject({ coins: 1 });
    const generations = (await readStore.generations()).map(({ version, state }) => ({ version, state }));
    expect(generations).toEqual(
      expect.arrayContaining([
        { version: 1, state: 'superseded' },
        { version: 2, state: 'live' },
      ]),
    );
  });

  it('whose checkpoint the log does not know has failed, and says what to do', async () => {
    const first = await engineOf(tills());
    await first.whenAllApplied(await putIn('a', 1));
    await stop(first);
    store = openSqliteEventStore(':memory:');
    revisions.clear();
    await putIn('z', 9);
    const second = await engineOf(tills());
    expect(await second.status()).toMatchObject([{ state: 'failed', error: expect.stringContaining('Rebuild') }]);
    expect(() => second.documents('tills')).toThrow(ReadModelNotLive);
  });

  it('that meets an event of a newer version has failed, with the event named', async () => {
    const engine = await engineOf(tills());
    await append('a', 'CoinsPutIn', { coins: 1 }, undefined, 2);
    await expect(engine.whenAllApplied(1n)).rejects.toThrow(/CoinsPutIn .* newer than 1/);
  });

  it('does not mind events of types that it does not list', async () => {
    const engine = await engineOf(tills());
    await append('a', 'SomethingOfStrangers', {});
    await engine.whenAllApplied(await putIn('a', 1));
    expect(await engine.documents('tills').get('a')).toMatchObject({ coins: 1 });
  });

  it('does not say that it is where its documents are not: a write that failed is made up for', async () => {
    const first = await engineOf(tills());
    await first.whenAllApplied(await putIn('a', 1));
    await stop(first);
    const whole = readStore;
    let failures = 1;
    readStore = but(whole, {
      live: async (shape) => {
        const documents = await whole.live(shape);
        if (documents === undefined) return undefined;
        const write: typeof documents.write = (batch) =>
          failures-- > 0 ? Promise.reject(new StoreUnavailable('the disk is full')) : documents.write(batch);
        return but(documents, { write });
      },
    });
    const engine = await engineOf(tills());
    const position = await putIn('a', 2);
    expect(await engine.whenApplied('tills', position, 50)).toBe(false);
    expect(await engine.whenApplied('tills', position, 5_000)).toBe(true);
    expect(await engine.documents('tills').get('a')).toMatchObject({ coins: 3 });
  });

  it('has failed, and says so, when no store takes a document of it', async () => {
    const first = await engineOf(tills());
    await first.whenAllApplied(await putIn('a', 1));
    await stop(first);
    const engine = await engineOf(tills(1, '', Number.NaN));
    await putIn('a', 2);
    await expect(engine.whenAllApplied(2n)).rejects.toThrow(/The read model tills has failed/);
  });

  it('tells who waits in vain that it was not in time', async () => {
    const engine = await engineOf(tills());
    expect(await engine.whenApplied('tills', 10n, 20)).toBe(false);
  });
});

describe('an event that cannot be folded', () => {
  it('parks its own key and nothing else, and the parking outlives a restart', async () => {
    const model = tills(1, 'broken');
    const first = await engineOf(model);
    await putIn('a', 1);
    await putIn('broken', 1);
    await putIn('broken', 2);
    await first.whenAllApplied(await putIn('a', 2));
    const parked = [{ key: 'broken', position: 2n, error: 'these coins do not fit' }];
    expect((await first.status())[0]).toMatchObject({ state: 'live', parked });
    expect(await first.documents('tills').get('a')).toMatchObject({ coins: 3 });
    await stop(first);

    const mended = await engineOf(tills());
    await mended.whenAllApplied(await putIn('broken', 4));
    expect((await mended.status())[0]).toMatchObject({ parked });
    expect(await mended.documents('tills').get('broken')).toBeUndefined(); // left alone from there on
  });
});
