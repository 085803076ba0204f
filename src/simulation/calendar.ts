const DAY = 86_400_000; // ms
const HOUR = 3_600_000; // ms

/** Days are ISO dates (`2026-02-14`) and are counted in UTC. */
export function addDays(day: string, days: number): string {
  return dayOf(Date.parse(day) + Math.round(days) * DAY);
}

/** Whole days from one day to a later one; negative to an earlier one. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / DAY);
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay();
}

/** The day itself, or the Monday after it if it falls on a weekend. */
export function workdayFrom(day: string): string {
  const weekday = weekdayOf(day);
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day;
}

/** The instant (ISO, UTC) at which a clock in `timeZone` shows `hour` on `day`. */
export function localTime(day: string, hour: number, timeZone: string): string {
  return new Date(Date.parse(day) + (hour - hoursAhead(timeZone, day)) * HOUR).toISOString();
}

const offsets = new Map<string, number>();

/** How far the clocks of a zone are ahead of UTC at noon (UTC) of a day: clocks are changed at night, off work. */
export function hoursAhead(timeZone: string, day: string): number {
  const key = `${timeZone} ${day}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const noon = Date.parse(day) + DAY / 2;
    offset = (wallClock(timeZone, noon) - noon) / HOUR;
    offsets.set(key, offset);
  }
  return offset;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a zone's clocks show, read as if it were UTC. */
function wallClock(timeZone: string, instant: number): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(timeZone, format);
  }
  return Date.parse(`${format.format(instant).replace(' ', 'T')}Z`); // Swedish dates are ISO dates
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
