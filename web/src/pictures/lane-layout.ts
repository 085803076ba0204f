/** A week is a row high: time is to scale, and two meetings in a week can be told apart. */
export const PIXELS_A_DAY = 3.2;
export const TOP = 14;
const ROW = 21;

/** Rows that would lie upon one another are moved down; `at` stays where they belong, `lines` is how high they are. */
export function inRows<T extends { readonly at: number; readonly lines: number }>(
  entries: readonly T[],
): readonly (T & { readonly row: number })[] {
  let free = 0;
  return [...entries]
    .sort((one, other) => one.at - other.at)
    .map((entry) => {
      const row = Math.max(entry.at, free);
      free = row + entry.lines * ROW;
      return { ...entry, row };
    });
}
