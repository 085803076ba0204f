import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { derivedId, freshId } from '../../kernel/ids.js';
import { processManager, type World } from '../../kernel/process-manager.js';
import { bodyDigests } from '../command-handling/body-digest.js';
import { CommandProcessor } from '../command-handling/command-processor.js';
import { streamStates } from '../command-handling/stream-states.js';
import { OpenTill, PutIn, till, tillAggregate, tillEvents } from '../command-handling/till.examples.js';
import { codec } from '../event-store/codec.js';
import { eventTypes } from '../event-store/event-types.js';
import { StoreUnavailable, type EventStore } from '../event-store/event-store.js';
import { openSqliteEventStore } from '../event-store/sqlite-event-store.js';
import { openSqliteKeyStore } from '../key-store/sqlite-key-store.js';
import type { OperationsStore } from '../operations/operations-store.js';
import { openSqliteOperationsStore } from '../operations/sqlite-operations-store.js';
import { sealer } from '../privacy/sealing.js';
import { ProcessManagers, type AnyProcessManager } from './process-managers.js';

const by = { actor: { kind: 'system', id: derivedId('test') } } as const;
const NEXT = 'next-till';

interface Seen {
  readonly times: number;
}

/** Puts a coin into every till that is opened; when coins are put in, opens the next till, once. */
const manager = (more: Partial<{ version: number; startsAt: 'beginning' | 'head'; fail: string }> = {}) =>
  processManager<Seen, typeof tillEvents>({
    name: 'coin-giver',
    version: more.version ?? 1,
    startsAt: more.startsAt ?? 'beginning',
    events: [tillEvents],
    state: {
      TillOpened: { key: () => 'tills', evolve: (seen) => ({ times: (seen?.times ?? 0) + 1 }) },
    },
    on: {
      async TillOpened({ data: { tillId } }, world: World<Seen>) {
        if (tillId === more.fail) throw new Error('no coin for this one');
        await world.ask(PutIn, tillId, { coins: 1 });
      },
      async CoinsPutIn(_, world) {
        await world.ask(OpenTill, NEXT, {});
      },
    },
  }) as unknown as AnyProcessManager;

let store: EventStore;
let operations: OperationsStore;
let processor: CommandProcessor;
let running: ProcessManagers[];
let steps: string[];

const parts = () => {
  const keys = openSqliteKeyStore(':memory:', randomBytes(32));
  const sealing = sealer(keys);
  const coding = codec(eventTypes([tillEvents]), sealing);
  const states = streamStates(store, coding, 100);
  const clock = { now: () => new Date().toISOString() };
  processor = new CommandProcessor({
    aggregates: [tillAggregate],
    store,
    states,
    codec: coding,
    sealer: sealing,
    digests: bodyDigests(keys),
    clock,
  });
  const failpoint = (step: string) => {
    steps.push(step);
  };
  return { store, codec: coding, operations, processor, states, clock, failpoint };
};
async function start(definition = manager()): Promise<ProcessManagers> {
  const managers = new ProcessManagers([definition], parts());
  running.push(managers);
  await managers.start();
  return managers;
}
const openTill = (id = freshId()) => processor.execute({ command: OpenTill, id, body: {}, commandId: freshId(), by });
const coinsIn = async (id: string) =>
  (await store.read(`till-${id}`)).filter(({ type }) => type === 'CoinsPutIn').length;

beforeEach(() => {
  store = openSqliteEventStore(':memory:');
  operations = openSqliteOperationsStore(':memory:');
  running = [];
  steps = [];
});
afterEach(async () => {
  for (const managers of running) await managers.stop();
});

describe('a process manager', () => {
  it('asks for what follows, and settled says up to where that is', async () => {
    const managers = await start();
    const { id, position } = await openTill();
    const settled = await managers.settled(position, 5_000);
    expect(await coinsIn(id)).toBe(1);
    expect(await coinsIn(NEXT)).toBe(1); // the consequence of the consequence
    expect(settled).toBe((await store.head())?.position);
  });

  it('that is started again answers nothing twice', async () => {
    const first = await start();
    const { id, position } = await openTill();
    const settled = await first.settled(position, 5_000);
    await first.stop();
    const second = await start();
    expect(await second.settled(position, 5_000)).toBe(settled);
    expect(await coinsIn(id)).toBe(1);
    expect((await store.head())?.position).toBe(settled);
  });

  it('that lost its checkpoint answers everything again, and nothing happens twice', async () => {
    const first = await start();
    const { id, position } = await openTill();
    await first.settled(position, 5_000);
    await first.stop();
    const head = (await store.head())?.position;
    operations = openSqliteOperationsStore(':memory:');
    const second = await start();
    await second.settled(head!, 5_000);
    expect(steps.filter((step) => step === 'ask-PutIn')).toHaveLength(4);
    expect(await coinsIn(id)).toBe(1);
    expect((await store.head())?.position).toBe(head);
  });

  it('that begins at the head leaves alone what was before', async () => {
    parts();
    const { id } = await openTill();
    const managers = await start(manager({ startsAt: 'head' }));
    const later = await openTill();
    await managers.settled(later.position, 5_000);
    expect(await coinsIn(id)).toBe(0);
    expect(await coinsIn(later.id)).toBe(1);
  });

  it('of a raised version folds its state anew and asks for nothing', async () => {
    const first = await start();
    const { position } = await openTill();
    await first.settled(position, 5_000);
    await first.stop();
    steps = [];
    const second = await start(manager({ version: 2 }));
    await second.settled((await store.head())!.position, 5_000);
    expect(steps).toEqual([]);
    expect((await operations.states('coin-giver', ['tills'])).get('tills')).toEqual({ times: 2 });
    expect((await operations.progress('coin-giver'))?.version).toBe(2);
  });

  it('parks an event on which it throws, shows it, and goes on', async () => {
    const bad = freshId();
    const managers = await start(manager({ fail: bad }));
    await openTill(bad);
    const good = await openTill();
    await managers.settled(good.position, 5_000);
    expect(await coinsIn(good.id)).toBe(1);
    expect(managers.status()).toMatchObject([{ parked: [{ error: 'no coin for this one' }] }]);
    expect((await operations.progress('coin-giver'))?.parked).toHaveLength(1);
  });

  it('answers an event again when a store did not answer, and parks nothing', async () => {
    const given = parts();
    let failures = 1;
    const { states } = given;
    const failing = {
      ...states,
      refresh: (...args: Parameters<typeof states.refresh>) =>
        failures-- > 0 ? Promise.reject(new StoreUnavailable('no answer')) : states.refresh(...args),
    };
    const asking = processManager<never, typeof tillEvents>({
      name: 'coin-giver',
      version: 1,
      startsAt: 'beginning',
      events: [tillEvents],
      on: {
        async TillOpened({ data: { tillId } }, world) {
          if ((await world.fold(till, tillId)).open) await world.ask(PutIn, tillId, { coins: 1 });
        },
      },
    }) as unknown as AnyProcessManager;
    const { id, position } = await openTill();
    const managers = new ProcessManagers([asking], { ...given, states: failing });
    running.push(managers);
    await managers.start();
    await managers.settled(position, 5_000);
    expect(await coinsIn(id)).toBe(1);
    expect(managers.status()).toMatchObject([{ parked: [] }]);
  });

  it('takes a refusal as an answer', async () => {
    parts();
    const { id } = await openTill();
    await processor.execute({ command: PutIn, id, body: { coins: 10 }, commandId: freshId(), by });
    const managers = await start();
    const head = (await store.head())!.position;
    expect(await managers.settled(head, 5_000)).toBeDefined();
    expect(await coinsIn(id)).toBe(1); // the till was full
    expect(managers.status()).toMatchObject([{ parked: [] }]);
  });

  it('tells who waits in vain that it was not in time', async () => {
    const managers = await start();
    expect(await managers.settled(99n, 20)).toBeUndefined();
  });
});
