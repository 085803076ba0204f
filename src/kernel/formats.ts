/**
 * The formats of text fields, the same in event schemas and in bodies. A JSON Schema validator lets an unknown `format`
 * pass: register all of these with it before compiling a schema.
 */
export const formats = {
  /** A day of the proleptic Gregorian calendar that exists: YYYY-MM-DD. */
  day: isDay,
  /** A point in time: RFC 3339 in capitals, with its offset, at most 9 digits of a second, no leap second. */
  instant: isInstant,
  /** A name of the IANA time zone database that the runtime knows; a bare offset is none. */
  'time-zone': isTimeZone,
  /** A UUID of any version in lower case, the one form in which ids are compared and stored. */
  uuid: isUuid,
  /** A valid e-mail address as HTML defines it, at most 254 characters (RFC 5321). */
  email: isEmail,
  /** Unicode that every store, log and canonical form can hold: no lone surrogate, no NUL. */
  text: isText,
} as const;

const DAY = /^\d{4}-\d\d-\d\d$/;

export function isDay(value: unknown): value is string {
  return typeof value === 'string' && DAY.test(value) && dayExists(value);
}

const INSTANT = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && INSTANT.test(value) && dayExists(value);
}

/** `text` begins with YYYY-MM-DD in digits. */
function dayExists(text: string): boolean {
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

const twoDigits = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528; // 11 × '0'

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/;
/** Asking Intl takes some 20 µs. Zones can be spelt in any case, so that what is kept has a bound. */
const knownZones = new Set<string>();
const MOST_KNOWN_ZONES = 2_000;

export function isTimeZone(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  if (knownZones.has(value)) return true;
  if (!ZONE_NAME.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
  } catch {
    return false;
  }
  if (knownZones.size < MOST_KNOWN_ZONES) knownZones.add(value);
  return true;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

export function isEmail(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 254 && EMAIL.test(value);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

export function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0') && !LONE_SURROGATE.test(value);
}
