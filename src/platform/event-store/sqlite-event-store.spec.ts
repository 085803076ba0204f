import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabaseFile, StoreUnusable } from '../sqlite/database-file.js';
import { type NewEvent, OutcomeUnknown, StoreUnavailable } from './event-store.js';
import { EVENTS_FORMAT, openSqliteEventStore } from './sqlite-event-store.js';
import { SqliteEventReader } from './sqlite-event-reader.js';
import { GroupCommit } from './sqlite-group-commit.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mentoring-test-'));
  path = join(folder, 'events.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a group of appends', () => {
  it('fails as a whole when the disk is full, stores nothing of it, and succeeds when there is room again', async () => {
    const database = openDatabaseFile(path, EVENTS_FORMAT);
    const group = new GroupCommit(
      database,
      () => undefined,
      () => undefined,
    );
    await group.append('mentoring.a-1', [event('1')], 'new');
    limitPages(database, 30);

    const appends = () => [
      group.append('mentoring.a-2', [event('2')], 'new'),
      group.append('mentoring.a-3', [event('3', 200_000)], 'new'),
      group.append('mentoring.a-4', [event('4')], 'new'),
    ];
    for (const { reason } of (await Promise.allSettled(appends())) as PromiseRejectedResult[]) {
      expect(reason).toBeInstanceOf(StoreUnavailable);
    }
    const reader = new SqliteEventReader(database);
    expect(reader.after(0n, 10).map(({ id }) => id)).toEqual(['1']);

    limitPages(database, 1_000_000);
    await Promise.all(appends());
    expect(reader.after(0n, 10).map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
    database.close();
  });

  it('is one transaction for the appends of one turn', async () => {
    const steps: string[] = [];
    const store = openSqliteEventStore(path, { failpoint: (step) => steps.push(step) });
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => store.append(`mentoring.a-${String(i)}`, [event('1')], 'new')),
    );
    expect(steps).toEqual(['append', 'commit', 'committed']);
    await store.close();
  });

  it('whose answer got lost is delivered, and answered when it is sent again', async () => {
    let lose = true;
    const store = openSqliteEventStore(path, {
      failpoint: (step) => {
        if (step === 'committed' && lose) throw new Error('lost');
      },
    });
    const delivered = Promise.withResolvers<string>();
    const subscription = store.subscribe(0n, async ([first]) => {
      delivered.resolve(first!.id);
    });
    await expect(store.append('mentoring.a-1', [event('1')], 'new')).rejects.toThrow(OutcomeUnknown);
    expect(await delivered.promise).toBe('1');
    lose = false;
    expect(await store.append('mentoring.a-1', [event('1')], 'new')).toEqual({ revision: 0, position: 1n });
    await subscription.stop();
    await store.close();
  });

  it('that breaks before its commit is known not to be stored, and does not stand in the way of the next', async () => {
    let broken = true;
    const store = openSqliteEventStore(path, {
      failpoint: (step) => {
        if (step === 'commit' && broken) throw new Error('broken');
      },
    });
    await expect(store.append('mentoring.a-1', [event('1')], 'new')).rejects.toThrow(StoreUnavailable);
    expect(await store.head()).toBeUndefined();
    broken = false;
    await store.append('mentoring.a-2', [event('2')], 'new');
    expect((await store.readAll(0n, { limit: 5 })).map(({ id }) => id)).toEqual(['2']);
    await store.close();
  });

  it('is waited for when the store is closed', async () => {
    const store = openSqliteEventStore(path);
    const appended = store.append('mentoring.a-1', [event('1')], 'new');
    await store.close();
    await expect(appended).resolves.toEqual({ revision: 0, position: 1n });
    await expect(store.append('mentoring.a-2', [event('2')], 'new')).rejects.toThrow(StoreUnavailable);
  });
});

describe('the file of the event store', () => {
  it('is refused when a newer version wrote it', () => {
    withFile((database) => {
      database.exec(`PRAGMA application_id=${String(EVENTS_FORMAT.applicationId)}; PRAGMA user_version=99`);
    });
    expect(opening).toThrow(StoreUnusable);
    expect(opening).toThrow(`The event store ${path} was written by a newer version (format 99, known here: 1)`);
  });

  it('is refused, and left as it was, when it is no database', () => {
    writeFileSync(path, 'once upon a time there was a text of more than a hundred bytes '.repeat(5));
    expect(opening).toThrow(`${path} is not a SQLite database`);
    expect(opening).toThrow(StoreUnusable);
  });

  it('is refused, and left as it was, when it is a database of something else', () => {
    withFile((database) => {
      database.exec('CREATE TABLE recipes (name TEXT)');
    });
    expect(opening).toThrow(`${path} is not a file of the event store`);
    withFile((database) => {
      expect(database.prepare('SELECT name FROM sqlite_master').all()).toEqual([
        expect.objectContaining({ name: 'recipes' }),
      ]);
      expect(database.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'delete' });
    });
  });

  it('is refused when it cannot be written', () => {
    // Not even root may create a file in the file system of the kernel's processes; anybody else is kept out by the mode of a folder.
    const locked = process.getuid?.() === 0 ? '/proc' : join(folder, 'locked');
    if (locked !== '/proc') mkdirSync(locked, { mode: 0o555 });
    expect(() => openSqliteEventStore(join(locked, 'events.db'))).toThrow(StoreUnusable);
    expect(() => openSqliteEventStore(join(locked, 'events.db'))).toThrow('can be written by this user');
    if (locked !== '/proc') chmodSync(locked, 0o755);
  });

  it('is refused while another process is writing it', async () => {
    await openSqliteEventStore(path).close();
    withFile((database) => {
      database.exec('BEGIN IMMEDIATE');
      expect(opening).toThrow('is in use by another process');
      database.exec('ROLLBACK');
    });
  });

  it('is created together with its folder', async () => {
    const store = openSqliteEventStore(join(folder, 'not', 'there', 'events.db'));
    await expect(store.head()).resolves.toBeUndefined();
    await store.close();
  });
});

const opening = () => openSqliteEventStore(path);

function withFile(work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(path);
  work(database);
  database.close();
}

const limitPages = (database: DatabaseSync, pages: number) => {
  database.exec(`PRAGMA max_page_count=${String(pages)}`);
};

const event = (id: string, length = 10): NewEvent => ({
  id,
  type: 'Happened',
  data: JSON.stringify('x'.repeat(length)),
  metadata: '{}',
});
