import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import type { TSchema } from 'typebox';
import { canonicalJson } from '../../kernel/canonical-json.js';
import { isBox, type Box } from '../../kernel/sealed.js';
import type { KeyStore } from '../key-store/key-store.js';
import { BoxKeys, type BoxKey } from './box-keys.js';
import { IV_BYTES, originOf, TAG_BYTES, writeBox } from './box-text.js';
import { commitmentTo, fieldsOf, type Field } from './commitment.js';
import { idAt, replacedAt, sealedPlaces, type SealedPlace } from './sealed-places.js';
import type { MonotonicMs } from './short-lived-cache.js';

/** Puts boxes into the place of personal fields. */
export interface Sealer {
  /**
   * The data with every group of personal fields sealed for this event. Groups that are boxes already are carried as they are, absent
   * ones stay absent. Keys are durable when it answers. @throws KeyDestroyed
   */
  sealData(schema: TSchema, data: object, eventId: string): Promise<object>;
  /** The `same` of the box in which these fields of one person would be sealed. @throws KeyDestroyed */
  sameOf(personId: string, fields: object): Promise<string>;
  /** Makes the keys of many persons durable in one go, before their events are sealed one by one. @throws KeyDestroyed */
  prepare(personIds: readonly string[]): Promise<void>;
  /** Drops the cached key of a person at once. */
  forget(personId: string): void;
}

export interface SealerOptions {
  readonly now?: MonotonicMs;
  readonly cachedKeys?: number;
}

export function sealer(
  keyStore: Pick<KeyStore, 'keysFor'>,
  { now = () => performance.now(), cachedKeys = 20_000 }: SealerOptions = {},
): Sealer {
  const keys = new BoxKeys((ids) => keyStore.keysFor(ids), now, cachedKeys);
  const keyOf = async (ids: readonly string[]): Promise<BoxKey> => {
    const key = await keys.of(ids);
    if (key === undefined) throw new Error(`The key store gave no key for ${ids.join(' and ')}.`);
    return key;
  };

  return {
    async sealData(schema, data, eventId) {
      let sealed: unknown = data;
      let n = 0;
      for (const place of sealedPlaces(schema)) {
        if (!isPlainAt(data, place)) continue;
        const ids = keyIdsOf(place, data);
        const key = keys.cached(ids) ?? (await keyOf(ids));
        const { same } = place.group.marking;
        sealed = replacedAt(sealed, place.path, (value) =>
          isBox(value) ? value : boxOf(value, originOf(ids, eventId, n++), key, same === true),
        );
      }
      return sealed as object;
    },
    async sameOf(personId, fields) {
      return sameText(await keyOf([personId]), objectText(fieldsOf(fields)));
    },
    prepare: (personIds) => keys.prepare(personIds),
    forget: (personId) => keys.forget(personId),
  };
}

function isPlainAt(data: object, { path }: SealedPlace): boolean {
  let plain = false;
  replacedAt(data, path, (value) => {
    plain ||= !isBox(value);
    return value;
  });
  return plain;
}

/** In order of ids, a person once. */
const keyIdsOf = ({ of }: SealedPlace, data: object): readonly string[] =>
  [...new Set(of.map((path) => idAt(data, path)))].sort();

const SEED_BYTES = 16;

function boxOf(value: object, origin: string, key: BoxKey, withSame: boolean): Box {
  const iv = random(IV_BYTES);
  const seed = random(SEED_BYTES);
  const fields = fieldsOf(value);
  const text = objectText(fields);
  const cipher = createCipheriv('aes-256-gcm', key.seal, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(origin));
  const ciphertext = cipher.update(`{"fields":${text},"seed":"${seed.toString('base64url')}"}`, 'utf8');
  cipher.final();
  const box = {
    box: writeBox(origin, iv, Buffer.concat([ciphertext, cipher.getAuthTag()])),
    commit: commitmentTo(fields, seed).text,
  };
  return withSame ? { ...box, same: sameText(key, text) } : box;
}

/** Asking for random bytes costs 2 µs, however many: they are taken from a supply, each once. */
function random(bytes: number): Buffer {
  if (used + bytes > supply.length) {
    supply = randomBytes(4096);
    used = 0;
  }
  used += bytes;
  return supply.subarray(used - bytes, used);
}
let supply = Buffer.alloc(0);
let used = 0;

const objectText = (fields: readonly Field[]): string =>
  `{${fields.map(([name, json]) => `${canonicalJson(name)}:${json}`).join(',')}}`;

const sameText = (key: BoxKey, fields: string): string =>
  createHmac('sha256', key.same).update(fields).digest('base64url');
