/** Keys, and what can be erased: data keys of persons, the directory HR number → person, the name search, secrets of API keys. */
export interface KeyStore {
  /** The identity of the log; bound on first use. @throws StoreOfAnotherLog */
  bind(logId: string): Promise<void>;
  /**
   * The data keys (32 bytes) of these ids, made and made durable where there is none yet.
   * @throws KeyDestroyed for an id whose key was destroyed: it is never made again.
   */
  keysFor(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  /** The key of one id; `undefined` when there is none or it was destroyed. */
  key(id: string): Promise<Buffer | undefined>;
  /**
   * Destroys key, directory entries and names of an id, and the secrets named `{id}` or `{id}/…`; remembered for ever.
   * When it answers, none of it is left in any file of the store.
   */
  destroy(id: string): Promise<void>;
  /** Whether the id was destroyed: tells what was erased from what never was. */
  isDestroyed(id: string): Promise<boolean>;

  /** Looks up who stands at these digests. */
  find(digests: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Claims digests for persons; answers who holds each digest afterwards (the first claim wins). Durable when it answers.
   * @throws KeyDestroyed for a person who was destroyed
   */
  claim(claims: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>>;

  /** Names by which persons are found; replaces what stood. A destroyed id gets none. */
  putNames(names: ReadonlyMap<string, string>): Promise<void>;
  /** Ids of persons in whose name every word of the query begins some word (case and accents aside), at most `limit`. */
  searchNames(query: string, limit: number): Promise<readonly string[]>;

  /** A secret value under a name (the hash of an API key, an HMAC secret); the first put wins and is answered. Durable when it answers. */
  putSecret(name: string, secret: Buffer): Promise<Buffer>;
  secret(name: string): Promise<Buffer | undefined>;
  removeSecret(name: string): Promise<void>;
  close(): Promise<void>;
}

export class KeyDestroyed extends Error {
  override readonly name = 'KeyDestroyed';
  constructor(readonly keyId: string) {
    super(`The key of ${keyId} was destroyed: nothing can be sealed under it any more.`);
  }
}
