import { beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { derivedId, freshId } from '../../kernel/ids.js';
import { Refusal } from '../../kernel/refusal.js';
import { codec } from '../event-store/codec.js';
import { eventTypes } from '../event-store/event-types.js';
import {
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
  type EventStore,
} from '../event-store/event-store.js';
import { openSqliteEventStore } from '../event-store/sqlite-event-store.js';
import { openSqliteKeyStore } from '../key-store/sqlite-key-store.js';
import { sealer } from '../privacy/sealing.js';
import { bodyDigests } from './body-digest.js';
import { CommandProcessor } from './command-processor.js';
import { CommandUnavailable, IdempotencyKeyReused, PreconditionFailed, TooContended } from './command-request.js';
import { OpenTill, PutIn, PutInIfOtherIsEmpty, tillAggregate, tillEvents } from './till.examples.js';
import { streamStates } from './stream-states.js';

const by = { actor: { kind: 'system', id: derivedId('test') } } as const;
let store: EventStore;
let processor: CommandProcessor;

function processorOver(events: EventStore): CommandProcessor {
  const keys = openSqliteKeyStore(':memory:', randomBytes(32));
  const sealing = sealer(keys);
  const coding = codec(eventTypes([tillEvents]), sealing);
  return new CommandProcessor({
    aggregates: [tillAggregate],
    store: events,
    states: streamStates(events, coding, 100),
    codec: coding,
    sealer: sealing,
    digests: bodyDigests(keys),
    clock: { now: () => new Date().toISOString() },
  });
}

const open = async (through = processor) =>
  (await through.execute({ command: OpenTill, body: {}, commandId: freshId(), by })).id;
const putIn = (id: string, coins: number, more: object = {}, through = processor) =>
  through.execute({ command: PutIn, id, body: { coins }, commandId: freshId(), by, ...more });
const withAppends = (append: EventStore['append']) =>
  processorOver({ append, read: (...args: Parameters<EventStore['read']>) => store.read(...args) } as EventStore);
const events = (id: string) => store.read(`till-${id}`);

beforeEach(() => {
  store = openSqliteEventStore(':memory:');
  processor = processorOver(store);
});

describe('a command', () => {
  it('appends what was decided and says where it stands', async () => {
    const id = await open();
    const result = await putIn(id, 3);
    expect(result).toMatchObject({ id, revision: 1, changed: true });
    const [, last] = await events(id);
    expect(last).toMatchObject({ type: 'CoinsPutIn', revision: 1, position: result.position });
    expect(JSON.parse(last!.data)).toEqual({ tillId: id, coins: 3 });
  });

  it('that comes again has its effect once and answers as at first', async () => {
    const id = await open();
    const commandId = freshId();
    const first = await putIn(id, 3, { commandId });
    await putIn(id, 1);
    expect(await putIn(id, 3, { commandId })).toEqual(first);
    expect(await putIn(id, 3, { commandId }, processorOver(store))).toEqual(first); // after a restart, too
    expect(await events(id)).toHaveLength(3);
  });

  it('of a key that was used with another body is refused', async () => {
    const id = await open();
    const key = { commandId: freshId(), keyed: true };
    await putIn(id, 3, key);
    await expect(putIn(id, 4, key)).rejects.toThrow(IdempotencyKeyReused);
    expect(await events(id)).toHaveLength(2);
  });

  it('that changes nothing appends nothing and is decided afresh when it comes again', async () => {
    const id = await open();
    expect(await putIn(id, 0)).toMatchObject({ revision: 0, changed: false });
    const commandId = freshId();
    await putIn(id, 8);
    await expect(putIn(id, 4, { commandId })).rejects.toThrow('A till holds 10 coins.');
    await expect(putIn(id, 2, { commandId })).resolves.toMatchObject({ changed: true });
  });

  it('to something that is not there is not found', async () => {
    await expect(putIn(freshId(), 1)).rejects.toMatchObject({ code: 'not-found', kind: 'not-found' });
  });

  it('is decided on what other nodes have appended meanwhile', async () => {
    const id = await open();
    const other = processorOver(store);
    await putIn(id, 4);
    await putIn(id, 4, {}, other);
    await expect(putIn(id, 4)).rejects.toThrow(Refusal); // 4 + 4 + 4 > 10
    await expect(putIn(id, 2)).resolves.toMatchObject({ revision: 3 });
  });

  it('is not refused on a past that is out of date', async () => {
    const one = await open();
    const id = await open();
    const command = { command: PutInIfOtherIsEmpty, id, body: { coins: 1, other: one }, commandId: freshId(), by };
    await putIn(one, 2);
    await expect(processor.execute(command)).rejects.toThrow('The other till is not empty.');
    await putIn(one, -2, {}, processorOver(store));
    await expect(processor.execute({ ...command, commandId: freshId() })).resolves.toMatchObject({ changed: true });
  });

  it('looks at the first answer before If-Match, and at If-Match before it decides', async () => {
    const id = await open();
    const commandId = freshId();
    const first = await putIn(id, 3, { commandId, ifMatch: 0 });
    await putIn(id, 1);
    expect(await putIn(id, 3, { commandId, ifMatch: 0 })).toEqual(first);
    await expect(putIn(id, 1, { ifMatch: 1 })).rejects.toThrow(PreconditionFailed);
    await expect(putIn(id, 1, { ifMatch: 2 })).resolves.toMatchObject({ revision: 3 });
  });

  it('asked only to be decided says whether anything would change', async () => {
    const id = await open();
    expect(await putIn(id, 1, { dryRun: true })).toMatchObject({ changed: true });
    expect(await putIn(id, 0, { dryRun: true })).toMatchObject({ changed: false });
    expect(await events(id)).toHaveLength(1);
  });
});

describe('commands at the same time', () => {
  it('on one stream wait for one another: a rule holds however many come', async () => {
    const id = await open();
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => putIn(id, 1)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await events(id)).toHaveLength(11);
  });

  it('of two nodes on one stream decide again when they lose the race', async () => {
    const id = await open();
    const nodes = [processor, processorOver(store), processorOver(store)];
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => putIn(id, 1, {}, nodes[n % 3])));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect((await events(id)).map(({ revision }) => revision)).toEqual(Array.from({ length: 11 }, (_, n) => n));
  });

  it('that lose every race are told so', async () => {
    const id = await open();
    const always = withAppends((stream) => Promise.reject(new WrongExpectedRevision(stream, 0, 1)));
    await expect(putIn(id, 1, {}, always)).rejects.toThrow(TooContended);
  });
});

describe('a store that does not say what became of an append', () => {
  it('is asked again with the same ids: what was stored is not stored twice', async () => {
    const id = await open();
    let calls = 0;
    const forgetful = withAppends(async (...args) => {
      const appended = await store.append(...args);
      if (calls++ === 0) throw new OutcomeUnknown('the answer was lost');
      return appended;
    });
    await expect(putIn(id, 1, {}, forgetful)).resolves.toMatchObject({ revision: 1 });
    expect(await events(id)).toHaveLength(2);
  });

  it('and never says: the caller learns that the outcome is unknown, and under which id to ask again', async () => {
    const id = await open();
    const key = 'the key of the caller';
    const silent = withAppends(() => Promise.reject(new OutcomeUnknown('no answer')));
    await expect(putIn(id, 1, { key }, silent)).rejects.toMatchObject({
      constructor: CommandUnavailable,
      outcome: 'unknown',
      key,
    });
  });
});

describe('an append of unknown outcome that is tried again in vain', () => {
  it('is still unknown: that the second was not done says nothing of the first', async () => {
    const id = await open();
    let calls = 0;
    const stuttering = withAppends(() =>
      Promise.reject(calls++ === 0 ? new OutcomeUnknown('no answer') : new StoreUnavailable('full')),
    );
    await expect(putIn(id, 1, {}, stuttering)).rejects.toMatchObject({ outcome: 'unknown' });
  });
});

describe('who may', () => {
  const principal = (role: 'admin' | 'coordinator' | 'partner' | 'service', programId?: string) => ({
    principal: { keyId: freshId(), grants: [{ role, ...(programId === undefined ? {} : { programId }) }] },
  });

  it.each([
    ['admin', undefined],
    ['coordinator', undefined],
    ['coordinator', 'shop'],
  ] as const)('%s of %s', async (role, programId) => {
    const id = await open();
    await expect(putIn(id, 1, { by: principal(role, programId) })).resolves.toMatchObject({ changed: true });
  });

  it.each([
    ['coordinator', 'elsewhere'],
    ['partner', 'shop'],
    ['service', undefined],
  ] as const)('not %s of %s', async (role, programId) => {
    const id = await open();
    await expect(putIn(id, 1, { by: principal(role, programId) })).rejects.toMatchObject({
      code: 'not-allowed',
      kind: 'forbidden',
    });
    expect(await events(id)).toHaveLength(1);
  });
});

describe('an event of a newer version', () => {
  it('stops decisions on its stream: nobody decides on half a past', async () => {
    const id = await open();
    await store.append(`till-${id}`, [{ id: freshId(), type: 'TillGilded', data: '{}', metadata: '{}' }], 0);
    await expect(putIn(id, 1, {}, processorOver(store))).rejects.toThrow(/does not know the type/);
  });
});
