import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Principal } from '../../kernel/actor.js';
import type { Clock } from '../../kernel/clock.js';
import { BoundedMap } from '../command-handling/bounded-map.js';
import type { KeyStore } from '../key-store/key-store.js';

/** What the record says of a key. */
export interface KnownKey {
  readonly exists: boolean;
  readonly revoked: boolean;
  readonly personId?: string;
  readonly grants: Principal['grants'];
  readonly expiresAt?: string;
}

/** How long a node may still take a key that was revoked on another one. */
const CACHED_MS = 1_000;
const TOKEN = /^mk_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

/** Bearer tokens `mk_{key id}_{secret}`. Only a hash of the secret is kept. */
export class BearerKeys {
  readonly #cache = new BoundedMap<
    string,
    { readonly principal: Principal; readonly until: number; readonly expiresAt: string }
  >(10_000);

  constructor(
    private readonly keys: Pick<KeyStore, 'secret' | 'putSecret'>,
    private readonly known: (keyId: string) => Promise<KnownKey>,
    private readonly clock: Clock,
  ) {}

  /** The token of a key, made once: asked again there is none, since it cannot be shown again. */
  async issue(keyId: string): Promise<string | undefined> {
    const secret = randomBytes(32).toString('base64url');
    const kept = await this.keys.putSecret(keyId, hashOf(secret));
    if (!kept.equals(hashOf(secret))) return undefined;
    return `mk_${keyId.replaceAll('-', '')}_${secret}`;
  }

  /** Who holds a token; nobody when it is unknown, wrong, revoked or expired. */
  async principalOf(token: string): Promise<Principal | undefined> {
    const now = this.clock.now();
    const cached = this.#cache.get(token);
    if (cached !== undefined && cached.until > performance.now())
      return cached.expiresAt > now ? cached.principal : undefined;
    const [, digits, secret] = TOKEN.exec(token) ?? [];
    if (digits === undefined || secret === undefined) return undefined;
    const keyId = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const hash = await this.keys.secret(keyId);
    if (hash === undefined || !timingSafeEqual(hash, hashOf(secret))) return undefined;
    const { exists, revoked, personId, grants, expiresAt = '9' } = await this.known(keyId);
    if (!exists || revoked || expiresAt <= now) return undefined;
    const principal = { keyId, grants, ...(personId === undefined ? {} : { personId }) };
    this.#cache.set(token, { principal, until: performance.now() + CACHED_MS, expiresAt });
    return principal;
  }
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();
