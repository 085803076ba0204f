/**
 * What one value of the roster may be. No message repeats what the file says: a report may be kept and logged, and a
 * value that slipped into the wrong column may be anything about a person.
 */
export class BadValue extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const LEARNING_STYLES = ['auditory', 'discussion', 'hands-on', 'reading', 'reflective', 'visual'] as const;
export const METHODS = ['chat', 'in-person', 'phone', 'shadowing', 'video'] as const;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const DAY_PARTS = ['am', 'noon', 'pm'] as const;
export const AVAILABILITY_SLOTS = DAYS.flatMap((day) => DAY_PARTS.map((part) => `${day}-${part}` as const));

const MAX_TEXT = 200; // characters
const MAX_EMAIL = 254; // characters, RFC 5321
const FIRST_BIRTH_YEAR = 1900;
const FIRST_HIRING_DAY = '1950-01-01';
export const YOUNGEST = 14; // years

export function reference(value: string): string {
  if (value.length > MAX_TEXT) throw new BadValue('too-long', `Shorten it to ${MAX_TEXT} characters.`);
  if (hasControls(value)) throw new BadValue('control-characters', 'Remove line breaks, tabs and control characters.');
  return value;
}

/** Line breaks and runs of spaces, as cells of a sheet have them, become one space. */
export function text(value: string): string {
  return reference(value.replace(/\s+/gu, ' '));
}

export function emailAddress(value: string): string {
  if (value.length > MAX_EMAIL || hasControls(value) || !/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/u.test(value))
    throw new BadValue('not-an-email', 'Give one e-mail address, as name@company.example.');
  return value;
}

export function birthYear(value: string, today: string): number {
  return wholeNumber(value, FIRST_BIRTH_YEAR, Number(today.slice(0, 4)) - YOUNGEST);
}

/** A day that exists, from 1950 to a year from today: people are entered before their first day. */
export function hiringDay(value: string, today: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || !isRealDay(value))
    throw new BadValue('not-a-day', 'Give a day that exists, as YYYY-MM-DD, or leave it empty.');
  const last = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  if (value < FIRST_HIRING_DAY || value > last)
    throw new BadValue('day-out-of-range', `Give a day from ${FIRST_HIRING_DAY} to ${last}, or leave it empty.`);
  return value;
}

export function language(value: string): string {
  const code = value.toLowerCase();
  if (!/^[a-z]{2,3}$/.test(code))
    throw new BadValue('not-a-language', 'Give languages by their code of two or three letters, such as en or de.');
  return code;
}

export function wholeNumber(value: string, min: number, max: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (!(number >= min && number <= max))
    throw new BadValue('not-in-range', `Give a whole number from ${min} to ${max}, or leave it empty.`);
  return number;
}

export function oneOf<T extends string>(value: string, allowed: readonly T[]): T {
  const found = allowed.find((entry) => entry === value.toLowerCase());
  if (found === undefined) throw new BadValue('not-in-list', `Give one of ${allowed.join(', ')}.`);
  return found;
}

/** `name:number`; a name may hold colons itself. */
export function rated(value: string, max: number): { readonly skill: string; readonly rating: number } {
  const colon = value.lastIndexOf(':');
  const skill = text(value.slice(0, Math.max(colon, 0)).trim());
  const rating = value.slice(colon + 1).trim();
  if (colon < 0 || skill === '' || !/^\d$/.test(rating) || Number(rating) < 1 || Number(rating) > max)
    throw new BadValue('bad-rating', `Write each skill as name:number, with a whole number from 1 to ${max}.`);
  return { skill, rating: Number(rating) };
}

function hasControls(value: string) {
  return /\p{Cc}/u.test(value);
}

function isRealDay(value: string) {
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
