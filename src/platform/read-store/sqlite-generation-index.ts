import type { DatabaseSync } from 'node:sqlite';
import { type Generation, type ReadModelShape, StoreOfAnotherLog } from './read-store.js';

/** Which generations of read models there are, which of them are read, and whose log they are folded from. */
export class GenerationIndex {
  constructor(private readonly database: DatabaseSync) {}

  /** @throws StoreOfAnotherLog */
  bind(logId: string): void {
    const bound = this.database.prepare('SELECT id FROM log').get()?.['id'];
    if (bound === undefined) this.database.prepare('INSERT INTO log VALUES (?)').run(logId);
    else if (bound !== logId) throw new StoreOfAnotherLog('read store', String(bound), logId);
  }

  all(): readonly Generation[] {
    const found: readonly unknown[] = this.database
      .prepare('SELECT name, version, generation, state, since FROM generations ORDER BY name, version, generation')
      .all();
    return found.map((row) => ({ ...(row as Generation) }));
  }

  /** The newest generation of this version that was finished: also a superseded one, which a node of an older version goes on reading. */
  readable({ name, version }: ReadModelShape): Generation | undefined {
    const finished = this.all().filter((g) => g.name === name && g.version === version && g.state !== 'building');
    return finished.find(({ state }) => state === 'live') ?? finished.at(-1);
  }

  begin({ name, version }: ReadModelShape, since: string): Generation {
    const numbers = this.all().filter((g) => g.name === name && g.version === version);
    const begun: Generation = {
      name,
      version,
      generation: (numbers.at(-1)?.generation ?? 0) + 1,
      state: 'building',
      since,
    };
    this.database
      .prepare('INSERT INTO generations (name, version, generation, state, since) VALUES (?, ?, ?, ?, ?)')
      .run(name, version, begun.generation, begun.state, since);
    return begun;
  }

  /** Makes a finished generation the one that is read, and supersedes the one before, in one statement. */
  switchTo({ name, version, generation }: Generation, at: string): void {
    this.database
      .prepare(
        `UPDATE generations SET since = ?, state = CASE state WHEN 'live' THEN 'superseded' ELSE 'live' END
         WHERE name = ? AND (state = 'live' OR (version = ? AND generation = ?))`,
      )
      .run(at, name, version, generation);
  }

  remove({ name, version, generation }: Generation): void {
    this.database
      .prepare('DELETE FROM generations WHERE name = ? AND version = ? AND generation = ?')
      .run(name, version, generation);
  }

  close(): void {
    this.database.close();
  }
}
