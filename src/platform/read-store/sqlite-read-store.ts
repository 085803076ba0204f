import type { DatabaseSync } from 'node:sqlite';
import { type Clock, systemClock } from '../../kernel/clock.js';
import { type Failpoint, noFailpoint } from '../failpoint.js';
import { declare, isDeclared } from './indexed-columns.js';
import type { Building, Documents, Generation, ReadModelShape, ReadStore } from './read-store.js';
import { GenerationIndex } from './sqlite-generation-index.js';
import { type DocumentsParts, SqliteBuilding, SqliteDocuments } from './sqlite-documents.js';
import { FolderViews, MemoryViews, type Views } from './sqlite-views.js';

export interface SqliteReadStoreOptions {
  /** `batch` before the checkpoint of a batch, `checkpoint` before its commit, `batch-committed` after it. */
  readonly failpoint?: Failpoint;
  readonly clock?: Clock;
}

/** Read models in a folder, one SQLite file a model and generation, or in memory. @throws StoreUnusable */
export function openSqliteReadStore(folder: string, options: SqliteReadStoreOptions = {}): ReadStore {
  const views = folder === ':memory:' ? new MemoryViews() : new FolderViews(folder);
  return new SqliteReadStore(views, options.failpoint ?? noFailpoint, options.clock ?? systemClock);
}

class SqliteReadStore implements ReadStore {
  readonly #index: GenerationIndex;
  readonly #open = new Map<string, SqliteDocuments>();

  constructor(
    private readonly views: Views,
    private readonly failpoint: Failpoint,
    private readonly clock: Clock,
  ) {
    this.#index = new GenerationIndex(views.openIndex());
    this.#clear();
  }

  async bind(logId: string): Promise<void> {
    this.#index.bind(logId);
  }

  async live(shape: ReadModelShape): Promise<Documents | undefined> {
    const generation = this.#index.readable(shape);
    if (generation === undefined) return undefined;
    const file = fileOf(generation);
    return this.#open.get(file) ?? this.#reopened(file, shape);
  }

  async building(shape: ReadModelShape): Promise<Building> {
    const begun = this.#index.all().find((g) => isOf(g, shape) && g.state === 'building');
    const open = begun && this.#open.get(fileOf(begun));
    if (open instanceof SqliteBuilding) return open;
    if (begun !== undefined) this.#remove(begun);

    const generation = this.#index.begin(shape, this.clock.now());
    const file = fileOf(generation);
    const database = this.views.open(file, 'building');
    declare(database, shape);
    const finish = (at: string): Documents => {
      this.views.makeDurable(file);
      this.#index.switchTo(generation, at);
      return this.#keep(file, new SqliteDocuments(this.#parts(file, shape, this.views.open(file, 'live'))));
    };
    return this.#keep(file, new SqliteBuilding(this.#parts(file, shape, database), finish));
  }

  async generations(): Promise<readonly Generation[]> {
    return this.#index.all();
  }

  /** What is open stays: it is read by someone. */
  async dropSuperseded(before: string): Promise<void> {
    for (const generation of this.#index.all()) {
      const dropped = generation.state === 'superseded' && generation.since < before;
      if (dropped && !this.#open.has(fileOf(generation))) this.#remove(generation);
    }
  }

  async close(): Promise<void> {
    for (const documents of [...this.#open.values()]) await documents.close();
    this.#index.close();
    this.views.close();
  }

  /** Generations whose building was broken off are begun afresh: they were written without fsync. Files that nobody knows go too. */
  #clear(): void {
    for (const generation of this.#index.all()) {
      if (generation.state === 'building' || !this.views.has(fileOf(generation))) this.#remove(generation);
    }
    const known = new Set(this.#index.all().map(fileOf));
    for (const file of this.views.files()) if (!known.has(file)) this.views.remove(file);
  }

  #remove(generation: Generation): void {
    this.#index.remove(generation);
    this.views.remove(fileOf(generation));
  }

  /** Without its file, or with other indexes than are declared now, a generation is as if it had never been built. */
  #reopened(file: string, shape: ReadModelShape): SqliteDocuments | undefined {
    if (!this.views.has(file)) return undefined;
    const database = this.views.open(file, 'live');
    if (isDeclared(database, shape)) return this.#keep(file, new SqliteDocuments(this.#parts(file, shape, database)));
    this.views.release(database);
    return undefined;
  }

  #parts(file: string, shape: ReadModelShape, database: DatabaseSync): DocumentsParts {
    const { failpoint, views } = this;
    return { database, file, views, shape, failpoint, onClose: () => this.#open.delete(file) };
  }

  #keep<T extends SqliteDocuments>(file: string, documents: T): T {
    this.#open.set(file, documents);
    return documents;
  }
}

const isOf = (generation: Generation, { name, version }: ReadModelShape): boolean =>
  generation.name === name && generation.version === version;

const fileOf = ({ name, version, generation }: Generation): string =>
  `${encodeURIComponent(name)}@${String(version)}.${String(generation)}.db`;
