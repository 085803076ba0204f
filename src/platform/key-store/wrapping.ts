import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

/** Encrypts keys and secrets at rest under the master key: AES-256-GCM, each bound to the label under which it is stored. */
export interface Wrapping {
  /** nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes) */
  wrap(label: string, secret: Buffer): Buffer;
  /** @throws WrappingBroken when it was wrapped by another master key or under another label, or was changed */
  unwrap(label: string, wrapped: Uint8Array): Buffer;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function wrapping(masterKey: Buffer): Wrapping {
  if (masterKey.length !== 32) throw new RangeError(`A master key has 32 bytes, not ${String(masterKey.length)}.`);
  const key: KeyObject = createSecretKey(masterKey);
  return {
    wrap(label, secret) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(label));
      return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
    },
    unwrap(label, wrapped) {
      const end = wrapped.length - TAG_BYTES;
      if (end < NONCE_BYTES) throw new WrappingBroken(label);
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(label)).setAuthTag(wrapped.subarray(end));
      const secret = decipher.update(wrapped.subarray(NONCE_BYTES, end));
      try {
        return Buffer.concat([secret, decipher.final()]);
      } catch {
        throw new WrappingBroken(label);
      }
    },
  };
}

export class WrappingBroken extends Error {
  override readonly name = 'WrappingBroken';
  constructor(readonly label: string) {
    super(
      `What is stored as "${label}" in the key store does not open: it was changed, or wrapped by another master key.`,
    );
  }
}
