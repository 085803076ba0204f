import { createDecipheriv } from 'node:crypto';
import type { Box } from '../../kernel/sealed.js';
import type { KeyStore } from '../key-store/key-store.js';
import { BoxKeys, type BoxKey } from './box-keys.js';
import { BoxBroken, parseBox, TAG_BYTES, type BoxText } from './box-text.js';
import { commitmentTo, fieldsOf, type Disclosure } from './commitment.js';
import { ShortLivedCache, type MonotonicMs } from './short-lived-cache.js';

/** What stands for personal fields whose key was destroyed. */
export const ERASED = Object.freeze({ erased: true } as const);
export type Erased = typeof ERASED;
export const isErased = (value: unknown): value is Erased => value === ERASED;

export type PersonalFields = Readonly<Record<string, unknown>>;

/** Opens boxes, at the edges only: for a reader who may see what is in them. */
export interface Opener {
  /** The fields of a box, frozen. @throws BoxBroken when box or commitment are not as they were sealed */
  open(box: Box): Promise<PersonalFields | Erased>;
  /** One field with the proof that it is the recorded one; none of this name: undefined. @throws BoxBroken */
  disclose(box: Box, name: string): Promise<Disclosure | Erased | undefined>;
  /** Drops at once what is cached of a person: the key, and what was opened with it. */
  forget(personId: string): void;
}

export interface OpenerOptions {
  readonly now?: MonotonicMs;
  readonly cachedKeys?: number;
  readonly cachedValues?: number;
}

export function opener(
  keyStore: Pick<KeyStore, 'key' | 'isDestroyed'>,
  { now = () => performance.now(), cachedKeys = 20_000, cachedValues = 10_000 }: OpenerOptions = {},
): Opener {
  const keys = new BoxKeys((ids) => standingKeys(keyStore, ids), now, cachedKeys);
  const cache = new ShortLivedCache<Opened>(cachedValues, now);
  let forgotten = 0;

  /** Why a box has no key: erased, or a key id that never was, which no box of ours bears. */
  const withoutKey = async (box: Box, { keyIds }: BoxText): Promise<Erased> => {
    for (const id of keyIds) if (await keyStore.isDestroyed(id)) return ERASED;
    throw new BoxBroken(box.box, 'no key of whom it names was ever made');
  };

  return {
    async open(box) {
      const hit = cache.get(box.box);
      if (hit?.commit === box.commit) return hit.fields;
      const before = forgotten;
      const text = parseBox(box.box);
      const key = keys.cached(text.keyIds) ?? (await keys.of(text.keyIds));
      if (key === undefined) return withoutKey(box, text);
      const { fields } = opened(box, text, key);
      deepFreeze(fields);
      // A value that was opened while its person was forgotten is answered this once, and not kept.
      if (before === forgotten)
        cache.set(box.box, { fields, commit: box.commit, keyIds: text.keyIds, until: key.until });
      return fields;
    },
    async disclose(box, name) {
      const text = parseBox(box.box);
      const key = keys.cached(text.keyIds) ?? (await keys.of(text.keyIds));
      if (key === undefined) return withoutKey(box, text);
      const { fields, commitment } = opened(box, text, key);
      const index = fieldsOf(fields).findIndex(([field]) => field === name);
      const salt = commitment.salts[index];
      if (salt === undefined) return undefined;
      const otherDigests = commitment.digests.filter((_, i) => i !== index).sort();
      return { value: fields[name], salt, otherDigests };
    },
    forget(personId) {
      forgotten++;
      keys.forget(personId);
      cache.forget((_box, { keyIds }) => keyIds.includes(personId));
    },
  };
}

interface Opened {
  readonly fields: PersonalFields;
  readonly commit: string;
  readonly keyIds: readonly string[];
  readonly until: number;
}

async function standingKeys(
  keyStore: Pick<KeyStore, 'key'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const keys = new Map<string, Buffer>();
  for (const id of ids) {
    const key = await keyStore.key(id);
    if (key !== undefined) keys.set(id, key);
  }
  return keys;
}

function opened(box: Box, text: BoxText, key: BoxKey) {
  const { fields, seed } = JSON.parse(decrypted(box, text, key)) as { fields: PersonalFields; seed: string };
  // AES-GCM does not commit to its key: that the content is the one committed to is looked at here.
  const commitment = commitmentTo(fieldsOf(fields), Buffer.from(seed, 'base64url'));
  if (commitment.text !== box.commit) throw new BoxBroken(box.box, 'its commitment is to something else');
  return { fields, commitment };
}

function decrypted(box: Box, { origin, iv, ciphertext, tag }: BoxText, { seal }: BoxKey): string {
  const decipher = createDecipheriv('aes-256-gcm', seal, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(origin)).setAuthTag(tag);
  const plain = decipher.update(ciphertext);
  try {
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch {
    throw new BoxBroken(box.box, 'it was changed, or is passed off as another');
  }
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
}
