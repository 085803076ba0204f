import { BoundedMap } from '../../kernel/bounded-map.js';

/** How far the commands got that process managers asked for, by the chain of events to which they belong. */
export class Causation {
  readonly #furthest = new BoundedMap<string, bigint>(50_000);

  caused(correlationId: string, position: bigint): void {
    const known = this.#furthest.get(correlationId);
    if (known === undefined || known < position) this.#furthest.set(correlationId, position);
  }

  furthest(correlationId: string): bigint | undefined {
    return this.#furthest.get(correlationId);
  }
}
