import { beforeEach, expect, it } from '@jest/globals';
import { type Documents, InvalidCursor, type Query, type ReadStore } from '../../src/platform/read-store/read-store.js';
import { batch, keys, liveWith, SHAPE } from './read-store.samples.js';

/** What queries of every adapter hold, on the store of the running test. */
export function querying(current: () => ReadStore): void {
  let store: ReadStore;
  beforeEach(() => {
    store = current();
  });

  const people = {
    ada: { programId: 'p', state: 'active', name: 'Ada', minutes: 30, open: true },
    ben: { programId: 'p', state: 'active', name: 'Ben', minutes: 10, open: false },
    cem: { programId: 'p', state: 'paused', name: 'Cem', minutes: 20, open: true },
    dea: { programId: 'q', state: 'active', name: 'Ada', minutes: 40 },
    eva: { programId: 'p', state: 'active', name: 'Eva' },
  };

  it.each<[string, Query['where'], string[]]>([
    ['everything', undefined, ['ada', 'ben', 'cem', 'dea', 'eva']],
    ['one value', { programId: 'q' }, ['dea']],
    ['two values of an index, in any order', { state: 'active', programId: 'p' }, ['ada', 'ben', 'eva']],
    ['one of several values', { programId: { in: ['q', 'r'] } }, ['dea']],
    ['one of no values', { programId: { in: [] } }, []],
    ['true', { open: true }, ['ada', 'cem']],
    ['false, which is not absent', { open: false }, ['ben']],
    ['a range that includes its ends', { minutes: { gte: 20, lte: 40 } }, ['ada', 'cem', 'dea']],
    ['a range that excludes its ends', { minutes: { gt: 20, lt: 40 } }, ['ada']],
    ['a range after values', { programId: 'p', state: 'active', minutes: { gte: 20 } }, ['ada']],
    ['a range of texts', { programId: 'p', name: { gte: 'B', lt: 'D' } }, ['ben', 'cem']],
    ['a text where there are numbers', { minutes: '10' }, []],
  ])('finds and counts %s', async (_, where, expected) => {
    const documents = await liveWith(store, people);
    const query = where === undefined ? { limit: 10 } : { where, limit: 10 };
    expect((await keys(documents, query)).sort()).toEqual(expected);
    expect(await documents.count(where)).toBe(expected.length);
  });

  it('sorts by a field both ways, with documents that lack it before all others', async () => {
    const documents = await liveWith(store, people);
    const sorted = (descending: boolean) => keys(documents, { sort: { by: 'minutes', descending }, limit: 10 });
    expect(await sorted(false)).toEqual(['eva', 'ben', 'cem', 'ada', 'dea']);
    expect(await sorted(true)).toEqual(['dea', 'ada', 'cem', 'ben', 'eva']);
  });

  it('gives documents with their keys', async () => {
    const documents = await liveWith(store, people);
    const { items, next } = await documents.find({ where: { programId: 'q' }, limit: 1 });
    expect(items).toEqual([{ key: 'dea', document: people.dea }]);
    expect(next).toBeUndefined();
  });

  it.each<[string, Omit<Query, 'limit'>]>([
    ['by key', {}],
    ['by key among those of a value', { where: { programId: 'p' } }],
    ['by a field', { sort: { by: 'minutes' } }],
    ['by a field, descending', { sort: { by: 'minutes', descending: true } }],
    ['by a field among those of a value', { where: { programId: 'p' }, sort: { by: 'name' } }],
    [
      'by the field of a range, descending',
      { where: { minutes: { gte: 1 } }, sort: { by: 'minutes', descending: true } },
    ],
    ['by the field of a value', { where: { open: true }, sort: { by: 'open' } }],
  ])('gives the same page by page as at once, sorted %s', async (_, query) => {
    // Many share a value or have none: ties are broken by the key.
    const many = Array.from({ length: 40 }, (_, i) => [
      `k${String((i * 17) % 40).padStart(2, '0')}`,
      {
        programId: i % 3 === 0 ? 'q' : 'p',
        name: `n${String(i % 4)}`,
        open: i % 2 === 0,
        ...(i % 5 === 0 ? {} : { minutes: i % 6 }),
      },
    ]);
    const documents = await liveWith(store, Object.fromEntries(many) as Record<string, object>);
    const atOnce = await keys(documents, { ...query, limit: 100 });
    for (const limit of [1, 3, 7]) expect(await pages(documents, { ...query, limit })).toEqual(atOnce);
    expect(new Set(atOnce).size).toBe(await documents.count(query.where));
    expect(atOnce.length).toBeGreaterThan(10);
  });

  it.each<[string, Omit<Query, 'limit'>, RegExp]>([
    ['a field of no index', { where: { colour: 'red' } }, /partners.*where colour/],
    ['a field that is not the first of an index', { where: { state: 'active' } }, /partners.*where state;/],
    ['an order that no index has', { where: { programId: 'p' }, sort: { by: 'minutes' } }, /sorted by minutes/],
    ['two ranges', { where: { minutes: { gt: 1 }, programId: { gt: 'a' } } }, /in a range/],
    ['an order after a range on another field', { where: { programId: { gt: 'a' } }, sort: { by: 'name' } }, /name/],
    ['a range before the end of an index', { where: { programId: 'p', minutes: { gt: 1 } } }, /minutes in a range/],
  ])('is refused by name when it asks for %s', async (_, query, message) => {
    const documents = await liveWith(store, people);
    await expect(documents.find({ ...query, limit: 5 })).rejects.toThrow(RangeError);
    await expect(documents.find({ ...query, limit: 5 })).rejects.toThrow(message);
  });

  it.each(['nonsense', Buffer.from('[1]').toString('base64url'), Buffer.from('[{},"k"]').toString('base64url')])(
    'is refused after %p, which is no cursor',
    async (after) => {
      const documents = await liveWith(store, people);
      await expect(documents.find({ sort: { by: 'minutes' }, limit: 5, after })).rejects.toThrow(InvalidCursor);
    },
  );

  it.each([0, -1, 1.5])('is refused with a limit of %p', async (limit) => {
    const documents = await liveWith(store, people);
    await expect(documents.find({ limit })).rejects.toThrow(RangeError);
  });

  it('finds in a generation that is being built, too', async () => {
    const building = await store.building(SHAPE);
    await building.write(batch(1, people));
    expect(await keys(building, { where: { programId: 'q' }, limit: 5 })).toEqual(['dea']);
  });
}

async function pages(documents: Documents, query: Query): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await documents.find({ ...query, ...(after === undefined ? {} : { after }) });
    expect(items.length === query.limit || next === undefined).toBe(true);
    found.push(...items.map(({ key }) => key));
    after = next;
  } while (after !== undefined);
  return found;
}
