import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { KeyDestroyed, type KeyStore } from '../../src/platform/key-store/key-store.js';
import { StoreOfAnotherLog } from '../../src/platform/read-store/read-store.js';

export interface KeyStoreUnderTest {
  readonly store: KeyStore;
  /** Closes the store and opens what is stored again. */
  readonly reopen?: () => Promise<KeyStore>;
  readonly dispose: () => Promise<void>;
}

/** What every adapter of the KeyStore port holds. Stores begin empty. */
export function keyStoreContract(
  name: string,
  open: () => Promise<KeyStoreUnderTest>,
  { outlivesClose = true }: { readonly outlivesClose?: boolean } = {},
): void {
  const itIfItOutlivesClose = outlivesClose ? it : () => undefined;

  describe(`${name} as a key store`, () => {
    let subject: KeyStoreUnderTest;
    let store: KeyStore;

    beforeEach(async () => {
      subject = await open();
      store = subject.store;
    });
    afterEach(() => subject.dispose());

    describe('data keys', () => {
      it('are 32 bytes, different for each id, and the same each time they are asked for', async () => {
        const made = await store.keysFor(['ann', 'bob']);
        expect([...made.keys()]).toEqual(['ann', 'bob']);
        expect(made.get('ann')).toHaveLength(32);
        expect(made.get('ann')).not.toEqual(made.get('bob'));
        expect(await store.keysFor(['bob', 'ann', 'ann'])).toEqual(made);
        expect(await store.key('ann')).toEqual(made.get('ann'));
      });

      it('are not made by looking for one', async () => {
        expect(await store.key('ann')).toBeUndefined();
        expect(await store.isDestroyed('ann')).toBe(false);
      });

      it('are made by the hundreds at once', async () => {
        const ids = Array.from({ length: 500 }, (_, i) => `person-${i}`);
        const keys = await store.keysFor(ids);
        expect(new Set([...keys.values()].map((key) => key.toString('hex'))).size).toBe(500);
      });

      it('are gone once destroyed, and never made again', async () => {
        await store.keysFor(['ann', 'bob']);
        await store.destroy('ann');
        expect(await store.key('ann')).toBeUndefined();
        expect(await store.isDestroyed('ann')).toBe(true);
        await expect(store.keysFor(['ann'])).rejects.toThrow(KeyDestroyed);
        expect(await store.key('bob')).toHaveLength(32);
      });

      it('are made for nobody when one of those asked for was destroyed', async () => {
        await store.destroy('ann');
        await expect(store.keysFor(['new', 'ann'])).rejects.toThrow(KeyDestroyed);
        expect(await store.key('new')).toBeUndefined();
      });

      it('can be destroyed before they were made, and twice', async () => {
        await store.destroy('ann');
        await store.destroy('ann');
        await expect(store.keysFor(['ann'])).rejects.toThrow(KeyDestroyed);
      });
    });

    describe('the directory', () => {
      it('gives a digest to the first who claims it', async () => {
        expect(await store.claim(new Map([['d1', 'ann'], ['d2', 'bob']]))).toEqual(new Map([['d1', 'ann'], ['d2', 'bob']])); // prettier-ignore
        expect(await store.claim(new Map([['d1', 'eve'], ['d3', 'eve']]))).toEqual(new Map([['d1', 'ann'], ['d3', 'eve']])); // prettier-ignore
        expect(await store.find(['d1', 'd3', 'nobody'])).toEqual(new Map([['d1', 'ann'], ['d3', 'eve']])); // prettier-ignore
      });

      it('lets a person stand at several digests', async () => {
        await store.claim(new Map([['d1', 'ann'], ['d2', 'ann']])); // prettier-ignore
        expect(await store.find(['d1', 'd2'])).toEqual(new Map([['d1', 'ann'], ['d2', 'ann']])); // prettier-ignore
      });

      it('forgets who was destroyed, and takes no claim for them', async () => {
        await store.claim(new Map([['d1', 'ann'], ['d2', 'bob']])); // prettier-ignore
        await store.destroy('ann');
        expect(await store.find(['d1', 'd2'])).toEqual(new Map([['d2', 'bob']]));
        await expect(store.claim(new Map([['d4', 'bob'], ['d1', 'ann']]))).rejects.toThrow(KeyDestroyed); // prettier-ignore
        expect(await store.find(['d1', 'd4'])).toEqual(new Map());
      });
    });

    describe('the name search', () => {
      beforeEach(() =>
        store.putNames(
          new Map([
            ['1', 'Zoë Müller-O’Neil'],
            ['2', 'Anna Maria Smith'],
            ['3', 'Anton Müllner'],
            ['4', 'İpek Łuczak'],
            ['5', 'Ａｎｎ Smithson'],
          ]),
        ),
      );

      it.each([
        ['müll', ['3', '1']],
        ['MULL', ['3', '1']],
        ['zoe', ['1']],
        ['neil mul', ['1']],
        ['smith an', ['5', '2']],
        ['maria', ['2']],
        ['ipek', ['4']],
        ['an', ['5', '2', '3']],
        ['an an', ['5', '2', '3']],
        ['nna', []],
        ['anna müll', []],
        ['  ', []],
        ['%', []],
        ['*', []],
      ])('finds by the beginnings of words: %j', async (query, found) => {
        expect(await store.searchNames(query, 10)).toEqual(found);
      });

      it('answers no more than asked for', async () => {
        expect(await store.searchNames('an', 2)).toEqual(['5', '2']);
      });

      it('finds the present name only', async () => {
        await store.putNames(new Map([['2', 'Anna Maria Jones']]));
        expect(await store.searchNames('smith', 10)).toEqual(['5']);
        expect(await store.searchNames('jones', 10)).toEqual(['2']);
      });

      it('does not find who was destroyed, and takes no name for them', async () => {
        await store.destroy('1');
        await store.putNames(new Map([['1', 'Zoë Müller'], ['6', 'Zoltan Ady']])); // prettier-ignore
        expect(await store.searchNames('zo', 10)).toEqual(['6']);
      });
    });

    describe('secrets', () => {
      it('are kept as they were first put', async () => {
        const [first, second] = [randomBytes(48), randomBytes(16)];
        expect(await store.putSecret('monthly', first)).toEqual(first);
        expect(await store.putSecret('monthly', second)).toEqual(first);
        expect(await store.secret('monthly')).toEqual(first);
        expect(await store.secret('unknown')).toBeUndefined();
      });

      it('can be removed and put anew', async () => {
        await store.putSecret('monthly', Buffer.from('a'));
        await store.removeSecret('monthly');
        await store.removeSecret('monthly');
        expect(await store.secret('monthly')).toBeUndefined();
        expect(await store.putSecret('monthly', Buffer.from('b'))).toEqual(Buffer.from('b'));
      });

      it('of an id are destroyed with it, those of others are not', async () => {
        for (const name of ['ann', 'ann/key-1', 'anna', 'ann0', 'bob/ann'])
          await store.putSecret(name, Buffer.from(name));
        await store.destroy('ann');
        expect(await store.secret('ann')).toBeUndefined();
        expect(await store.secret('ann/key-1')).toBeUndefined();
        for (const name of ['anna', 'ann0', 'bob/ann']) expect(await store.secret(name)).toEqual(Buffer.from(name));
      });
    });

    it('belongs to the log that it was first bound to', async () => {
      await store.bind('log-1');
      await store.bind('log-1');
      await expect(store.bind('log-2')).rejects.toThrow(StoreOfAnotherLog);
    });

    itIfItOutlivesClose('holds after closing and opening again what was answered', async () => {
      await store.bind('log-1');
      const keys = await store.keysFor(['ann', 'bob']);
      await store.claim(new Map([['d1', 'ann']]));
      await store.putNames(new Map([['ann', 'Ann Lee']]));
      await store.putSecret('s', Buffer.from('secret'));
      await store.destroy('bob');

      const reopened = await subject.reopen!();
      expect(await reopened.key('ann')).toEqual(keys.get('ann'));
      expect(await reopened.find(['d1'])).toEqual(new Map([['d1', 'ann']]));
      expect(await reopened.searchNames('lee', 10)).toEqual(['ann']);
      expect(await reopened.secret('s')).toEqual(Buffer.from('secret'));
      await expect(reopened.keysFor(['bob'])).rejects.toThrow(KeyDestroyed);
      await expect(reopened.bind('log-2')).rejects.toThrow(StoreOfAnotherLog);
    });
  });
}
