import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { configOf } from '../config.js';
import { openHouse, type House } from '../house.js';
import type { RecordedEvent, RecordedOf } from '../kernel/events.js';
import { isBox } from '../kernel/sealed.js';
import type { ProgramDocument } from '../insight/read-models/program-overview.js';
import type { HomeDocument } from '../insight/read-models/partner-home.js';
import { matchPool } from '../mentoring/matching/match-pool.js';
import { partnerId } from '../mentoring/partners/partner.facts.js';
import type { partnerEvents } from '../mentoring/partners/partner.events.js';
import type { partnershipEvents } from '../mentoring/partnerships/partnership.events.js';
import { seededRandom } from './random.js';
import { seededIds } from './seeded-ids.js';
import { simulate, startsOn, type Simulated, type SimulationOptions } from './simulate.js';
import { SimulatedClock } from './simulated-clock.js';

interface Lived {
  readonly house: House;
  readonly result: Simulated;
  readonly events: readonly RecordedEvent[];
  readonly failures: readonly unknown[];
}

const IN_MEMORY = {
  EVENT_STORE_URL: 'sqlite::memory:',
  READ_STORE_URL: 'sqlite::memory:',
  OPERATIONS_STORE_URL: 'sqlite::memory:',
  KEY_STORE_URL: 'sqlite::memory:',
  MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
};

async function lived(options: SimulationOptions): Promise<Lived> {
  const clock = new SimulatedClock(startsOn(options));
  const failures: unknown[] = [];
  const house = await openHouse(configOf(IN_MEMORY), {
    clock,
    freshId: seededIds(seededRandom(options.seed).fork('ids')),
    onFailure: (where, error) => failures.push([where, error]),
    solve: async (pool, parameters) => matchPool(pool, parameters),
  });
  const result = await simulate(house, (request) => house.processor.execute(request), clock, options);
  const events: RecordedEvent[] = [];
  for (let position = 0n; ;) {
    const stored = await house.store.readAll(position, { limit: 1_000 });
    const last = stored.at(-1);
    if (last === undefined) return { house, result, events, failures };
    events.push(...stored.map((event) => house.codec.decode(event)));
    position = last.position;
  }
}

/** An event without what is sealed, under keys that are drawn anew each time. */
const plain = ({ position, ...event }: RecordedEvent) =>
  JSON.stringify({ ...event, position: String(position) }, (_, value: unknown) => (isBox(value) ? 'sealed' : value));

async function sequence(options: SimulationOptions): Promise<readonly string[]> {
  const { house, events } = await lived(options);
  await house.close();
  return events.map(plain);
}

describe('a small simulation', () => {
  const options = { seed: 3, partners: 40, months: 3, endsOn: '2025-11-25' };

  it('gives the same events in the same order for the same seed and last day, and others for another seed', async () => {
    const once = await sequence(options);
    expect(await sequence(options)).toEqual(once);
    expect(await sequence({ ...options, seed: 4 })).not.toEqual(once);
  }, 120_000);

  it('refuses a house whose clock does not stand on the first day', async () => {
    const clock = new SimulatedClock('2025-08-26');
    const house = await openHouse(configOf(IN_MEMORY), { clock });
    await expect(simulate(house, (request) => house.processor.execute(request), clock, options)).rejects.toThrow(
      'must stand on 2025-08-25',
    );
    await house.close();
  });
});

describe('a simulated program', () => {
  let life: Lived;
  let overview: ProgramDocument;
  beforeAll(async () => {
    life = await lived({ seed: 7, partners: 160, months: 9, endsOn: '2025-11-25' });
    overview = (await life.house.engine.documents('program-overview').get(life.result.programId)) as ProgramDocument;
  }, 120_000);
  afterAll(() => life.house.close());

  it('goes without a failure of read models, process managers or rounds', async () => {
    expect(life.failures).toEqual([]);
    expect(life.house.managers.status().flatMap(({ parked }) => parked)).toEqual([]);
    expect((await life.house.engine.status()).flatMap(({ parked }) => parked)).toEqual([]);
  });

  it.each([
    'PartnerInvited',
    'PartnerJoined',
    'PartnerPaused',
    'PartnerResumed',
    'PartnerWithdrawn',
    'PairExcluded',
    'MatchRoundStarted',
    'MatchRoundCompleted',
    'MatchRoundPublished',
    'PairProposed',
    'ProposalAccepted',
    'ProposalDeclined',
    'ProposalLapsed',
    'PairFormed',
    'ExchangeLogged',
    'ExchangeConfirmed',
    'ExchangeDisputed',
    'DisputeWithdrawn',
    'ExchangeCorrected',
    'ExchangeVoided',
    'VoidingConfirmed',
    'ClosureBegun',
    'ReflectionSubmitted',
    'PartnershipClosed',
  ])('sees %s happen', (type) => {
    expect(life.events.filter((event) => event.type === type).length).toBeGreaterThan(0);
  });

  it('is told by partners, a coordinator who stands in for them, and the scheduler', () => {
    const told = partnershipEventsOf(life);
    const confirmedBy = told.flatMap(({ type, actor }) => (type === 'ExchangeConfirmed' ? [actor.kind] : []));
    const closedBy = told.flatMap(({ type, actor }) => (type === 'PartnershipClosed' ? [actor.kind] : []));
    expect(new Set(confirmedBy)).toEqual(new Set(['partner', 'coordinator']));
    expect(new Set(closedBy)).toEqual(new Set(['partner', 'coordinator', 'system']));
  });

  it('has everybody join, within the year, and each at their own day', () => {
    const joined = life.events.filter(({ type }) => type === 'PartnerJoined');
    expect(joined.length).toBe(160);
    expect(overview.partners.joined).toBe(160);
    expect(new Set(joined.map(({ recordedAt }) => recordedAt.slice(0, 10))).size).toBeGreaterThan(30);
  });

  it('never has a partner hold more slots than they have capacity', () => {
    const capacity = new Map<string, number>();
    const held = new Map<string, number>();
    for (const { type, data } of partnerEventsOf(life)) {
      const { partnerId: id } = data;
      if (type === 'PartnerJoined')
        capacity.set(id, Math.min(data.capacity, overview.policy?.maxActivePartnerships ?? 0));
      if (type === 'SlotReserved') held.set(id, (held.get(id) ?? 0) + 1);
      if (type === 'SlotReleased') held.set(id, (held.get(id) ?? 0) - 1);
      expect(held.get(id) ?? 0).toBeLessThanOrEqual(capacity.get(id) ?? 0);
    }
    expect(Math.max(...held.values())).toBe(2);
  });

  it('shows the minutes that the record gives, confirmed and waiting', () => {
    const waiting = new Map<string, number>();
    const confirmed = new Map<string, number>();
    const minutes = ({ contributions }: { readonly contributions: readonly { readonly minutes: number }[] }) =>
      contributions.reduce((sum, contribution) => sum + contribution.minutes, 0);
    for (const { type, data } of partnershipEventsOf(life)) {
      if (type === 'ExchangeLogged') waiting.set(data.exchange.exchangeId, minutes(data.exchange));
      if (type === 'ExchangeCorrected') waiting.set(data.after.exchangeId, minutes(data.after));
      if (type === 'ExchangeVoided') waiting.delete(data.exchange.exchangeId);
      if (type === 'VoidingConfirmed') confirmed.delete(data.exchangeId);
      if (type === 'ExchangeConfirmed') {
        waiting.delete(data.exchange.exchangeId);
        confirmed.set(data.exchange.exchangeId, minutes(data.exchange));
      }
    }
    const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
    expect(overview.minutes).toEqual({ confirmed: sum(confirmed.values()), waiting: sum(waiting.values()) });
    expect(overview.exchanges).toEqual({ confirmed: confirmed.size, waiting: waiting.size });
  });

  it('records what happens on the day on which it happens, and time does not go back from day to day', () => {
    const days = life.events.map(({ recordedAt }) => recordedAt.slice(0, 10));
    expect([...days].sort()).toEqual(days);
    expect([days[0], days.at(-1)]).toEqual(['2025-02-25', '2025-11-25']);
    for (const { occurredAt, recordedAt } of life.events) expect(occurredAt <= recordedAt).toBe(true);
  });

  it('leaves proposals to answer, exchanges to confirm and a round to review', async () => {
    expect(overview.proposals.open).toBeGreaterThan(0);
    expect(overview.exchanges.waiting).toBeGreaterThan(0);
    const { programId } = life.result;
    const rounds = await life.house.engine.documents('match-rounds').find({ where: { programId }, limit: 100 });
    const statuses = rounds.items.map(({ document }) => (document as { status: string }).status);
    expect(statuses.filter((status) => status === 'completed')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'published').length).toBeGreaterThan(3);
  });

  it('names a pair that is open and has a history, where something waits for either', async () => {
    const { programId, coordinatorPersonId, pair } = life.result;
    const history = life.events.filter(({ stream }) => stream === `partnership-${pair.partnershipId}`);
    const types = history.map(({ type }) => type);
    expect(types.filter((type) => type === 'ExchangeConfirmed').length).toBeGreaterThan(2);
    expect(types).not.toContain('ClosureBegun');
    for (const personId of [pair.aPersonId, pair.bPersonId]) {
      expect(personId).not.toBe(coordinatorPersonId);
      const home = await life.house.engine.documents('partner-home').get(partnerId(programId, personId));
      const { waiting, open } = home as HomeDocument;
      expect(open).toContain(pair.partnershipId);
      expect(waiting.filter(({ partnershipId }) => partnershipId === pair.partnershipId).length).toBeGreaterThan(0);
    }
  });
});

const partnerEventsOf = ({ events }: Lived) =>
  events.filter(({ stream }) => stream.startsWith('partner-')) as unknown as RecordedOf<typeof partnerEvents>[];
const partnershipEventsOf = ({ events }: Lived) =>
  events.filter(({ stream }) => stream.startsWith('partnership-')) as unknown as RecordedOf<typeof partnershipEvents>[];
