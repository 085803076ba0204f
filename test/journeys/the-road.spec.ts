import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serve, type Json, type Served } from './served.js';
import { SMALL_ROSTER } from './small-roster.js';
import { Road } from './the-road.story.js';

let served: Served;
let road: Road;
beforeAll(async () => {
  served = await serve('2026-03-02T09:00');
  road = await new Road(served).travel();
});
afterAll(() => served.close());

const after = (step: string) => road.after[step];
const nameOf = (side: unknown) => (side as { readonly name: string }).name;

describe('a roster', () => {
  const taken = { rows: 24, changed: 0 };
  const problems = [
    { line: 24, column: 'offers', code: 'bad-rating' },
    { line: 25, column: 'person_ref', code: 'duplicate-person-ref', message: expect.stringContaining('Line 2 ') },
  ];

  it('is only reported on by a dry run', () => {
    expect(road.imports.dry).toMatchObject({ ...taken, joined: 22, unchanged: 0, rejected: problems, missing: [] });
    expect(road.heads.afterDry).toBe(road.heads.before);
  });

  it('joins everybody whose row can be taken, and says of the others where and why', () => {
    expect(road.imports.first).toEqual(road.imports.dry);
    // Two events a person, and one of the import.
    expect(Number(road.heads.imported) - Number(road.heads.before)).toBe(2 * SMALL_ROSTER.length + 1);
  });

  it('changes nothing when it comes again, or with its rows in another order', () => {
    expect(road.imports.again).toMatchObject({ ...taken, joined: 0, unchanged: 22, rejected: problems });
    expect(road.imports.reordered).toMatchObject({ rows: 22, joined: 0, changed: 0, unchanged: 22, rejected: [] });
    expect(road.heads.afterRepeats).toBe(road.heads.imported);
  });
});

describe('a round', () => {
  it('pairs as many as can be, the rest is left', () => {
    expect(road.round).toMatchObject({
      status: 'completed',
      poolSize: 22,
      pairs: 8,
      unmatched: 6,
      matchable: 17,
      edges: 9,
    });
    expect(road.drafts).toHaveLength(8);
    expect(after('published')?.program.proposals).toEqual({ open: 8, declined: 0, lapsed: 0 });
  });

  it('says of each draft what the two learn from each other', () => {
    const draft = road.drafts.find(({ a, b }) => [a, b].some((side) => nameOf(side) === 'Aurelia Lindqvist'));
    const why = draft?.['why'] as Record<'aLearns' | 'bLearns' | 'aGain' | 'bGain', unknown> & { factors: Json };
    const older = nameOf(draft?.['a']) === 'Aurelia Lindqvist';
    const [hers, his] = older ? [why.aLearns, why.bLearns] : [why.bLearns, why.aLearns];
    expect([nameOf(draft?.['a']), nameOf(draft?.['b'])].sort()).toEqual(['Aurelia Lindqvist', 'Boniface Otieno']);
    expect(hers).toEqual([{ skill: 'go', by: 'go', level: 4, priority: 3 }]);
    expect(his).toEqual([{ skill: 'python', by: 'python', level: 5, priority: 2 }]);
    // She gets 4 of 5 levels, he all: harmonic mean 2 × 0.8 ÷ 1.8, and the bonus for two generations.
    expect(older ? [why.aGain, why.bGain] : [why.bGain, why.aGain]).toEqual([0.8, 1]);
    expect(why.factors).toMatchObject({ generations: 1.05, sharedHours: 6 });
    expect(draft?.['score']).toBe(Math.round(((2 * 0.8) / 1.8) * 1.05 * 1e6));
  });

  it('says of each who is left why', () => {
    const reasons = road.unmatched.map(({ partner, reason, rule }) => [nameOf(partner), reason, rule]);
    expect(reasons.sort()).toEqual([
      ['Quentin Varga', 'odd-one-out', undefined],
      ['Rosalind Keita', 'nobody-offers-what-they-want', undefined],
      ['Severin Dubois', 'nobody-wants-what-they-offer', undefined],
      ['Thaddeus Mwangi', 'no-reciprocal-partner', undefined],
      ['Ulrike Castellan', 'rules-remove-every-partner', 'reporting-line'],
      ['Valentin Roux', 'rules-remove-every-partner', 'reporting-line'],
    ]);
  });
});

describe('a pair', () => {
  const free = { active: 0, proposals: 1, matched: false, open: 1 };
  const taken = { active: 1, proposals: 0, matched: true, open: 1 };

  it('is formed when both have accepted, with their own keys', () => {
    expect(after('published')).toMatchObject({
      pair: { status: 'proposed', acceptedBy: 0 },
      one: { ...free, waiting: ['answer-proposal'] },
      other: { ...free, waiting: ['answer-proposal'] },
    });
    expect(after('accepted by one')).toMatchObject({
      pair: { status: 'proposed', acceptedBy: 1 },
      one: { ...free, waiting: [] },
      other: { ...free, waiting: ['answer-proposal'] },
    });
    expect(after('formed')).toMatchObject({
      program: { proposals: { open: 7 }, partnerships: { formed: 1, closed: 0 } },
      pair: { status: 'formed', acceptedBy: 2 },
      one: { ...taken, waiting: [] },
      other: { ...taken, waiting: [] },
      numbers: { 'match-rate': [2 / 22, 22], acceptance: [1, 1] },
    });
  });

  it('that one declines counts as declined', () => {
    expect(after('another declined')).toMatchObject({
      program: { proposals: { open: 6, declined: 1, lapsed: 0 }, partnerships: { formed: 1 } },
      numbers: { 'match-rate': [2 / 22, 22], acceptance: [1 / 2, 2] },
    });
  });

  it('is closed with both reflections, and both are free for another', () => {
    expect(after('closing')).toMatchObject({
      pair: { status: 'closing', reflectionsOf: 0 },
      waits: { closing: 1 },
      one: { ...taken, waiting: ['reflect'] },
      other: { ...taken, waiting: ['reflect'] },
    });
    expect(after('one reflected')).toMatchObject({ one: { waiting: [] }, other: { waiting: ['reflect'] } });
    const gone = { active: 0, proposals: 0, matched: false, open: 0, waiting: [] };
    expect(after('closed')).toMatchObject({
      program: { partnerships: { formed: 1, closed: 1 } },
      pair: { status: 'closed', reflectionsOf: 2, given: [100, 50], confirmed: 2 },
      waits: { closing: 0 },
      one: gone,
      other: gone,
      numbers: { 'match-rate': [0, 22], acceptance: [1 / 2, 2] },
    });
    expect(after('formed again')).toMatchObject({
      program: { partnerships: { formed: 2, closed: 1 } },
      one: taken,
      other: taken,
      numbers: { 'match-rate': [2 / 22, 22], acceptance: [2 / 3, 3] },
    });
  });
});

describe('an exchange', () => {
  const OLDER = 'baby-boomers → generation-z';
  const YOUNGER = 'generation-z → baby-boomers';
  const bins = (bin?: number) => Array.from({ length: 10 }, (_, place) => (place === bin ? 1 : 0));

  it('waits for the other when it is logged', () => {
    expect(after('logged')).toMatchObject({
      program: { exchanges: { confirmed: 0, waiting: 1 }, minutes: { confirmed: 0, waiting: 60 } },
      waits: { waitingExchanges: 1 },
      weeks: [['2026-03-02', 0, 0, 60]],
      matrix: { [OLDER]: [0, 40], [YOUNGER]: [0, 20] },
      ledger: ['2026-03-03 60 min waiting'],
      pair: { given: [0, 0], confirmed: 0, waiting: 1 },
      one: { waiting: [] },
      other: { waiting: ['confirm-exchange 1'] },
    });
  });

  it('counts when the other confirms it', () => {
    expect(after('confirmed')).toMatchObject({
      program: { exchanges: { confirmed: 1, waiting: 0 }, minutes: { confirmed: 60, waiting: 0 } },
      waits: { waitingExchanges: 0 },
      weeks: [['2026-03-02', 40, 20, 0]],
      matrix: { [OLDER]: [40, 0], [YOUNGER]: [20, 0] },
      ledger: ['2026-03-03 60 min confirmed'],
      pair: { given: [40, 20], confirmed: 1, waiting: 0 },
      other: { waiting: [] },
      numbers: { reciprocity: [null, 0] },
    });
  });

  it('that is disputed is its author’s to answer, until the dispute is withdrawn', () => {
    expect(after('disputed')).toMatchObject({
      waits: { waitingExchanges: 0, disputedExchanges: 1 },
      ledger: ['2026-03-10 60 min disputed', '2026-03-03 60 min confirmed'],
      one: { waiting: [] },
      other: { waiting: ['answer-dispute 1'] },
    });
    expect(after('dispute withdrawn')).toMatchObject({
      waits: { waitingExchanges: 1, disputedExchanges: 0 },
      ledger: ['2026-03-10 60 min waiting', '2026-03-03 60 min confirmed'],
      one: { waiting: ['confirm-exchange 1'] },
      other: { waiting: [] },
    });
  });

  it('is told in the balance of the pair from the third on', () => {
    expect(after('three confirmed')).toMatchObject({
      weeks: [
        ['2026-03-02', 40, 20, 0],
        ['2026-03-09', 30, 30, 0],
        ['2026-03-16', 0, 40, 0],
      ],
      matrix: { [OLDER]: [70, 0], [YOUNGER]: [90, 0] },
      balances: [[70, 90, 3, 0.875]],
      histogram: bins(8),
      pair: { given: [70, 90], confirmed: 3 },
      numbers: { reciprocity: [0.875, 1] },
    });
  });

  it('that is corrected counts as it was until the other confirms the correction', () => {
    expect(after('corrected')).toMatchObject({
      program: { exchanges: { confirmed: 3, waiting: 1 }, minutes: { confirmed: 160, waiting: 90 } },
      weeks: expect.arrayContaining([['2026-03-09', 30, 30, 90]]),
      ledger: ['2026-03-17 40 min confirmed', '2026-03-10 90 min waiting', '2026-03-03 60 min confirmed'],
      balances: [[70, 90, 3, 0.875]],
      one: { waiting: ['confirm-exchange 2'] },
      other: { waiting: [] },
    });
    expect(after('correction confirmed')).toMatchObject({
      program: { exchanges: { confirmed: 3, waiting: 0 }, minutes: { confirmed: 190, waiting: 0 } },
      weeks: expect.arrayContaining([['2026-03-09', 60, 30, 0]]),
      matrix: { [OLDER]: [100, 0], [YOUNGER]: [90, 0] },
      balances: [[100, 90, 3, 180 / 190]],
      histogram: bins(9),
      one: { waiting: [] },
    });
  });

  it('that is voided counts until the other confirms that, too', () => {
    expect(after('voided')).toMatchObject({
      program: { exchanges: { confirmed: 3 }, minutes: { confirmed: 190 } },
      ledger: ['2026-03-17 40 min voiding', '2026-03-10 90 min confirmed', '2026-03-03 60 min confirmed'],
      balances: [[100, 90, 3, 180 / 190]],
      one: { waiting: ['confirm-exchange 2'] },
    });
    expect(after('voiding confirmed')).toMatchObject({
      program: { exchanges: { confirmed: 2, waiting: 0 }, minutes: { confirmed: 150, waiting: 0 } },
      weeks: expect.arrayContaining([['2026-03-16', 0, 0, 0]]),
      matrix: { [OLDER]: [100, 0], [YOUNGER]: [50, 0] },
      ledger: ['2026-03-17 40 min voided', '2026-03-10 90 min confirmed', '2026-03-03 60 min confirmed'],
      balances: [],
      histogram: bins(),
      pair: { given: [100, 50], confirmed: 2, waiting: 0 },
      one: { waiting: [] },
      numbers: { reciprocity: [null, 0] },
    });
  });
});

describe('a number', () => {
  const answer = async (name: string, asOf: string, known: string) => {
    const path = `/api/programs/${road.programId}/numbers/${name}?as-of=${asOf}&known=${known}`;
    const { groups } = (await served.admin.get(path)) as unknown as { groups: [{ value: number | null; of: number }] };
    return [groups[0].value, groups[0].of];
  };

  it.each([
    // What was so on the day, and what was known of it on another.
    ['match-rate', '2026-03-01', '2026-03-26', null, 0],
    ['match-rate', '2026-03-02', '2026-03-02', 2 / 22, 22],
    ['match-rate', '2026-03-26', '2026-03-25', 2 / 22, 22],
    ['acceptance', '2026-03-02', '2026-03-26', 1 / 2, 2],
    ['acceptance', '2026-03-26', '2026-03-26', 2 / 3, 3],
    ['reciprocity', '2026-03-17', '2026-03-17', null, 0],
    ['reciprocity', '2026-03-17', '2026-03-18', 0.875, 1],
    ['reciprocity', '2026-03-17', '2026-03-20', 0.875, 1],
    ['reciprocity', '2026-03-17', '2026-03-21', 180 / 190, 1],
    ['reciprocity', '2026-03-16', '2026-03-21', null, 0],
    ['reciprocity', '2026-03-17', '2026-03-24', null, 0],
  ])('%s as of %s, as known on %s, is %p of %i', async (name, asOf, known, value, of) => {
    expect(await answer(name, asOf, known)).toEqual([value, of]);
  });

  it('of fewer people than the policy says is not told of a group', async () => {
    const path = `/api/programs/${road.programId}/numbers/match-rate?by=generation`;
    const { groups } = (await served.admin.get(path)) as unknown as { groups: Json[] };
    expect(groups.sort((one, other) => (String(one['group']) < String(other['group']) ? -1 : 1))).toEqual([
      { group: 'all', value: 2 / 22, of: 22, parts: { matched: 2, active: 22 } },
      { group: 'baby-boomers', suppressed: true },
      // Told, it would give away the two who are neither of it nor millennials.
      { group: 'generation-x', suppressed: true },
      { group: 'generation-z', suppressed: true },
      { group: 'millennials', value: 0, of: 14, parts: { matched: 0, active: 14 } },
    ]);
  });
});

describe('the timeline', () => {
  it('tells every fact in order, when it happened and when it was recorded', async () => {
    const facts = await served.admin.list(`/api/partnerships/${road.watched.partnershipId}/timeline`);
    expect(facts.map(({ type }) => type)).toEqual([
      'PairProposed',
      ...['ProposalAccepted', 'ProposalAccepted', 'PairFormed'],
      ...['ExchangeLogged', 'ExchangeConfirmed'],
      ...['ExchangeLogged', 'ExchangeDisputed', 'DisputeWithdrawn', 'ExchangeConfirmed'],
      ...['ExchangeLogged', 'ExchangeConfirmed'],
      ...['ExchangeCorrected', 'ExchangeConfirmed', 'ExchangeVoided', 'VoidingConfirmed'],
      ...['ClosureBegun', 'PartnershipClosed'],
    ]);
    expect(facts[4]).toMatchObject({ occurredAt: '2026-03-03T09:00:00.000Z', recordedAt: '2026-03-04T12:00:00.000Z' });
    expect(facts[12]?.['data']).toMatchObject({
      before: { version: 1, minutes: 60 },
      after: { version: 2, minutes: 90 },
      counted: { version: 1 },
      reason: 'mistyped',
    });
  });
});
