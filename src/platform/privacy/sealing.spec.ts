import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Type } from 'typebox';
import { canonicalJson } from '../../kernel/canonical-json.js';
import { eventSchemas, Id, Optional, Text } from '../../kernel/events.js';
import { Personal, Sealed, type Box } from '../../kernel/sealed.js';
import type { KeyStore } from '../key-store/key-store.js';
import { openSqliteKeyStore } from '../key-store/sqlite-key-store.js';
import { opener, type Opener } from './opening.js';
import { sealer, type Sealer } from './sealing.js';

const kept = { purpose: 'contact', keepFor: 'P2Y after leaving' } as const;
const words = { words: Personal(Text, kept) };
const { schemas } = eventSchemas('visit', {
  GuestNoted: {
    audience: 'restricted',
    fields: {
      guestId: Id,
      details: Sealed(
        { of: 'guestId', same: true },
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
    fields: {
      host: Type.Object({ personId: Id }),
      guest: Type.Object({ personId: Id }),
      note: Optional(Sealed({ of: ['host.personId', 'guest.personId'] }, words)),
      aside: Optional(Sealed({ of: 'host.personId' }, words)),
      meals: Type.Array(Type.Object({ dish: Text, opinion: Optional(Sealed({ of: 'guest.personId' }, words)) })),
    },
  },
});

const ANN = '11111111-1111-4111-8111-111111111111';
const BOB = '22222222-2222-4222-8222-222222222222';
const EVENT = '99999999-9999-5999-8999-999999999999';
const OTHER_EVENT = '88888888-8888-5888-8888-888888888888';

describe('sealing', () => {
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
    seal.sealData(schemas.GuestNoted.schema, { guestId, details }, eventId) as Promise<{
      guestId: string;
      details: Box;
    }>;
  const visit = (data: object, people = { host: ANN, guest: BOB }) =>
    seal.sealData(
      schemas.VisitNoted.schema,
      { host: { personId: people.host }, guest: { personId: people.guest }, meals: [], ...data },
      EVENT,
    ) as Promise<{ note: Box; aside: Box; meals: { opinion: Box }[] }>;

  describe('of an event', () => {
    it('puts a box in the place of personal fields and opens to the same fields again', async () => {
      const data = { guestId: ANN, details: { name: 'Zoë', born: 1975, likes: ['tea', 'cake'] } };
      const sealed = (await seal.sealData(schemas.GuestNoted.schema, data, EVENT)) as { guestId: string; details: Box };
      expect(sealed.guestId).toBe(ANN);
      expect(Object.keys(sealed.details).sort()).toEqual(['box', 'commit', 'same']);
      expect(JSON.stringify(sealed)).not.toContain('Zoë');
      expect(await open.open(sealed.details)).toEqual(data.details);
      expect(data.details.name).toBe('Zoë');
    });

    it('names in the box its persons in order of id, its event, and its number among the boxes of the event', async () => {
      const sealed = await visit(
        { note: { words: 'n' }, aside: { words: 'a' }, meals: [{ dish: 'x', opinion: { words: 'o' } }] },
        { host: BOB, guest: ANN },
      );
      const origins = [sealed.note, sealed.aside, sealed.meals[0]!.opinion].map(({ box }) =>
        box.split('.').slice(0, 4).join('.'),
      );
      expect(origins).toEqual([`1.${ANN},${BOB}.${EVENT}.0`, `1.${BOB}.${EVENT}.1`, `1.${ANN}.${EVENT}.2`]);
      expect(sealed.note.box).toMatch(/\.[\w-]{16}\.[\w-]+$/);
    });

    it('seals every item of a list and leaves absent groups absent', async () => {
      const meals = [
        { dish: 'soup', opinion: { words: 'too hot' } },
        { dish: 'tea' },
        { dish: 'pie', opinion: { words: 'good' } },
      ];
      const sealed = await visit({ meals });
      expect(sealed).not.toHaveProperty('note');
      expect(sealed.meals[1]).toEqual({ dish: 'tea' });
      expect(await open.open(sealed.meals[0]!.opinion)).toEqual({ words: 'too hot' });
      expect(await open.open(sealed.meals[2]!.opinion)).toEqual({ words: 'good' });
    });

    it('carries a box unchanged into another event, where it opens as before', async () => {
      const born = await guest({ name: 'Zoë' });
      const carried = (await guest(born.details, OTHER_EVENT)).details;
      expect(carried).toEqual(born.details);
      expect(await open.open(carried)).toEqual({ name: 'Zoë' });
    });

    it('seals a text about one person under that one, though the schema asks for two', async () => {
      const { note } = await visit({ note: { words: 'alone' } }, { host: ANN, guest: ANN });
      expect(note.box).toContain(`1.${ANN}.`);
      expect(await open.open(note)).toEqual({ words: 'alone' });
    });

    it('never gives the same box twice', async () => {
      expect((await guest({ name: 'Zoë' })).details.box).not.toBe((await guest({ name: 'Zoë' })).details.box);
    });

    it('fails when it is not said whose the fields are', async () => {
      await expect(seal.sealData(schemas.GuestNoted.schema, { details: { name: 'Zoë' } }, EVENT)).rejects.toThrow(
        'guestId',
      );
    });

    it('opens to what was sealed, whatever it was', async () => {
      const fields = fc.record(
        { name: fc.string({ unit: 'grapheme' }), born: fc.integer(), likes: fc.array(fc.string({ unit: 'grapheme' })) },
        { requiredKeys: ['name'] },
      );
      await fc.assert(
        fc.asyncProperty(fields, async (details) => {
          const sealed = await guest(details);
          expect(canonicalJson(await open.open(sealed.details))).toBe(canonicalJson(details));
          expect(sealed.details.same).toBe(await seal.sameOf(ANN, details));
        }),
        { numRuns: 60 },
      );
    });
  });

  describe('with `same`', () => {
    it('is equal for equal fields of one person, in whatever order and whatever is undefined', async () => {
      const first = (await guest({ name: 'Zoë', born: 1975 })).details.same;
      expect((await guest({ born: 1975, likes: undefined, name: 'Zoë' }, OTHER_EVENT)).details.same).toBe(first);
      expect(await seal.sameOf(ANN, { born: 1975, name: 'Zoë' })).toBe(first);
    });

    it('differs for other fields and for other persons', async () => {
      const first = await seal.sameOf(ANN, { name: 'Zoë' });
      expect(await seal.sameOf(ANN, { name: 'Zoe' })).not.toBe(first);
      expect(await seal.sameOf(BOB, { name: 'Zoë' })).not.toBe(first);
    });

    it('stands only where the schema asks for it', async () => {
      expect(await visit({ note: { words: 'x' } })).not.toHaveProperty('note.same');
    });
  });

  it('makes the keys of many persons in one go', async () => {
    const asked: (readonly string[])[] = [];
    const counted = sealer({ keysFor: (ids) => (asked.push(ids), keyStore.keysFor(ids)) }, { now: () => now });
    await counted.prepare([ANN, BOB]);
    await counted.prepare([BOB, ANN]);
    await counted.sealData(schemas.GuestNoted.schema, { guestId: BOB, details: { name: 'Bob' } }, EVENT);
    expect(asked).toEqual([[ANN, BOB]]);
  });

  it('refuses a schema whose personal fields it would not find', async () => {
    const hidden = Type.Object({ guestId: Id, either: Type.Union([Type.Null(), Sealed({ of: 'guestId' }, words)]) });
    await expect(seal.sealData(hidden, { guestId: ANN, either: { words: 'x' } }, EVENT)).rejects.toThrow('union');
  });
});
