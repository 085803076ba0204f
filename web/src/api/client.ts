import { offline, problemOf } from './problem';
import { settledAt } from './settled';
import { token } from './token';
import type { Done } from './types';

/** `settle`: wait until everything that follows from this tab's own commands is done and can be read. */
export async function get<T>(path: string, { settle = true } = {}): Promise<T> {
  const position = settle ? settledAt() : undefined;
  const query = position === undefined ? '' : `${path.includes('?') ? '&' : '?'}settled=${position}`;
  return answer<T>(`/api${path}${query}`, { headers: headers() });
}

export async function post(path: string, body: object, key: string): Promise<Done> {
  return answer<Done>(`/api${path}`, {
    method: 'POST',
    headers: headers({ 'Content-Type': 'application/json', 'Idempotency-Key': key }),
    body: JSON.stringify(body),
  });
}

export async function upload<T>(path: string, file: Blob): Promise<T> {
  return answer<T>(`/api${path}`, {
    method: 'POST',
    headers: headers({ 'Content-Type': 'text/csv' }),
    body: file,
  });
}

async function answer<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: 'omit', cache: 'no-store' });
  } catch {
    throw offline();
  }
  if (!response.ok) throw await problemOf(response);
  try {
    return (await response.json()) as T;
  } catch {
    throw offline();
  }
}

function headers(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const key = token();
  return { Accept: 'application/json', ...(key === null ? {} : { Authorization: `Bearer ${key}` }), ...more };
}
