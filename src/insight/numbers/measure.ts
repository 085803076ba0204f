import type { EventSchemas } from '../../kernel/events.js';
import type { ReadModel } from '../../kernel/read-model.js';
import type { Side } from '../exchange-movements.js';

export const SLICES = ['unit', 'site', 'generation', 'grade'] as const;
export type Slice = (typeof SLICES)[number];

/** What was recorded on one day, of one entity or in one cell. A number is answered from the rows up to a recorded day. */
export interface Row {
  readonly programId: string;
  readonly recordedDay: string;
}

/** Which answer is asked for: of what happened by `asOf`, in the groups of a slice or in all. */
export interface Cut {
  /** Of numbers of a window: its first day. */
  readonly from?: string;
  readonly asOf: string;
  readonly by?: Slice;
}

/** A value with what it is made of, so that small counts can be shown as counts. */
export interface Answer {
  /** `null`: there is nothing to say anything about. */
  readonly value: number | null;
  /** Of how many persons, proposals or partnerships it is said. */
  readonly of: number;
  readonly parts: Readonly<Record<string, number | null>>;
}

/** A number, defined once: its words, the read model of its rows, and the fold from rows to answers. */
export interface Measure<R extends Row, V extends EventSchemas = EventSchemas> {
  readonly name: string;
  readonly title: string;
  readonly unit: 'share' | 'ratio';
  readonly definition: string;
  readonly definitionVersion: number;
  /** It is said of a time from a day to another, not of a day. */
  readonly ofWindow?: true;
  readonly rows: ReadModel<R, V>;
  /** Answers by group, `all` always among them, from the rows recorded by the asked day, in any order. */
  readonly answer: (rows: readonly R[], cut: Cut) => ReadonlyMap<string, Answer>;
}

export const measure = <R extends Row, V extends EventSchemas>(definition: Measure<R, V>): Measure<R, V> => definition;

export const ALL = 'all';

/** The groups to which something of these sides belongs: `all`, and each side's own, once. */
export const groupsOf = (sides: readonly Partial<Pick<Side, Slice>>[], by: Slice | undefined): readonly string[] =>
  by === undefined ? [ALL] : [ALL, ...new Set(sides.map((side) => side[by] ?? 'unknown'))];

/** The share of the matched among partners, by group. */
export function shares(
  partners: readonly { readonly group: Partial<Record<Slice, string>>; readonly matched: boolean }[],
  by: Slice | undefined,
): ReadonlyMap<string, Answer> {
  const counts = new Map([[ALL, { active: 0, matched: 0 }]]);
  for (const { group, matched } of partners)
    for (const name of groupsOf([group], by)) {
      const count = counts.get(name) ?? { active: 0, matched: 0 };
      counts.set(name, { active: count.active + 1, matched: count.matched + (matched ? 1 : 0) });
    }
  return new Map(
    [...counts].map(([group, { active, matched }]): [string, Answer] => [
      group,
      { value: active === 0 ? null : matched / active, of: active, parts: { matched, active } },
    ]),
  );
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
