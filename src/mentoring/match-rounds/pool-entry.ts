import { addDays } from '../../kernel/clock.js';
import type { PoolPartner } from '../matching/pool.js';
import type { Parameters } from './match-round.facts.js';

/** What is known of a partner for matching: one document of the read model `matching-pool`. */
export interface PoolEntry extends Omit<PoolPartner, 'previous'> {
  readonly programId: string;
  /** Joined, and neither paused nor withdrawn. */
  readonly available: boolean;
  readonly capacity: number;
  /** Open proposals and partnerships that are not closed. */
  readonly held: number;
  /** Person → the day on which a pair with them was last proposed or closed. */
  readonly metOn: Readonly<Record<string, string>>;
  /** The day on which they last were left unmatched. */
  readonly waitedOn: string;
}

/** The partners who take part in a round: who is there, has both offers and wants, and a place left. */
export function poolOf(entries: readonly PoolEntry[], parameters: Parameters): readonly PoolPartner[] {
  const since = addDays(parameters.availabilityFrom, -parameters.reproposeAfterDays);
  return entries
    .filter(
      ({ available, capacity, held, offers, wants }) =>
        available &&
        offers.length > 0 &&
        wants.length > 0 &&
        Math.min(capacity, parameters.maxActivePartnerships) - held > 0,
    )
    .map(({ programId: _, available: __, capacity: ___, held: ____, waitedOn: _____, metOn, ...partner }) => ({
      ...partner,
      // In an order of its own: a document that was stored has its keys in another order than one that was just folded.
      previous: Object.keys(metOn)
        .filter((person) => (metOn[person] ?? '') >= since)
        .sort(),
    }))
    .sort((a, b) => (a.partnerId < b.partnerId ? -1 : 1));
}
