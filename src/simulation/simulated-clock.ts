import type { Clock } from '../kernel/clock.js';

/** How much time passes between two looks at the clock, in ms: what follows from an act is recorded a little later. */
const A_LOOK = 730;

/** A clock that goes on only when it is told to, or looked at, and never back. */
export class SimulatedClock implements Clock {
  #now: number;

  /** @param day YYYY-MM-DD, on whose morning (UTC) it stands. */
  constructor(day: string) {
    this.#now = Date.parse(`${day}T00:00:00Z`);
  }

  now(): string {
    const now = new Date(this.#now).toISOString();
    this.#now += A_LOOK;
    return now;
  }

  /** Goes on to an instant, unless it is past that. */
  advanceTo(instant: string): void {
    this.#now = Math.max(this.#now, Date.parse(instant));
  }
}
