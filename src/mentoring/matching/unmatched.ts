import type { CandidateGraph } from './candidate-graph.js';
import type { PairScorer } from './pair-score.js';
import { RULES, type Rule, type Unmatched } from './pool.js';
import type { ScoringPool } from './scoring-pool.js';

/** The reason of everybody without a mate, in the order of partnerIds. */
export function explainUnmatched(
  pool: ScoringPool,
  scorer: PairScorer,
  graph: CandidateGraph,
  mates: Int32Array,
  onProgress: (done: number) => void,
): readonly Unmatched[] {
  const leftovers = leftoversByComponent(graph, mates);
  const learns = new Float64Array(pool.size);
  const teaches = new Float64Array(pool.size);

  const reasonOf = (partner: number): Pick<Unmatched, 'reason' | 'rule'> => {
    if ((graph.candidates[partner] ?? 0) > 0) {
      const { size, unmatched } = leftovers.get(graph.component[partner] ?? -1) ?? { size: 0, unmatched: 0 };
      const odd = size % 2 === 1 && unmatched === 1;
      return { reason: odd ? 'odd-one-out' : 'candidates-are-worth-more-elsewhere' };
    }
    pool.skills.gains(partner, learns, teaches);
    learns[partner] = teaches[partner] = 0;
    if (learns.every((gain) => gain === 0)) return { reason: 'nobody-offers-what-they-want' };
    if (teaches.every((gain) => gain === 0)) return { reason: 'nobody-wants-what-they-offer' };

    const forbidden = new Map<Rule, number>();
    learns.forEach((gain, other) => {
      const otherGain = teaches[other] ?? 0;
      if (gain === 0 || otherGain === 0) return;
      for (const rule of scorer.rulesAgainst(partner, other, gain, otherGain))
        forbidden.set(rule, (forbidden.get(rule) ?? 0) + 1);
    });
    const most = Math.max(...forbidden.values());
    const rule = RULES.find((each) => forbidden.get(each) === most);
    return rule ? { reason: 'rules-remove-every-partner', rule } : { reason: 'no-reciprocal-partner' };
  };

  return [...mates.entries()].flatMap(([partner, mate]) => {
    onProgress(partner + 1);
    if (mate >= 0) return [];
    return [
      { partnerId: pool.partner(partner).partnerId, ...reasonOf(partner), candidates: graph.candidates[partner] ?? 0 },
    ];
  });
}

function leftoversByComponent({ component }: CandidateGraph, mates: Int32Array) {
  const components = new Map<number, { size: number; unmatched: number }>();
  component.forEach((number, partner) => {
    const found = components.get(number) ?? { size: 0, unmatched: 0 };
    components.set(number, {
      size: found.size + 1,
      unmatched: found.unmatched + ((mates[partner] ?? -1) < 0 ? 1 : 0),
    });
  });
  return components;
}
