import { v5, v7 } from 'uuid';

/** Namespace of every derived id of this system. Part of the storage format: never changed. */
const NAMESPACE = '6f1d3a52-7c0e-5b8e-9d3b-2f6f3f0d9a11';

/** The same words always give the same id (UUIDv5): what is derived can be derived again. */
export const derivedId = (...words: readonly (string | number)[]): string => v5(JSON.stringify(words), NAMESPACE);

/** A fresh id (UUIDv7), ordered by time of making. */
export const freshId = (): string => v7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = (text: string): boolean => UUID.test(text);
