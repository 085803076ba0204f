import type { MatchParameters, PoolPartner } from './pool.js';

/** A partner for specs: by default everybody can teach everybody something, and no rule stands between them. */
export function samplePartner(name: string, given: Partial<PoolPartner> = {}): PoolPartner {
  return {
    partnerId: `partner-${name}`,
    personId: `person-${name}`,
    offers: [{ skill: 'go', level: 5 }],
    wants: [{ skill: 'go', priority: 3 }],
    learningStyles: ['visual'],
    methods: ['video'],
    availability: ['mon-am', 'tue-am'],
    timeZone: 'Europe/Berlin',
    languages: ['en'],
    generation: 'X',
    excluded: [],
    previous: [],
    waitedRounds: 0,
    ...given,
  };
}

export function sampleParameters(given: Partial<MatchParameters> = {}): MatchParameters {
  return {
    objective: 'total',
    availabilityFrom: '2026-02-02',
    candidatesPerPartner: 50,
    excludeReportingLine: true,
    minReciprocity: 0,
    weights: { relatedSkill: 0.3, generationBonus: 0.05, waitingBonus: 0.02 },
    categories: { go: 'languages', rust: 'languages', postgresql: 'databases', redis: 'databases' },
    ...given,
  };
}
