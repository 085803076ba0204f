import type { Learning, MatchParameters, PoolPartner } from './pool.js';
import { SparseMatrix } from './sparse-matrix.js';

/**
 * Who wants a skill, and who covers it with an offer of the same skill or of a related one. All gains of one partner come from the lists
 * of their own skills, without a look at those who have nothing for each other.
 *
 * A gain = Σ over the wants of (priority ÷ sum of priorities × cover); a cover = level ÷ 5, of a related skill times its weight, the best one.
 * Sums run over skills in the same order from either side, so that a pair's gains are the same to the last bit whoever is asked.
 */
export class SkillIndex {
  readonly #partners: readonly PoolPartner[];
  readonly #relation: Relation;
  /** partner × wanted skill → share of the wish. */
  readonly #shares: SparseMatrix;
  /** partner × wanted skill → cover. */
  readonly #covers: SparseMatrix;

  constructor(partners: readonly PoolPartner[], { categories, weights }: MatchParameters) {
    this.#partners = partners;
    this.#relation = { categories: new Map(Object.entries(categories)), weight: weights.relatedSkill };

    const wanted = [...new Set(partners.flatMap((partner) => partner.wants.map((want) => want.skill)))].sort();
    const columnOf = new Map(wanted.map((skill, column) => [skill, column]));
    const column = (skill: string) => columnOf.get(skill) ?? -1;
    const inCategory = Map.groupBy(wanted, (skill) => this.#relation.categories.get(skill));

    this.#shares = new SparseMatrix(
      partners.map((partner) => wishes(partner).map(({ skill, share }) => ({ column: column(skill), value: share }))),
      wanted.length,
    );
    this.#covers = new SparseMatrix(
      partners.map((partner) => {
        const within = new Set(partner.offers.map((offer) => this.#relation.categories.get(offer.skill)));
        within.delete(undefined);
        const covered = new Set([
          ...partner.offers.map((offer) => offer.skill).filter((skill) => columnOf.has(skill)),
          ...[...within].flatMap((category) => inCategory.get(category) ?? []),
        ]);
        return [...covered].flatMap((skill) => {
          const best = bestCover(skill, partner, this.#relation);
          return best ? [{ column: column(skill), value: best.cover }] : [];
        });
      }),
      wanted.length,
    );
  }

  /** What the partner gains from each other one, and what each gains from the partner. The partner's own place means nothing. */
  gains(partner: number, learns: Float64Array, teaches: Float64Array): void {
    this.#covers.times(this.#shares.row(partner), learns);
    this.#shares.times(this.#covers.row(partner), teaches);
  }

  /** What a learner gains from a helper, and by which skills; what counts most first. */
  learnings(learner: number, helper: number): { readonly gain: number; readonly learnings: readonly Learning[] } {
    const [from, to] = [this.#partners[helper], this.#partners[learner]];
    if (!from || !to) throw new RangeError('No such partner in the pool.');
    const learnings = wishes(to).flatMap(({ skill, priority, share }) => {
      const best = bestCover(skill, from, this.#relation);
      return best ? [{ value: share * best.cover, learning: { skill, by: best.by, level: best.level, priority } }] : [];
    });
    return {
      gain: learnings.reduce((sum, { value }) => sum + value, 0),
      learnings: learnings.toSorted((one, other) => other.value - one.value).map(({ learning }) => learning),
    };
  }
}

interface Relation {
  readonly categories: ReadonlyMap<string, string>;
  readonly weight: number;
}

/** Each wanted skill once, with its strongest priority, in the order of their ids. Shares add up to 1. */
function wishes({ wants }: PoolPartner) {
  const priorities = new Map<string, number>();
  for (const { skill, priority } of wants) priorities.set(skill, Math.max(priority, priorities.get(skill) ?? 0));
  const sum = [...priorities.values()].reduce((total, priority) => total + priority, 0);
  return [...priorities]
    .map(([skill, priority]) => ({ skill, priority, share: priority / sum }))
    .sort((one, other) => (one.skill < other.skill ? -1 : 1));
}

/** The offer that covers a wanted skill best; of equals the skill itself, then the first by id. */
function bestCover(wanted: string, { offers }: PoolPartner, { categories, weight }: Relation) {
  const category = categories.get(wanted);
  let best: { readonly by: string; readonly level: number; readonly cover: number } | undefined;
  for (const { skill, level } of offers) {
    const same = skill === wanted;
    if (!same && (category === undefined || categories.get(skill) !== category)) continue;
    const cover = same ? level / 5 : (weight * level) / 5;
    const better =
      !best || cover > best.cover || (cover === best.cover && best.by !== wanted && (same || skill < best.by));
    if (cover > 0 && better) best = { by: skill, level, cover };
  }
  return best;
}
