import { hash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json.js';

/**
 * The commitment of a box to each of its fields, by which one field can be disclosed without the others (as in SD-JWT, RFC 9901).
 * Part of the storage format; base64url without padding, `SHA-256(text)` of its UTF-8 bytes:
 *
 *     salts      = base64url(SHAKE256(seed, 18 bytes × fields)), cut into 24 characters each, in the order of names
 *     digest     = base64url(SHA-256(canonical JSON of [salt, name, value]))
 *     commitment = base64url(SHA-256(the digests, sorted, one after the other))
 *
 * The seed never leaves the box. A salt tells nothing of the others, and without its salt no value can be guessed from its digest.
 */
export interface Commitment {
  /** As it stands beside the box. */
  readonly text: string;
  /** In the order of the fields, as are the digests. */
  readonly salts: readonly string[];
  readonly digests: readonly string[];
}

/** A field and its value in canonical JSON. */
export type Field = readonly [name: string, json: string];

/** In the order of canonical JSON; what is undefined is not there. */
export const fieldsOf = (value: object): readonly Field[] =>
  Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => [name, canonicalJson(field)]);

/** `fields` as `fieldsOf` gives them; `seed`: 16 random bytes. */
export function commitmentTo(fields: readonly Field[], seed: Buffer): Commitment {
  const salts = saltsOf(seed, fields.length);
  const digests = fields.map(([name, json], i) => digestOf(saltAt(salts, i), name, json));
  return { text: textOf(digests), salts: fields.map((_, i) => saltAt(salts, i)), digests };
}

/** One field of a box, with what shows that it is the recorded one. */
export interface Disclosure {
  readonly value: unknown;
  readonly salt: string;
  /** Of the fields that stay hidden, sorted. */
  readonly otherDigests: readonly string[];
}

/** Whether the field of this name, in the box of this commitment, has the disclosed value. */
export function verifyDisclosure(commit: string, name: string, { value, salt, otherDigests }: Disclosure): boolean {
  // Digests of other lengths could be cut in another way.
  if (!otherDigests.every((digest) => DIGEST.test(digest))) return false;
  return textOf([...otherDigests, digestOf(salt, name, canonicalJson(value))]) === commit;
}

const DIGEST = /^[A-Za-z0-9_-]{43}$/;

const SALT_BYTES = 18;
/** Three bytes are four characters: a text of several salts can be cut without decoding. */
const SALT_LENGTH = (SALT_BYTES / 3) * 4;

const saltsOf = (seed: Buffer, count: number): string =>
  hash('shake256', seed, { outputLength: SALT_BYTES * count, outputEncoding: 'base64url' });

const saltAt = (salts: string, i: number): string => salts.slice(i * SALT_LENGTH, (i + 1) * SALT_LENGTH);

const digestOf = (salt: string, name: string, json: string): string =>
  hash('sha256', `[${canonicalJson(salt)},${canonicalJson(name)},${json}]`, 'base64url');

const textOf = (digests: readonly string[]): string => hash('sha256', [...digests].sort().join(''), 'base64url');
