import { it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { derivedId } from '../../src/kernel/ids.js';
import { codec } from '../../src/platform/event-store/codec.js';
import { eventTypes } from '../../src/platform/event-store/event-types.js';
import { sealer } from '../../src/platform/privacy/sealing.js';
import { eventSchemas } from '../../src/registry.js';
import { DEFAULT_POLICY } from '../../src/mentoring/programs/program.facts.js';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [organizationId, logId, keyId, programId, roundId, partnershipId, exchangeId, cohortId] = [1, 2, 3, 4, 5, 6, 7, 8].map(id) as string[];
const [anaPerson, boPerson, miaPerson, ana, bo, cy] = [11, 12, 13, 21, 22, 23].map(id) as string[];
const sideA = { partnerId: ana, personId: anaPerson, generation: 'baby-boomers', unit: 'Finance', site: 'Lisbon', grade: 'senior', cohortId, hiredMonth: '2004-05' };
const sideB = { partnerId: bo, personId: boPerson, generation: 'generation-z', unit: 'Engineering', site: 'Berlin' };
const pair = { programId, partnershipId, a: sideA, b: sideB };
const byAna = { by: ana, byPersonId: anaPerson };
const byBo = { by: bo, byPersonId: boPerson };
const terms = { lateLogDays: 60, closureGraceDays: 14, plannedMonths: 6 };
const why = {
  aLearns: [{ skill: 'kubernetes', by: 'docker', level: 3, priority: 2 }],
  bLearns: [{ skill: 'cobol', by: 'cobol', level: 5, priority: 3 }],
  aGain: 0.18, bGain: 1,
  factors: { reciprocal: 0.305, availability: 0.94, styles: 1, methods: 1, generations: 1.05, waiting: 1, sharedHours: 6.5 },
};
const exchange = (version: number, author: string, minutes: number) => ({
  exchangeId, version, author, heldAt: '2026-03-09T15:00:00.000Z', minutes, method: 'video',
  contributions: [
    { from: ana, to: bo, minutes: 40, skill: 'cobol' },
    { from: bo, to: ana, minutes: 20, how: 'chat' },
  ],
  sealed: { topics: ['How we came to the old ledger', 'Containers'], place: 'Room 4', note: 'Continue with the year-end run.' },
});
const place = { programId, partnerId: ana, personId: anaPerson };
const slot = { ...place, partnershipId, attempt: 1, otherPartnerId: bo, otherPersonId: boPerson };
const profile = {
  languages: ['en', 'pt'], timeZone: 'Europe/Lisbon', availability: ['mon-am', 'thu-noon'], methods: ['video', 'in-person'],
};
const details = {
  organizationId, personId: anaPerson, generation: 'baby-boomers', unit: 'Finance', site: 'Lisbon', timeZone: 'Europe/Lisbon', grade: 'senior',
  managerId: miaPerson, hiredOn: '2004-05-01',
  details: { personRef: 'HR-0042', displayName: 'Ana Sousa', email: 'ana.sousa@example.com', birthYear: 1961 },
};
const parameters = {
  objective: 'total', availabilityFrom: '2026-02-02', candidatesPerPartner: 50, excludeReportingLine: true, maxTimeZoneGapHours: 8,
  minReciprocity: 0.2, reproposeAfterDays: 180, maxActivePartnerships: 3, weights: DEFAULT_POLICY.weights,
};
const ofRound = { programId, roundId };
const words = (text: string) => ({ words: { words: text } });

const samples: Record<string, { stream: string; actor?: object; data: object; occurredAt?: string }> = {
  OrganizationFounded: { stream: `organization-${organizationId}`, data: { organizationId, name: 'Our organization', logId } },
  GenerationsDefined: { stream: `organization-${organizationId}`, data: { organizationId, bands: [{ name: 'baby-boomers', to: 1964 }, { name: 'generation-x', from: 1965, to: 1980 }, { name: 'generation-z', from: 1997 }] } },
  SkillCatalogueLoaded: { stream: `organization-${organizationId}`, data: { organizationId, version: 1, skills: [{ id: 'cobol', name: 'COBOL', category: 'languages', aliases: ['Cobol 85'], arena: 'professional' }] } },
  KeyCreated: { stream: `access-${keyId}`, data: { keyId, personId: anaPerson, label: 'partner', grants: [{ role: 'partner', programId }], expiresAt: '2026-12-31T23:00:00.000Z' } },
  KeyRevoked: { stream: `access-${keyId}`, data: { keyId, personId: anaPerson } },
  PersonRegistered: { stream: `person-${anaPerson}`, data: details },
  PersonDetailsChanged: { stream: `person-${anaPerson}`, data: { ...details, unit: 'Research' } },
  ProgramDesigned: { stream: `program-${programId}`, data: { programId, name: 'Across generations', purpose: 'Teach and learn', timeZone: 'Europe/Lisbon', startsOn: '2026-01-01', endsOn: '2026-12-31' } },
  PolicySet: { stream: `program-${programId}`, data: { programId, policy: { ...DEFAULT_POLICY, maxTimeZoneGapHours: 8 } } },
  RosterImported: { stream: `program-${programId}`, data: { programId, fileHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', counts: { rows: 3, joined: 2, changed: 0, unchanged: 0, rejected: 1 } } },
  PartnerInvited: { stream: `partner-${ana}`, data: place },
  PartnerJoined: { stream: `partner-${ana}`, data: { ...place, cohortId, noticeVersion: '2026-01', generation: 'baby-boomers', unit: 'Finance', site: 'Lisbon', grade: 'senior', hiredMonth: '2004-05', managerId: miaPerson, ...profile, offers: [{ skill: 'cobol', level: 5 }], wants: [{ skill: 'kubernetes', priority: 2 }], learningStyles: ['discussion'], capacity: 2 } },
  OffersDeclared: { stream: `partner-${ana}`, data: { ...place, offers: [{ skill: 'cobol', level: 4 }] } },
  WantsDeclared: { stream: `partner-${ana}`, data: { ...place, wants: [{ skill: 'go', priority: 3 }] } },
  LearningStyleDescribed: { stream: `partner-${ana}`, data: { ...place, learningStyles: ['visual', 'hands-on'] } },
  AvailabilityStated: { stream: `partner-${ana}`, data: { ...place, ...profile } },
  CapacitySet: { stream: `partner-${ana}`, data: { ...place, capacity: 1 } },
  PartnerDetailsUpdated: { stream: `partner-${ana}`, data: { ...place, generation: 'baby-boomers', unit: 'Research', site: 'Porto', grade: 'principal', managerId: miaPerson, timeZone: 'Europe/Lisbon' } },
  PartnerPaused: { stream: `partner-${ana}`, data: place },
  PartnerResumed: { stream: `partner-${ana}`, data: place },
  PartnerWithdrawn: { stream: `partner-${ana}`, data: { ...place, wasPaused: true, reason: 'no-time', ...words('Too much to do this year.') } },
  PartnerRejoined: { stream: `partner-${ana}`, data: place },
  PairExcluded: { stream: `partner-${ana}`, data: { ...place, otherPersonId: boPerson, ...words('We share a desk.') } },
  SlotReserved: { stream: `partner-${ana}`, data: slot },
  SlotReleased: { stream: `partner-${ana}`, data: slot },
  MatchRoundStarted: { stream: `matchround-${roundId}`, data: { ...ofRound, poolPosition: '4711', poolVersion: 1, poolHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', poolSize: 3, parameters, catalogueVersion: 1, engine: 'edmonds-blossom-fixed 1.0.1', timeZoneData: '2026a' } },
  PairsDrafted: { stream: `matchround-${roundId}`, data: { ...ofRound, solution: 1, chunk: 0, pairs: [{ a: ana, b: bo, aPersonId: anaPerson, bPersonId: boPerson, score: 301_041, why }] } },
  PartnersLeftUnmatched: { stream: `matchround-${roundId}`, data: { ...ofRound, solution: 1, chunk: 0, partners: [{ partnerId: cy, reason: 'rules-remove-every-partner', rule: 'reporting-line', candidates: 0 }] } },
  MatchRoundCompleted: { stream: `matchround-${roundId}`, data: { ...ofRound, solution: 1, pairs: 1, unmatched: 1, total: 301_041, matchable: 2, edges: 1 } },
  MatchRoundFailed: { stream: `matchround-${roundId}`, data: { ...ofRound, code: 'pool-too-large', message: 'A round of 3001 partners is too large.' } },
  MatchRoundPublished: { stream: `matchround-${roundId}`, data: { ...ofRound, solution: 1, pairs: 1 } },
  MatchRoundDiscarded: { stream: `matchround-${roundId}`, data: ofRound },
  PairProposed: { stream: `partnership-${partnershipId}`, data: { ...pair, source: 'round', roundId, score: 301_041, why, expiresOn: '2026-02-16', terms } },
  ProposalAccepted: { stream: `partnership-${partnershipId}`, data: { ...pair, ...byBo, onBehalf: true, ...words('Bo said so on the phone.') } },
  ProposalDeclined: { stream: `partnership-${partnershipId}`, data: { ...pair, ...byBo, reason: 'no-time', ...words('After the summer, maybe.') } },
  ProposalLapsed: { stream: `partnership-${partnershipId}`, data: { ...pair, reason: 'expired' } },
  PairFormed: { stream: `partnership-${partnershipId}`, data: { ...pair, source: 'round', roundId, score: 301_041, plannedEnd: '2026-08-03', terms } },
  ExchangeLogged: { stream: `partnership-${partnershipId}`, data: { ...pair, exchange: exchange(1, ana, 60) }, occurredAt: '2026-03-09T15:00:00.000Z' },
  ExchangeConfirmed: { stream: `partnership-${partnershipId}`, data: { ...pair, ...byBo, onBehalf: true, exchange: exchange(2, ana, 75), counted: exchange(1, ana, 60), ...words('Bo is on leave.') } },
  ExchangeDisputed: { stream: `partnership-${partnershipId}`, data: { ...pair, ...byBo, exchangeId, version: 1, reason: 'wrong-minutes', ...words('It was longer.') } },
  DisputeWithdrawn: { stream: `partnership-${partnershipId}`, data: { ...pair, ...byBo, exchangeId, version: 1 } },
  ExchangeCorrected: { stream: `partnership-${partnershipId}`, data: { ...pair, ...byAna, before: exchange(1, ana, 60), after: exchange(2, ana, 75), counted: exchange(1, ana, 60), reason: 'mistyped', ...words('We began earlier.') }, occurredAt: '2026-03-09T15:00:00.000Z' },
  ExchangeVoided: { stream: `partnership-${partnershipId}`, data: { ...pair, ...byAna, exchange: exchange(1, ana, 60), version: 2, counted: exchange(1, ana, 60), reason: 'logged-twice', ...words('The other one is right.') } },
  VoidingConfirmed: { stream: `partnership-${partnershipId}`, data: { ...pair, ...byBo, onBehalf: true, exchangeId, version: 2, counted: exchange(1, ana, 60), ...words('Bo agrees.') } },
  ClosureBegun: { stream: `partnership-${partnershipId}`, data: { ...pair, by: ana, reason: 'completed', graceEndsOn: '2026-08-17', reflectionsOf: [bo], ...words('We have what we came for.') } },
  ReflectionSubmitted: { stream: `partnership-${partnershipId}`, data: { ...pair, ...byBo, gave: 4, received: 5, continueInformally: true, text: { words: 'I learned patience.' } } },
  PartnershipClosed: { stream: `partnership-${partnershipId}`, data: { ...pair, reason: 'completed', waived: [{ partnerId: ana, reason: 'not-submitted' }], ...words('The year is over.') } },
};

const keyOf = (owner: string) => createHash('sha256').update(`golden ${owner}`).digest();

it('writes', async () => {
  const types = eventTypes(eventSchemas);
  const seal = sealer({ keysFor: async (ids) => new Map(ids.map((one) => [one, keyOf(one)])) });
  const coding = codec(types, seal);
  for (const [type, { definition, schema, category }] of types) {
    const sample = samples[type];
    if (sample === undefined) throw new Error(type);
    const [encoded] = await coding.encode(sample.stream, [{ type, data: sample.data, ...(sample.occurredAt ? { occurredAt: sample.occurredAt } : {}) }], {
      commandId: derivedId('golden', type),
      actor: { kind: 'coordinator', id: miaPerson! },
      recordedAt: '2026-03-10T12:00:00.000Z',
      correlationId: derivedId('golden', type),
      causationId: derivedId('golden', type),
      bodyDigest: 'pmWkWSBCL51Bfkhn79xPuKBKHz__H6B-mY6G9_eieuM',
    });
    const file = {
      type,
      version: definition.version,
      stream: sample.stream,
      id: encoded!.stored.id,
      data: JSON.parse(encoded!.stored.data),
      metadata: JSON.parse(encoded!.stored.metadata),
      schema: JSON.parse(JSON.stringify(schema)),
    };
    if (!sample.stream.startsWith(`${category}-`)) throw new Error(category);
    writeFileSync(new URL(`./event-schemas/${type}.v${definition.version}.json`, import.meta.url), JSON.stringify(file, null, 2));
  }
});
