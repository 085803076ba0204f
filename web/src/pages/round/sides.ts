import type { Draft } from '../../api/rounds';
import type { Learning, Person } from '../../api/types';

export interface SideOfDraft {
  readonly person: Person;
  readonly learns: readonly Learning[];
  readonly gain: number;
}

/** The side that gains less comes first: it decides whether a pair is a good one. */
export function sidesOf({ a, b, why }: Draft): readonly [weaker: SideOfDraft, stronger: SideOfDraft] {
  const one = { person: a, learns: why.aLearns, gain: why.aGain };
  const other = { person: b, learns: why.bLearns, gain: why.bGain };
  return one.gain <= other.gain ? [one, other] : [other, one];
}
