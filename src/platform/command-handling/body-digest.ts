import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json.js';
import type { KeyStore } from '../key-store/key-store.js';

/**
 * Digests of command bodies: HMACs under a secret of the month, so that a body can be compared, and guessed by nobody once the
 * secret is destroyed. Text: `YYYY-MM.` and base64url.
 */
export interface BodyDigests {
  of(body: object, now: string): Promise<string>;
  /** Whether a recorded digest is of another body; unknown (false) when its secret is gone. */
  differs(recorded: string, body: object): Promise<boolean>;
}

export function bodyDigests(keys: Pick<KeyStore, 'secret' | 'putSecret'>): BodyDigests {
  const secrets = new Map<string, Buffer>();
  const digest = (secret: Buffer, month: string, body: object) =>
    `${month}.${createHmac('sha256', secret).update(canonicalJson(body)).digest('base64url')}`;

  return {
    async of(body, now) {
      const month = now.slice(0, 7);
      let secret = secrets.get(month);
      if (secret === undefined) {
        secret = await keys.putSecret(nameOf(month), randomBytes(32));
        secrets.clear();
        secrets.set(month, secret);
      }
      return digest(secret, month, body);
    },

    async differs(recorded, body) {
      const month = recorded.slice(0, 7);
      const secret = secrets.get(month) ?? (await keys.secret(nameOf(month)));
      if (secret === undefined) return false;
      return !timingSafeEqual(Buffer.from(digest(secret, month, body)), Buffer.from(recorded));
    },
  };
}

const nameOf = (month: string) => `body-digest-${month}`;
