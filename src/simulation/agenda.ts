/** Something that somebody will do at an instant: one command at most, so that acts can share a commit. */
export interface Act {
  /** ISO, UTC. Not before it, and not much later. */
  readonly at: string;
  /** The id of what it changes. */
  readonly of: string;
  /** Tells the acts of one subject apart. */
  readonly step: string;
  readonly perform: () => Promise<void>;
}

/** What will be done, by day. */
export class Agenda {
  readonly #days = new Map<string, Act[]>();
  #taken = '';

  /** Everything before this instant was taken out; nothing yet: the beginning of time. */
  get taken(): string {
    return this.#taken;
  }

  /** What is planned for an instant that is past is done next. */
  plan(act: Act): void {
    const due = act.at < this.#taken ? { ...act, at: this.#taken } : act;
    const day = due.at.slice(0, 'YYYY-MM-DD'.length);
    const acts = this.#days.get(day);
    if (acts === undefined) this.#days.set(day, [due]);
    else acts.push(due);
  }

  /** Takes out what is planned on a day before an instant, in an order that does not depend on who planned first. */
  take(day: string, before: string): readonly Act[] {
    const acts = this.#days.get(day) ?? [];
    this.#days.set(
      day,
      acts.filter(({ at }) => at >= before),
    );
    this.#taken = before;
    return acts.filter(({ at }) => at < before).sort(inOrder);
  }
}

function inOrder(one: Act, other: Act): number {
  return compare(one.at, other.at) || compare(one.of, other.of) || compare(one.step, other.step);
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
