/**
 * The text of a box: `1.<key ids>.<event id>.<n>.<iv>.<ciphertext+tag>`, key ids in order and joined by `,`, the last two base64url.
 * All before the iv, with its last dot, is the additional data of the encryption: a box says where it was born.
 */
export interface BoxText {
  readonly keyIds: readonly string[];
  /** The additional data. */
  readonly origin: string;
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

export const IV_BYTES = 12;
export const TAG_BYTES = 16;

/** `n` counts the boxes that are sealed for an event, from 0. */
export function originOf(keyIds: readonly string[], eventId: string, n: number): string {
  for (const id of [...keyIds, eventId])
    if (!ID.test(id)) throw new TypeError(`"${id}" cannot stand in a box: an id has no dot, comma or space.`);
  return `1.${keyIds.join(',')}.${eventId}.${n}.`;
}

const ID = /^[A-Za-z0-9_:-]+$/;

export const writeBox = (origin: string, iv: Buffer, sealed: Buffer): string =>
  `${origin}${iv.toString('base64url')}.${sealed.toString('base64url')}`;

/** @throws BoxBroken for a text that `writeBox` has not written */
export function parseBox(text: string): BoxText {
  const parts = BOX.exec(text)?.groups;
  if (parts === undefined) throw new BoxBroken(text, 'it has not the form of a box');
  const { origin = '', ids = '', iv = '', sealed = '' } = parts;
  const bytes = Buffer.from(sealed, 'base64url');
  // The last letter of base64url has bits that are not read: only one writing of the same bytes is let pass.
  if (bytes.length < TAG_BYTES || bytes.toString('base64url') !== sealed)
    throw new BoxBroken(text, 'it is cut off or changed');
  const end = bytes.length - TAG_BYTES;
  return {
    keyIds: ids.split(','),
    origin,
    iv: Buffer.from(iv, 'base64url'),
    ciphertext: bytes.subarray(0, end),
    tag: bytes.subarray(end),
  };
}

const BOX =
  /^(?<origin>1\.(?<ids>[A-Za-z0-9_:-]+(?:,[A-Za-z0-9_:-]+)?)\.[A-Za-z0-9_:-]+\.(?:0|[1-9]\d*)\.)(?<iv>[A-Za-z0-9_-]{16})\.(?<sealed>[A-Za-z0-9_-]+)$/;

/** A box that was changed, or says of itself what is not so. (One whose key was destroyed is whole, and reads as erased.) */
export class BoxBroken extends Error {
  override readonly name = 'BoxBroken';
  /** The message holds the origin of the box only. */
  constructor(box: string, reason: string) {
    super(`The box ${box.split('.', 4).join('.').slice(0, 200)} is broken: ${reason}.`);
  }
}
