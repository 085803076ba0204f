import type { Act } from './agenda.js';
import type { SimulatedClock } from './simulated-clock.js';

/**
 * Performs acts so that they share commits and yet are recorded in their order. Each has come as far as its append when the next begins,
 * whatever it found cached on the way; and a second act on one subject waits until the first ones are done.
 */
export async function performInOrder(acts: readonly Act[], clock: SimulatedClock): Promise<void> {
  for (let waiting = acts; waiting.length > 0;) {
    const subjects = new Set<string>();
    const later: Act[] = [];
    const running: Promise<void>[] = [];
    for (const act of waiting) {
      if (subjects.has(act.of)) {
        later.push(act);
        continue;
      }
      subjects.add(act.of);
      clock.advanceTo(act.at);
      const performed = act.perform();
      performed.catch(() => undefined); // thrown below, when all have begun
      running.push(performed);
      await microtasksDone();
    }
    await Promise.all(running);
    waiting = later;
  }
}

/** Ticks come after every microtask and before anything else of the event loop, commits among it. */
const microtasksDone = () => new Promise<void>((resolve) => process.nextTick(resolve));
