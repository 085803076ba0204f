import type { Actor } from '../../kernel/actor.js';
import { derivedId } from '../../kernel/ids.js';
import { specificationOf } from '../../kernel/specification.js';
import type { PartnerFacts } from '../partners/partner.facts.js';
import { DEFAULT_POLICY } from '../programs/program.facts.js';
import type { PairFacts } from './eligibility.js';
import type { PartnershipEvent } from './partnership.events.js';
import { partnership } from './partnership.js';

/** Two partners of a pair, and what happens between them, for the specifications of a partnership. */

type Data<Name> = Extract<PartnershipEvent, { type: Name }>['data'];
type Exchange = Data<'ExchangeLogged'>['exchange'];

const side = (name: string, generation: string) => ({
  partnerId: derivedId(name, 'partner'),
  personId: derivedId(name, 'person'),
  generation,
  unit: 'Engineering',
  site: 'Lisbon',
});
export const ana = side('Ana', 'Baby Boomers');
export const bo = side('Bo', 'Generation Z');

export const asAna: Actor = { kind: 'partner', id: ana.personId };
export const asBo: Actor = { kind: 'partner', id: bo.personId };
export const asStranger: Actor = { kind: 'partner', id: derivedId('a stranger') };
export const asCoordinator: Actor = { kind: 'coordinator', id: derivedId('a coordinator') };
export const asSystem: Actor = { kind: 'system', id: 'scheduler' };

export const pair = { programId: derivedId('program'), partnershipId: derivedId('partnership'), a: ana, b: bo };
export const terms = { lateLogDays: 60, closureGraceDays: 14, plannedMonths: 6 };
export const byAna = { by: ana.partnerId, byPersonId: ana.personId };
export const byBo = { by: bo.partnerId, byPersonId: bo.personId };

const FORMED_AT = '2026-02-01T09:00:00.000Z';
export const NOW = '2026-03-10T12:00:00.000Z';
const COMMAND = derivedId('a command');

export const { given } = specificationOf(partnership, {
  id: pair.partnershipId,
  actor: asAna,
  commandId: COMMAND,
  now: NOW,
  facts: undefined,
});

export const proposed: PartnershipEvent = {
  type: 'PairProposed',
  data: { ...pair, source: 'coordinator', expiresOn: '2026-03-10', terms },
};
export const accepted = (by: typeof byAna): PartnershipEvent => ({
  type: 'ProposalAccepted',
  data: { ...pair, ...by },
});
export const declined: PartnershipEvent = {
  type: 'ProposalDeclined',
  data: { ...pair, ...byBo, reason: 'no-time' },
};
export const lapsed: PartnershipEvent = { type: 'ProposalLapsed', data: { ...pair, reason: 'no-slot' } };
export const formed: readonly PartnershipEvent[] = [
  proposed,
  accepted(byAna),
  accepted(byBo),
  {
    type: 'PairFormed',
    data: { ...pair, source: 'coordinator', plannedEnd: '2026-08-01', terms },
    occurredAt: FORMED_AT,
  },
];

/** What Ana taught Bo and Bo taught Ana, as it is asked for and as it stands. */
export const meeting = {
  heldAt: '2026-03-09T15:00:00.000Z',
  minutes: 60,
  method: 'video',
  contributions: [
    { from: ana.partnerId, to: bo.partnerId, topic: 'How we came to the old ledger', skill: 'cobol', minutes: 40 },
    { from: bo.partnerId, to: ana.partnerId, topic: 'Containers', minutes: 20, how: 'video' },
  ],
  note: 'Continue with the year-end run.',
} as const;

export const exchangeId = derivedId('exchange', COMMAND);

export const exchange = (changes: Partial<Exchange> = {}): Exchange => ({
  exchangeId,
  version: 1,
  author: ana.partnerId,
  heldAt: meeting.heldAt,
  minutes: 60,
  method: 'video',
  contributions: [
    { from: ana.partnerId, to: bo.partnerId, minutes: 40, skill: 'cobol' },
    { from: bo.partnerId, to: ana.partnerId, minutes: 20, how: 'video' },
  ],
  sealed: { topics: ['How we came to the old ledger', 'Containers'], note: 'Continue with the year-end run.' },
  ...changes,
});

export const logged = (version = exchange()): PartnershipEvent => ({
  type: 'ExchangeLogged',
  data: { ...pair, exchange: version },
  occurredAt: version.heldAt,
});
export const confirmed = (version = exchange(), by = byBo): PartnershipEvent => ({
  type: 'ExchangeConfirmed',
  data: { ...pair, ...by, exchange: version },
});
export const disputed = (version = 1, by = byBo): PartnershipEvent => ({
  type: 'ExchangeDisputed',
  data: { ...pair, ...by, exchangeId, version, reason: 'wrong-minutes' },
});
export const voided = (version: number, counted?: Exchange, by = byAna): PartnershipEvent => ({
  type: 'ExchangeVoided',
  data: {
    ...pair,
    ...by,
    exchange: exchange(),
    version,
    reason: 'logged-twice',
    ...(counted !== undefined && { counted }),
  },
});

export const closureBegun: PartnershipEvent = {
  type: 'ClosureBegun',
  data: { ...pair, by: ana.partnerId, reason: 'completed', graceEndsOn: '2026-03-24', reflectionsOf: [] },
};
export const reflected = (by: typeof byAna): PartnershipEvent => ({
  type: 'ReflectionSubmitted',
  data: { ...pair, ...by, gave: 4, received: 5 },
});
export const closed: PartnershipEvent = {
  type: 'PartnershipClosed',
  data: { ...pair, reason: 'completed', waived: [] },
  occurredAt: NOW,
};

export const proposal = { programId: pair.programId, a: ana.partnerId, b: bo.partnerId };
const why = { aLearns: [], bLearns: [], aGain: 0.4, bGain: 0.5, factors: { skills: 0.9 } };
export const draft = { ...proposal, roundId: derivedId('round'), score: 910_000, why };

const partner = ({ partnerId: _, ...side }: typeof ana): PartnerFacts => ({
  ...side,
  status: 'active',
  programId: pair.programId,
  timeZone: 'Europe/Lisbon',
  languages: ['en'],
  availability: [],
  methods: ['video'],
  offers: [{ skill: 'cobol', level: 5 }],
  wants: [{ skill: 'containers', priority: 2 }],
  learningStyles: [],
  capacity: 2,
  excluded: [],
  held: [],
  released: {},
});
/** What is known of the two when they are proposed: they fit, but for the changes. */
export const facts = (
  changes: { a?: Partial<PartnerFacts>; b?: Partial<PartnerFacts>; policy?: object } = {},
): PairFacts => ({
  program: {
    exists: true,
    name: 'Across',
    policy: { ...DEFAULT_POLICY, ...changes.policy },
    timeZone: 'UTC',
  },
  a: { ...partner(ana), ...changes.a },
  b: { ...partner(bo), ...changes.b },
});
export const slot = (name: string) => ({
  partnershipId: derivedId(name, 'partnership'),
  attempt: 1,
  otherPartnerId: derivedId(name, 'partner'),
  otherPersonId: derivedId(name, 'person'),
});
