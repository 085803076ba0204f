import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ManagerProgress, OperationsStore } from '../../src/platform/operations/operations-store.js';
import { StoreOfAnotherLog } from '../../src/platform/read-store/read-store.js';

export interface OperationsStoreUnderTest {
  readonly store: OperationsStore;
  /** Closes the store and opens what is stored again. */
  readonly reopen?: () => Promise<OperationsStore>;
  readonly dispose: () => Promise<void>;
}

const LOG = '5b0c6c6e-3c55-4f0e-8d5b-2f7f5d8f0a01';
/** Greater than what a number can hold exactly. */
const FAR = 9_007_199_254_740_993n;

const progressAt = (position: bigint, more: Partial<ManagerProgress> = {}): ManagerProgress => ({
  version: 1,
  checkpoint: { position, eventId: `event-${position}`, recordedDay: '2026-03-01' },
  parked: [],
  ...more,
});

/** What every adapter of the OperationsStore port holds. Stores begin empty. */
export function operationsStoreContract(
  name: string,
  open: () => Promise<OperationsStoreUnderTest>,
  { outlivesClose = true }: { readonly outlivesClose?: boolean } = {},
): void {
  const itIfItOutlivesClose = outlivesClose ? it : () => undefined;

  describe(`${name} as an operations store`, () => {
    let subject: OperationsStoreUnderTest;
    let store: OperationsStore;

    beforeEach(async () => {
      subject = await open();
      store = subject.store;
    });
    afterEach(() => subject.dispose());

    it('knows no progress of a manager before its first commit', async () => {
      expect(await store.progress('release')).toBeUndefined();
      expect(await store.states('release', ['a'])).toEqual(new Map());
    });

    it('answers progress and states as they were committed', async () => {
      const progress = progressAt(FAR, {
        version: 3,
        parked: [{ eventId: 'e1', position: FAR - 1n, error: 'boom "quoted"', since: '2026-03-01T09:30:00.000Z' }],
      });
      await store.commit('release', progress, new Map([['a', { partners: ['p1'], open: true }]]));
      expect(await store.progress('release')).toEqual(progress);
      expect(await store.states('release', ['a', 'unknown'])).toEqual(
        new Map([['a', { partners: ['p1'], open: true }]]),
      );
    });

    it('keeps that a manager has not begun, apart from one that was never committed', async () => {
      const progress = { version: 2, checkpoint: undefined, parked: [] };
      await store.commit('release', progress, new Map());
      expect(await store.progress('release')).toEqual(progress);
    });

    it('replaces progress, changes the states that are named, and leaves the others', async () => {
      await store.commit('release', progressAt(1n), new Map([['a', { n: 1 }], ['b', { n: 1 }], ['c', { n: 1 }]])); // prettier-ignore
      await store.commit('release', progressAt(2n), new Map<string, object | undefined>([['a', { n: 2 }], ['b', undefined]])); // prettier-ignore
      expect(await store.progress('release')).toEqual(progressAt(2n));
      expect(await store.states('release', ['a', 'b', 'c'])).toEqual(new Map([['a', { n: 2 }], ['c', { n: 1 }]])); // prettier-ignore
    });

    it('changes nothing when one state of a commit cannot be stored', async () => {
      await store.commit('release', progressAt(1n), new Map([['a', { n: 1 }]]));
      const broken = store.commit('release', progressAt(2n), new Map<string, object>([['a', { n: 2 }], ['b', { n: NaN }]])); // prettier-ignore
      await expect(broken).rejects.toThrow();
      expect(await store.progress('release')).toEqual(progressAt(1n));
      expect(await store.states('release', ['a', 'b'])).toEqual(new Map([['a', { n: 1 }]]));
    });

    it('keeps managers apart', async () => {
      await store.commit('release', progressAt(1n), new Map([['a', { of: 'release' }]]));
      await store.commit('lapse', progressAt(2n), new Map([['a', { of: 'lapse' }]]));
      expect(await store.progress('release')).toEqual(progressAt(1n));
      expect(await store.states('release', ['a'])).toEqual(new Map([['a', { of: 'release' }]]));
    });

    it('clears the states of one manager and keeps its progress', async () => {
      await store.commit('release', progressAt(1n), new Map([['a', {}]]));
      await store.commit('lapse', progressAt(2n), new Map([['a', {}]]));
      await store.clear('release');
      expect(await store.states('release', ['a'])).toEqual(new Map());
      expect(await store.progress('release')).toEqual(progressAt(1n));
      expect(await store.states('lapse', ['a'])).toEqual(new Map([['a', {}]]));
    });

    it('belongs to the log that it was first bound to', async () => {
      await store.bind(LOG);
      await store.bind(LOG);
      await expect(store.bind('another')).rejects.toThrow(StoreOfAnotherLog);
    });

    itIfItOutlivesClose('holds after closing and opening again what was committed, and its log', async () => {
      await store.bind(LOG);
      await store.commit('release', progressAt(FAR), new Map([['a', { n: 1 }]]));
      const reopened = await subject.reopen!();
      expect(await reopened.progress('release')).toEqual(progressAt(FAR));
      expect(await reopened.states('release', ['a'])).toEqual(new Map([['a', { n: 1 }]]));
      await expect(reopened.bind('another')).rejects.toThrow(StoreOfAnotherLog);
    });
  });
}
