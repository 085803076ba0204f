interface Waiter {
  readonly reached: () => boolean;
  readonly settle: (outcome: { reached: boolean } | { error: unknown }) => void;
}

/** Waits for a condition over positions that only ever grow: looked at again whenever somebody has got further. */
export class PassedPositions {
  readonly #waiters = new Set<Waiter>();

  /** Resolves to true when the condition holds, to false when it did not in time. Rejects with what the condition throws. */
  wait(reached: () => boolean, timeoutMs?: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const waiter: Waiter = {
        reached,
        settle: (outcome) => {
          clearTimeout(timer);
          this.#waiters.delete(waiter);
          if ('error' in outcome) reject(outcome.error);
          else resolve(outcome.reached);
        },
      };
      if (look(waiter)) return;
      this.#waiters.add(waiter);
      if (timeoutMs !== undefined)
        timer = setTimeout(() => {
          waiter.settle({ reached: false });
        }, timeoutMs);
    });
  }

  notify(): void {
    for (const waiter of this.#waiters) look(waiter);
  }
}

function look(waiter: Waiter): boolean {
  try {
    if (!waiter.reached()) return false;
    waiter.settle({ reached: true });
  } catch (error) {
    waiter.settle({ error });
  }
  return true;
}
