import { beforeEach, describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { eventSchemas, Id, Optional, Text } from '../../kernel/events.js';
import { Personal, Sealed, type Box } from '../../kernel/sealed.js';
import { KeyDestroyed, type KeyStore } from '../key-store/key-store.js';
import { openSqliteKeyStore } from '../key-store/sqlite-key-store.js';
import { BoxBroken } from './box-text.js';
import { verifyDisclosure } from './commitment.js';
import { ERASED, opener, type Opener } from './opening.js';
import { sealer, type Sealer } from './sealing.js';

const kept = { purpose: 'contact', keepFor: 'P2Y after leaving' } as const;
const { schemas } = eventSchemas('visit', {
  GuestNoted: {
    audience: 'restricted',
    fields: {
      guestId: Id,
      details: Sealed(
        { of: 'guestId' },
        {
          name: Personal(Text, kept),
          born: Optional(Personal(Type.Integer(), kept)),
          likes: Optional(Personal(Type.Array(Text), kept)),
        },
      ),
    },
  },
  VisitNoted: {
    audience: 'restricted',
    fields: { hostId: Id, guestId: Id, note: Sealed({ of: ['hostId', 'guestId'] }, { words: Personal(Text, kept) }) },
  },
});

const ANN = '11111111-1111-4111-8111-111111111111';
const BOB = '22222222-2222-4222-8222-222222222222';
const EVENT = '99999999-9999-5999-8999-999999999999';
const OTHER_EVENT = '88888888-8888-5888-8888-888888888888';

describe('opening a box', () => {
  let keyStore: KeyStore;
  let seal: Sealer;
  let open: Opener;
  let now: number;
  beforeEach(() => {
    now = 1_000;
    keyStore = openSqliteKeyStore(':memory:', Buffer.alloc(32, 7));
    seal = sealer(keyStore, { now: () => now });
    open = opener(keyStore, { now: () => now });
  });

  const guest = (details: object, eventId = EVENT, guestId = ANN) =>
    seal.sealData(schemas.GuestNoted.schema, { guestId, details }, eventId) as Promise<{ details: Box }>;
  const visit = (note: object) =>
    seal.sealData(schemas.VisitNoted.schema, { hostId: ANN, guestId: BOB, note }, EVENT) as Promise<{ note: Box }>;

  describe('that was tampered with', () => {
    it('notices a change of any character of a box', async () => {
      const { details } = await guest({ name: 'Zoë' });
      for (let i = 0; i < details.box.length; i++)
        for (const other of details.box[i] === 'A' ? 'B.' : 'A,') {
          const box = details.box.slice(0, i) + other + details.box.slice(i + 1);
          if (box !== details.box) await expect(open.open({ ...details, box })).rejects.toThrow(BoxBroken);
        }
    });

    it('notices another writing of the same bytes', async () => {
      const { details } = await guest({ name: 'Zoë' });
      const others = [
        `${details.box}=`,
        `${details.box} `,
        `${details.box}\n`,
        details.box.slice(0, -1),
        details.box.replace('.0.', '.00.'),
      ];
      for (const box of others) await expect(open.open({ ...details, box })).rejects.toThrow(BoxBroken);
    });

    it('notices a box that is passed off as one of another event, person or number', async () => {
      const { details } = await guest({ name: 'Zoë' });
      await guest({ name: 'Bob' }, EVENT, BOB);
      for (const [was, is] of [
        [EVENT, OTHER_EVENT],
        [ANN, BOB],
        [`${EVENT}.0.`, `${EVENT}.1.`],
      ] as const)
        // prettier-ignore
        await expect(open.open({ ...details, box: details.box.replace(was, is) })).rejects.toThrow(BoxBroken);
    });

    it('notices a commitment to something else, also when the box was opened before', async () => {
      const { details } = await guest({ name: 'Zoë' });
      const other = (await guest({ name: 'Zoë' })).details;
      await open.open(details);
      await expect(open.open({ ...details, commit: other.commit })).rejects.toThrow(BoxBroken);
    });

    it('tells nothing personal in the error', async () => {
      const { details } = await guest({ name: 'Zoë' });
      const [error] = await Promise.all([
        open.open({ ...details, commit: 'x' }).catch((thrown: unknown) => (thrown as Error).message),
      ]);
      expect(error).toContain(EVENT);
      expect(error).not.toContain(details.box);
    });
  });

  describe('of who was erased', () => {
    it('reads as erased once the key is destroyed', async () => {
      const { details } = await guest({ name: 'Zoë' });
      await keyStore.destroy(ANN);
      expect(await open.open(details)).toBe(ERASED);
      expect(await open.disclose(details, 'name')).toBe(ERASED);
    });

    it.each([ANN, BOB])('erasing either of two persons erases what is about both (%s)', async (person) => {
      const { note } = await visit({ words: 'about both' });
      expect(await opener(keyStore).open(note)).toEqual({ words: 'about both' });
      await keyStore.destroy(person);
      expect(await open.open(note)).toBe(ERASED);
    });

    it('refuses to seal for who was destroyed', async () => {
      await keyStore.destroy(ANN);
      await expect(guest({ name: 'Zoë' })).rejects.toThrow(KeyDestroyed);
      await expect(visit({ words: 'both' })).rejects.toThrow(KeyDestroyed);
      await expect(seal.sameOf(ANN, { name: 'Zoë' })).rejects.toThrow(KeyDestroyed);
    });

    it('carries the box of who was destroyed', async () => {
      const { details } = await guest({ name: 'Zoë' });
      await keyStore.destroy(ANN);
      seal.forget(ANN);
      expect((await guest(details, OTHER_EVENT)).details).toEqual(details);
    });

    it('drops what is cached of a person when told to', async () => {
      const { details } = await guest({ name: 'Zoë' });
      const { note } = await visit({ words: 'about both' });
      await open.open(details);
      await open.open(note);
      await keyStore.destroy(ANN);
      expect(await open.open(details)).toEqual({ name: 'Zoë' });
      open.forget(ANN);
      seal.forget(ANN);
      expect(await open.open(details)).toBe(ERASED);
      expect(await open.open(note)).toBe(ERASED);
      await expect(guest({ name: 'Zoë' })).rejects.toThrow(KeyDestroyed);
    });

    it('keeps keys and opened values for a minute at most, however they were come by', async () => {
      const first = (await guest({ name: 'Zoë' })).details;
      const second = (await guest({ name: 'Zoë Müller' })).details;
      await open.open(first);
      now += 59_999;
      await open.open(second); // with the key that is nearly a minute old
      await keyStore.destroy(ANN);
      expect(await open.open(second)).toEqual({ name: 'Zoë Müller' });
      now += 1;
      expect(await open.open(first)).toBe(ERASED);
      expect(await open.open(second)).toBe(ERASED);
      await expect(guest({ name: 'Zoë' })).rejects.toThrow(KeyDestroyed);
    });

    it('keeps nothing of a person who was forgotten while being opened', async () => {
      const { details } = await guest({ name: 'Zoë' });
      let forgotten = false;
      const slow = opener(
        {
          key: async (id) => {
            const key = await keyStore.key(id);
            if (!forgotten) {
              forgotten = true;
              await keyStore.destroy(ANN);
              slow.forget(ANN);
            }
            return key;
          },
          isDestroyed: (id) => keyStore.isDestroyed(id),
        },
        { now: () => now },
      );
      expect(await slow.open(details)).toEqual({ name: 'Zoë' });
      expect(await slow.open(details)).toBe(ERASED);
    });
  });

  describe('to disclose one field', () => {
    const fields = { name: 'Zoë', born: 1975, likes: ['tea'] };

    it('proves each field by the commitment, without the others', async () => {
      const { details } = await guest(fields);
      for (const [name, value] of Object.entries(fields)) {
        const disclosure = await open.disclose(details, name);
        if (disclosure === undefined || disclosure === ERASED || !('salt' in disclosure))
          throw new Error('not disclosed');
        expect(disclosure.value).toEqual(value);
        expect(disclosure.otherDigests).toHaveLength(2);
        expect(verifyDisclosure(details.commit, name, disclosure)).toBe(true);
        expect(verifyDisclosure(details.commit, name, { ...disclosure, value: 'another' })).toBe(false);
        expect(verifyDisclosure(details.commit, 'other name', disclosure)).toBe(false);
        expect(verifyDisclosure(details.commit, name, { ...disclosure, otherDigests: [] })).toBe(false);
        expect(verifyDisclosure(details.commit, name, { ...disclosure, salt: disclosure.salt.slice(1) })).toBe(false);
      }
    });

    it('has nothing to disclose under a name that is not in the box', async () => {
      expect(await open.disclose((await guest(fields)).details, 'email')).toBeUndefined();
    });
  });

  it('gives fields that nobody can change for the next reader', async () => {
    const { details } = await guest({ name: 'Zoë', likes: ['tea'] });
    const fields = (await open.open(details)) as { likes: string[] };
    expect(() => fields.likes.push('cake')).toThrow(TypeError);
    expect(await open.open(details)).toEqual({ name: 'Zoë', likes: ['tea'] });
  });
});
