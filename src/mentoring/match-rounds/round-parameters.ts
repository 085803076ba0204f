import { present } from '../../kernel/present.js';
import type { Policy } from '../programs/program.facts.js';
import type { StartMatchRound } from './match-round.commands.js';
import type { Parameters } from './match-round.facts.js';

/** Top 50 loses 0.2 % of the score that all pairs together could reach, at 10,000 partners; top 20 loses 1.1 %. */
const CANDIDATES_PER_PARTNER = 50;

/** @param availabilityFrom day (YYYY-MM-DD) from which shared hours are counted */
export function roundParameters(
  { objective = 'total', candidatesPerPartner = CANDIDATES_PER_PARTNER, ...asked }: StartMatchRound,
  policy: Policy,
  availabilityFrom: string,
): Parameters {
  const { excludeReportingLine, maxTimeZoneGapHours, reproposeAfterDays, maxActivePartnerships, weights } = policy;
  return present({
    objective,
    availabilityFrom,
    candidatesPerPartner,
    excludeReportingLine,
    maxTimeZoneGapHours,
    minReciprocity: asked.minReciprocity ?? policy.minReciprocity,
    reproposeAfterDays,
    maxActivePartnerships,
    weights,
  });
}
