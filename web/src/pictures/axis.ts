import { dayNumber, dayOfNumber, month, monthOfYear } from '../formats';

/** Round steps from zero to at least `most`, about `wanted` of them. */
export function ticksTo(most: number, wanted: number): readonly number[] {
  if (most <= 0) return [0, 1];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, place) => Number((place * step).toPrecision(12)));
}

/** A January says its year. */
export const monthLabel = (day: string): string => (day.slice(5, 7) === '01' ? monthOfYear(day) : month(day));

export interface MonthTick {
  readonly day: number;
  readonly label: string;
}

/** Beginnings of months between two days; when there would be more than `most`, only those of quarters, half-years, years. */
export function monthTicks(from: string, to: string, most: number): readonly MonthTick[] {
  const starts: string[] = [];
  for (let at = monthAfter(from, 0); dayNumber(at) <= dayNumber(to); at = monthAfter(at, 1))
    if (at >= from) starts.push(at);
  const every = [1, 2, 3, 6, 12].find((step) => starts.length / step <= most) ?? 12;
  return starts
    .filter((at) => (Number(at.slice(5, 7)) - 1) % every === 0)
    .map((at) => ({ day: dayNumber(at), label: monthLabel(at) }));
}

/** The first of the month so many months after that of a day. */
const monthAfter = (day: string, months: 0 | 1): string =>
  `${dayOfNumber(dayNumber(`${day.slice(0, 7)}-01`) + 32 * months).slice(0, 7)}-01`;
