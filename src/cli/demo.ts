/** Placeholder shape until the simulation stands. */
export function demo(_: object): Promise<void> {
  return Promise.reject(new Error('not yet'));
}
