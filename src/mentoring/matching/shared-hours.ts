const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const PARTS = [
  { name: 'am', from: 9, to: 12 },
  { name: 'noon', from: 12, to: 14 },
  { name: 'pm', from: 14, to: 17 },
] as const;
const WEEKS = 4;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every slot of a week, in order; a slot's number is its place here. */
export const SLOTS: readonly string[] = DAYS.flatMap((day) => PARTS.map((part) => `${day}-${part.name}`));

/** The numbers of the slots, each once, ascending. */
export function slotNumbers(slots: readonly string[]): Uint8Array {
  const numbers = slots.map((slot) => {
    const number = SLOTS.indexOf(slot);
    if (number < 0) throw new RangeError(`"${slot}" is no availability slot; they run from mon-am to sun-pm.`);
    return number;
  });
  return Uint8Array.from(new Set(numbers)).sort();
}

/** Minutes that slot i here and slot j there have in common in the 4 weeks, at `i * SLOTS.length + j`. */
export type SharedMinutes = Uint16Array;

/**
 * How the weeks from a day on look in the zones of the world. Two who wrote the same slot need not share an hour, and a change to
 * summer time in the weeks ahead counts from its day on.
 *
 * Zones are compared once: the slots of one zone do not overlap, so that the minutes of two partners are a sum over their slots.
 */
export class SharedHours {
  readonly #from: number;
  readonly #spans = new Map<string, readonly (readonly Span[])[]>();
  readonly #shared = new Map<string, SharedMinutes>();

  /** @param from YYYY-MM-DD, else a RangeError */
  constructor(from: string) {
    this.#from = Date.parse(`${from}T00:00:00Z`);
    if (
      !/^\d{4}-\d\d-\d\d$/.test(from) ||
      Number.isNaN(this.#from) ||
      !new Date(this.#from).toISOString().startsWith(from)
    )
      throw new RangeError(`"${from}" is no day; a day is written YYYY-MM-DD.`);
  }

  minutes(zone: string, other: string): SharedMinutes {
    const key = `${zone} ${other}`;
    let shared = this.#shared.get(key);
    if (!shared) this.#shared.set(key, (shared = overlaps(this.#spansOf(zone), this.#spansOf(other))));
    return shared;
  }

  /** Hours between the wall clocks at the start, the shorter way around the dial: 0-12. */
  gap(zone: string, other: string): number {
    const apart = (Math.abs(offsetOf(zone)(this.#from) - offsetOf(other)(this.#from)) % DAY) / HOUR;
    return Math.min(apart, 24 - apart);
  }

  /** Hours a week on the average. */
  static perWeek(minutes: number): number {
    return minutes / 60 / WEEKS;
  }

  #spansOf(zone: string) {
    let spans = this.#spans.get(zone);
    if (!spans) this.#spans.set(zone, (spans = slotSpans(this.#from, this.#from + WEEKS * 7 * DAY, offsetOf(zone))));
    return spans;
  }
}

/** Milliseconds since the epoch. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** When each slot of the week takes place between two instants. */
function slotSpans(from: number, to: number, offsetAt: (instant: number) => number): readonly (readonly Span[])[] {
  const spans: Span[][] = SLOTS.map(() => []);
  let offset = offsetAt(from);
  // Local days begin up to 14 h before and 12 h after those of UTC, so a day on either side reaches in.
  for (let day = from - DAY; day <= to; day += DAY) {
    const weekday = (new Date(day).getUTCDay() + 6) % 7;
    // Zones change their clocks at night: what holds about noon holds for all slots of the day.
    offset = offsetAt(day + 12 * HOUR - offset);
    PARTS.forEach((part, index) => {
      const span = {
        from: Math.max(from, day + part.from * HOUR - offset),
        to: Math.min(to, day + part.to * HOUR - offset),
      };
      if (span.from < span.to) spans[weekday * PARTS.length + index]?.push(span);
    });
  }
  return spans;
}

/** How far the zone's wall clock is ahead of UTC, in milliseconds. */
function offsetOf(zone: string): (instant: number) => number {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (instant) => {
    const name = clock.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE);
  };
}

function overlaps(here: readonly (readonly Span[])[], there: readonly (readonly Span[])[]): SharedMinutes {
  const minutes = new Uint16Array(SLOTS.length ** 2);
  here.forEach((spans, i) =>
    there.forEach((others, j) => {
      let shared = 0;
      for (const span of spans)
        for (const other of others)
          shared += Math.max(0, Math.min(span.to, other.to) - Math.max(span.from, other.from));
      minutes[i * SLOTS.length + j] = shared / MINUTE;
    }),
  );
  return minutes;
}
