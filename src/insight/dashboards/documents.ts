import type { Query } from '../../platform/read-store/read-store.js';
import type { ProjectionEngine } from '../../platform/projections/projection-engine.js';
import { Refusal } from '../../kernel/refusal.js';

/** A list's part and where the next begins. */
export interface List<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** The documents of live read models, by their types. @throws ReadModelNotLive, InvalidCursor */
export class DocumentReader {
  constructor(private readonly engine: ProjectionEngine) {}

  /** @throws Refusal not-found */
  async get<D>(
    model: { readonly name: string; readonly initial: (key: string) => D },
    key: string,
    what: string,
  ): Promise<D> {
    const document = await this.engine.documents(model.name).get(key);
    if (document === undefined)
      throw new Refusal('not-found', `There is no ${what} with the id ${key.slice(0, 60)}.`, 'not-found');
    return document as D;
  }

  async many<D>(
    model: { readonly name: string; readonly initial: (key: string) => D },
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, D>> {
    return (await this.engine.documents(model.name).getMany(keys)) as ReadonlyMap<string, D>;
  }

  async find<D>(
    model: { readonly name: string; readonly initial: (key: string) => D },
    query: Query,
  ): Promise<List<D>> {
    const { items, next } = await this.engine.documents(model.name).find(query);
    return { items: items.map(({ document }) => document as D), ...(next === undefined ? {} : { next }) };
  }

  async all<D>(
    model: { readonly name: string; readonly initial: (key: string) => D },
    query: Omit<Query, 'limit' | 'after'>,
  ): Promise<readonly D[]> {
    const found: D[] = [];
    for (let after: string | undefined; ;) {
      const page: List<D> = await this.find(model, {
        ...query,
        limit: MAX_LIMIT,
        ...(after === undefined ? {} : { after }),
      });
      found.push(...page.items);
      if (page.next === undefined) return found;
      after = page.next;
    }
  }

  async count(model: { readonly name: string }, where: Query['where']): Promise<number> {
    return this.engine.documents(model.name).count(where);
  }
}

const MAX_LIMIT = 500;

/** `limit` (1-500, else 50) and `after` of a request. @throws Refusal */
export function pageOf(query: Readonly<Record<string, string | undefined>>): {
  readonly limit: number;
  readonly after?: string;
} {
  const { limit = '50', after } = query;
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > MAX_LIMIT)
    throw new Refusal('invalid-limit', `limit must be a number from 1 to ${MAX_LIMIT}.`, 'malformed');
  return { limit: Number(limit), ...(after === undefined ? {} : { after }) };
}

/** One of these values, or none. @throws Refusal */
export function choiceIn<const T extends string>(
  query: Readonly<Record<string, string | undefined>>,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined)
    throw new Refusal('invalid-query', `${name} must be one of: ${choices.join(', ')}.`, 'malformed');
  return choice;
}
