import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../event-store/event-store.js';
import { StoreUnusable } from '../sqlite/database-file.js';
import { pageSegments } from './index-query.js';
import type { Batch, Query, ReadModelShape, ReadStore } from './read-store.js';
import { openSqliteReadStore } from './sqlite-read-store.js';

const SHAPE: ReadModelShape = {
  name: 'partners',
  version: 1,
  indexes: [['programId', 'state', 'minutes'], ['minutes']],
};
const FILE = 'partners@1.1.db';
const AT = '2026-01-01T00:00:00.000Z';

let folder: string;
let store: ReadStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mentoring-test-'));
  store = openSqliteReadStore(folder);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function reopen(): Promise<void> {
  await store.close();
  store = openSqliteReadStore(folder);
}

async function makeLive(): Promise<void> {
  const building = await store.building(SHAPE);
  await building.write(batch(1, { a: { programId: 'p', state: 'active', minutes: 1 } }));
  await building.goLive(AT);
}

describe('a view', () => {
  it('whose file was deleted is as if it had never been built, and is built again under another name', async () => {
    await makeLive();
    await store.close();
    rmSync(join(folder, FILE));
    store = openSqliteReadStore(folder);
    expect(await store.live(SHAPE)).toBeUndefined();
    await makeLive();
    expect(await (await store.live(SHAPE))?.get('a')).toMatchObject({ minutes: 1 });
  });

  it('whose building was broken off is begun afresh, since it was written without fsync', async () => {
    await (await store.building(SHAPE)).write(batch(5, { a: {} }));
    await reopen();
    expect(await store.generations()).toEqual([]);
    expect(views()).toEqual([]);
    expect(await (await store.building(SHAPE)).checkpoint()).toBeUndefined();
  });

  it('that has other indexes than are declared now is built anew', async () => {
    await makeLive();
    await reopen();
    expect(await store.live({ ...SHAPE, indexes: [['state']] })).toBeUndefined();
    expect(await store.live(SHAPE)).toBeDefined();
  });

  it('that nobody knows, because the index was deleted, is taken away', async () => {
    await makeLive();
    await store.close();
    for (const file of readdirSync(folder)) if (file.startsWith('index.db')) rmSync(join(folder, file));
    store = openSqliteReadStore(folder);
    expect(views()).toEqual([]);
  });

  it('that was dropped leaves no file, and one that is still open stays', async () => {
    await makeLive();
    const old = await store.live(SHAPE);
    await makeLive();
    await store.dropSuperseded('2027-01-01T00:00:00.000Z');
    expect(views()).toHaveLength(2);
    await old?.close();
    await store.dropSuperseded('2027-01-01T00:00:00.000Z');
    expect(views()).toEqual(['partners@1.2.db']);
  });

  it('written by a newer version is refused', async () => {
    await makeLive();
    await store.close();
    stamp(FILE, 99);
    store = openSqliteReadStore(folder);
    await expect(store.live(SHAPE)).rejects.toThrow(StoreUnusable);
    await expect(store.live(SHAPE)).rejects.toThrow('was written by a newer version (format 99, known here: 1)');
  });

  it('that is no database is refused', async () => {
    await makeLive();
    await store.close();
    writeFileSync(join(folder, FILE), 'this is not a database '.repeat(50));
    store = openSqliteReadStore(folder);
    await expect(store.live(SHAPE)).rejects.toThrow('is not a SQLite database');
  });

  it('that is closed says that it cannot be used', async () => {
    await makeLive();
    const documents = await store.live(SHAPE);
    await documents?.close();
    await expect(documents?.get('a')).rejects.toThrow(StoreUnavailable);
  });
});

describe('the index of the views', () => {
  it('is refused when a newer version wrote it', async () => {
    await store.close();
    stamp('index.db', 7);
    expect(() => openSqliteReadStore(folder)).toThrow('was written by a newer version (format 7, known here: 1)');
    stamp('index.db', 1);
    store = openSqliteReadStore(folder);
  });
});

describe('a batch', () => {
  it.each(['batch', 'checkpoint'])('that breaks at %s leaves documents and checkpoint as they were', async (step) => {
    await makeLive();
    await store.close();
    const broken = openSqliteReadStore(folder, {
      failpoint: (reached) => {
        if (reached === step) throw new Error('broken');
      },
    });
    const documents = await broken.live(SHAPE);
    await expect(documents?.write(batch(2, { a: {}, b: {} }))).rejects.toThrow('broken');
    expect(await documents?.get('a')).toMatchObject({ minutes: 1 });
    expect(await documents?.count(undefined)).toBe(1);
    expect(await documents?.checkpoint()).toMatchObject({ position: 1n });
    await broken.close();
    store = openSqliteReadStore(folder);
  });

  it('with an indexed field that cannot be compared is refused with the name of the field', async () => {
    const building = await store.building(SHAPE);
    await expect(building.write(batch(1, { a: { minutes: [1] } }))).rejects.toThrow(
      'The indexed field minutes of the read model partners',
    );
  });
});

describe('a query', () => {
  it.each<Omit<Query, 'limit'>>([
    {},
    { sort: { by: 'minutes' } },
    { sort: { by: 'minutes', descending: true }, where: { minutes: { gte: 3 } } },
    { where: { programId: 'p', state: 'active' }, sort: { by: 'minutes' } },
    { where: { programId: 'p', state: 'active', minutes: { lt: 3 } }, sort: { by: 'minutes' } },
  ])('walks along an index from where its page begins: %p', async (query) => {
    await makeLive();
    const database = new DatabaseSync(join(folder, FILE), { readOnly: true });
    const after = Buffer.from('[5,"k"]').toString('base64url');
    for (const { sql, values } of [query, { ...query, after }].flatMap((q) =>
      pageSegments(SHAPE, { ...q, limit: 5 }),
    )) {
      const plan = database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...values)
        .map(({ detail }) => String(detail));
      expect(plan.join('\n')).toMatch(/^(SEARCH|SCAN) documents USING INDEX [^\n]*$/);
    }
    database.close();
  });
});

const views = () => readdirSync(folder).filter((file) => /@.*\.db$/.test(file));

function stamp(file: string, version: number): void {
  const database = new DatabaseSync(join(folder, file));
  database.exec(`PRAGMA user_version=${String(version)}`);
  database.close();
}

const batch = (position: number, documents: Record<string, object>): Batch => ({
  documents: new Map(Object.entries(documents)),
  parked: [],
  checkpoint: { position: BigInt(position), eventId: `event-${String(position)}`, recordedDay: '2026-01-01' },
});
