/** Milliseconds on a clock that never goes back: `performance.now`. */
export type MonotonicMs = () => number;

/** For how long a key or an opened value may be kept outside of the key store, in ms: an erasure holds everywhere after that. */
export const SHORT_LIVED_MS = 60_000;

/** A bounded cache that forgets what was used least recently, and everything when its time is over. */
export class ShortLivedCache<Value extends { readonly until: number }> {
  readonly #entries = new Map<string, Value>();
  #nextSweep = 0;

  constructor(
    private readonly size: number,
    private readonly now: MonotonicMs,
  ) {}

  get(key: string): Value | undefined {
    const now = this.now();
    this.#sweep(now);
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    if (entry.until <= now) return undefined;
    this.#entries.set(key, entry);
    return entry;
  }

  set(key: string, entry: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.size) return;
      this.#entries.delete(oldest);
    }
  }

  forget(matches: (key: string, entry: Value) => boolean): void {
    for (const [key, entry] of this.#entries) if (matches(key, entry)) this.#entries.delete(key);
  }

  /** Takes away what nobody asks for any more. */
  #sweep(now: number): void {
    if (now < this.#nextSweep) return;
    this.#nextSweep = now + SHORT_LIVED_MS / 4;
    this.forget((_key, entry) => entry.until <= now);
  }
}
