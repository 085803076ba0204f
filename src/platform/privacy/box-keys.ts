import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { SHORT_LIVED_MS, ShortLivedCache, type MonotonicMs } from './short-lived-cache.js';

/** What boxes of one person, or of one pair of persons, are sealed with. */
export interface BoxKey {
  /** AES-256-GCM */
  readonly seal: KeyObject;
  /** HMAC-SHA-256 of `same`. */
  readonly same: KeyObject;
  /** On the monotonic clock: not to be used from then on. */
  readonly until: number;
}

/** Where the data keys come from; an id that has none is left out. */
export type LoadKeys = (ids: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;

/** The keys of boxes, kept for a short time: making one from a data key costs more than an encryption. */
export class BoxKeys {
  readonly #keys: ShortLivedCache<BoxKey & { readonly ids: readonly string[] }>;
  #forgotten = 0;

  constructor(
    private readonly load: LoadKeys,
    private readonly now: MonotonicMs,
    size: number,
  ) {
    this.#keys = new ShortLivedCache(size, now);
  }

  /** The key of these ids (in order, one or two), if it is at hand. */
  cached(ids: readonly string[]): BoxKey | undefined {
    return this.#keys.get(ids.join(','));
  }

  /** The key of these ids; none when the data key of one of them is missing. */
  async of(ids: readonly string[]): Promise<BoxKey | undefined> {
    return this.cached(ids) ?? (await this.#loaded([ids])).get(ids.join(','));
  }

  /** Loads the keys of many single ids in one go. */
  async prepare(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => this.cached([id]) === undefined);
    if (missing.length > 0) await this.#loaded(missing.map((id) => [id]));
  }

  /** Drops what was made from the data key of this id, also what is being made. */
  forget(id: string): void {
    this.#forgotten++;
    this.#keys.forget((_key, { ids }) => ids.includes(id));
  }

  async #loaded(groups: readonly (readonly string[])[]): Promise<ReadonlyMap<string, BoxKey>> {
    const until = this.now() + SHORT_LIVED_MS;
    const forgotten = this.#forgotten;
    const dataKeys = await this.load([...new Set(groups.flat())]);
    const made = new Map<string, BoxKey>();
    for (const ids of groups) {
      const parts = ids.flatMap((id) => dataKeys.get(id) ?? []);
      if (parts.length < ids.length) continue;
      const key = { ...boxKey(parts), until, ids };
      made.set(ids.join(','), key);
      if (forgotten === this.#forgotten) this.#keys.set(ids.join(','), key);
    }
    return made;
  }
}

/** Of one person: the data key. Of two: HKDF over both in order of their ids, so that it is gone with either. */
function boxKey(dataKeys: readonly Buffer[]): Pick<BoxKey, 'seal' | 'same'> {
  const [only, ...others] = dataKeys;
  const key = only !== undefined && others.length === 0 ? only : derived(Buffer.concat(dataKeys), 'two persons');
  return { seal: createSecretKey(key), same: createSecretKey(derived(key, 'same')) };
}

/** HKDF-SHA-256 (RFC 5869) without salt, 32 bytes. */
const derived = (key: Buffer, info: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', info, 32));
