import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Principal } from '../../kernel/actor.js';
import type { Clock } from '../../kernel/clock.js';
import { BoundedMap } from '../../kernel/bounded-map.js';
import type { KeyStore } from '../key-store/key-store.js';
import type { MonotonicMs } from '../privacy/short-lived-cache.js';

/** What the record says of a key. */
export interface KnownKey {
  readonly exists: boolean;
  readonly revoked: boolean;
  readonly personId?: string;
  readonly grants: Principal['grants'];
  readonly expiresAt?: string;
}

interface Cached {
  readonly principal: Principal;
  /** By the monotonic clock. */
  readonly cachedUntil: number;
  /** By the house's clock, in ms since 1970. */
  readonly validUntil: number;
}

/** How long a node may still take a key that was revoked on another one. */
const CACHED_MS = 30_000;
const TOKEN = /^mk_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

/** Bearer tokens `mk_{key id}_{secret}`. Only a hash of the secret is kept. */
export class BearerKeys {
  readonly #cache = new BoundedMap<string, Cached>(10_000);
  readonly #revoked = new Set<string>();

  constructor(
    private readonly keys: Pick<KeyStore, 'secret' | 'putSecret'>,
    private readonly known: (keyId: string) => Promise<KnownKey>,
    private readonly clock: Clock,
    private readonly monotonic: MonotonicMs = () => performance.now(),
  ) {}

  /** The token of a key, made once: asked again there is none, since it cannot be shown again. */
  async issue(keyId: string): Promise<string | undefined> {
    const secret = randomBytes(32).toString('base64url');
    const kept = await this.keys.putSecret(keyId, hashOf(secret));
    if (!kept.equals(hashOf(secret))) return undefined;
    return `mk_${keyId.replaceAll('-', '')}_${secret}`;
  }

  /** A key was revoked here: from now on it is not taken from the cache. */
  revoked(keyId: string): void {
    this.#revoked.add(keyId);
  }

  /** Who holds a token; nobody when it is unknown, wrong, revoked or expired. */
  async principalOf(token: string): Promise<Principal | undefined> {
    const now = this.clock.now();
    const cached = this.#cache.get(token);
    if (cached !== undefined && cached.cachedUntil > this.monotonic() && !this.#revoked.has(cached.principal.keyId))
      return cached.validUntil > Date.parse(now) ? cached.principal : undefined;
    const [, digits, secret] = TOKEN.exec(token) ?? [];
    if (digits === undefined || secret === undefined) return undefined;
    const keyId = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const hash = await this.keys.secret(keyId);
    if (hash === undefined || !timingSafeEqual(hash, hashOf(secret))) return undefined;
    const { exists, revoked, personId, grants, expiresAt } = await this.known(keyId);
    const validUntil = expiresAt === undefined ? Infinity : Date.parse(expiresAt);
    if (!exists || revoked || validUntil <= Date.parse(now)) return undefined;
    const principal = { keyId, grants, ...(personId === undefined ? {} : { personId }) };
    this.#cache.set(token, { principal, cachedUntil: this.monotonic() + CACHED_MS, validUntil });
    return principal;
  }
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();
