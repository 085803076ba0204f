import type { StoredEvent, Subscription } from './event-store.js';

/**
 * Delivers batch after batch of a log that is read synchronously and wakes it after each commit.
 * No wake-up is lost: between a read that found nothing and the wait for the next commit nothing else runs.
 */
export class LiveSubscription implements Subscription {
  readonly ended: Promise<void>;
  #stopped = false;
  #resume: (() => void) | undefined;

  constructor(
    after: bigint,
    private readonly readAfter: (position: bigint) => readonly StoredEvent[],
    private readonly deliver: (events: readonly StoredEvent[]) => Promise<void>,
  ) {
    this.ended = this.#run(after);
  }

  wake(): void {
    this.#resume?.();
  }

  /** Resolves when the running delivery, if there is one, has come to its end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.wake();
    // How it ended is for those who wait for `ended`.
    await this.ended.catch(() => undefined);
  }

  async #run(position: bigint): Promise<void> {
    // Whoever subscribes keeps the subscription before the first delivery, and catching up leaves the event loop to others between batches.
    await nextTurn();
    while (!this.#stopped) {
      const batch = this.readAfter(position);
      const last = batch.at(-1);
      if (last === undefined) {
        await new Promise<void>((resolve) => (this.#resume = resolve));
        continue;
      }
      await this.deliver(batch);
      position = last.position;
      await nextTurn();
    }
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
