/** Numbers and dates as the reader's locale writes them. */

const whole = new Intl.NumberFormat();
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const dayFormat = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const monthFormat = new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' });
const monthYear = new Intl.DateTimeFormat(undefined, { month: 'short', year: '2-digit', timeZone: 'UTC' });
const momentFormat = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

export const count = (value: number): string => whole.format(value);
export const share = (value: number): string => percent.format(value);
export const ratio = (value: number): string => twoDigits.format(value);

/** `1 h 30 min` */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${count(hours)} h` : `${count(hours)} h ${rest} min`;
}

/** For sums and axes, where minutes are noise: `34.5 h`. */
export const hours = (minutes: number): string => {
  const value = minutes / 60;
  return `${value >= 100 ? whole.format(Math.round(value)) : oneDigit.format(value)} h`;
};

/** One word for one, another for the rest: `1 pair`, `2 pairs`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

export const day = (value: string): string => dayFormat.format(atNoon(value));
export const month = (value: string): string => monthFormat.format(atNoon(value));
export const monthOfYear = (value: string): string => monthYear.format(atNoon(value));
export const moment = (instant: string): string => momentFormat.format(new Date(instant));

/** In the reader's own zone. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Days since 1970 of a day or an instant: what a time axis counts in. */
export const dayNumber = (value: string): number => Math.floor(Date.parse(value.slice(0, 10)) / 86_400_000);
export const dayOfNumber = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

const atNoon = (value: string): Date => new Date(`${value.slice(0, 10)}T12:00:00Z`);
