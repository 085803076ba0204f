import type { PartnerFacts } from './partners/partner.facts.js';
import type { Policy } from './programs/program.facts.js';
import { timeZoneGap } from './time-zone-gap.js';

type Paired = Pick<PartnerFacts, 'personId' | 'excluded' | 'managerId' | 'timeZone'>;

/** What forbids a pair, as the refusal's code, with a sentence for who may know it. */
export interface Forbidden {
  readonly code: 'pair-excluded' | 'reporting-line' | 'time-zone-gap';
  readonly message: string;
}

/** Rule 3: the rule that forbids these two to be a pair, if there is one. Asked when a pair is proposed and again when a slot is reserved. */
export function forbids(one: Paired, other: Paired, policy: Policy, now: string): Forbidden | undefined {
  if (one.excluded.includes(other.personId) || other.excluded.includes(one.personId))
    return { code: 'pair-excluded', message: 'One of the two has ruled out this pair.' };
  if (policy.excludeReportingLine && (one.managerId === other.personId || other.managerId === one.personId))
    return {
      code: 'reporting-line',
      message: 'One of the two reports to the other, which the program does not allow.',
    };
  const { maxTimeZoneGapHours } = policy;
  if (maxTimeZoneGapHours === undefined) return undefined;
  const gap = timeZoneGap(one.timeZone, other.timeZone, now);
  return gap > maxTimeZoneGapHours
    ? {
        code: 'time-zone-gap',
        message: `Their clocks are ${gap} hours apart, and the program allows ${maxTimeZoneGapHours}.`,
      }
    : undefined;
}
