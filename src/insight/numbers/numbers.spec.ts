import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import { Refusal } from '../../kernel/refusal.js';
import { joined } from '../../mentoring/partners/partner.examples.js';
import { declined, formed, pair } from '../../mentoring/partnerships/partnership.examples.js';
import type { Documents, ReadStore } from '../../platform/read-store/read-store.js';
import { openSqliteReadStore } from '../../platform/read-store/sqlite-read-store.js';
import { folded, on } from '../read-models/folding.examples.js';
import { acceptance } from './acceptance.js';
import { everMatched } from './ever-matched.js';
import { matchRate } from './match-rate.js';
import type { Measure, Row } from './measure.js';
import { Numbers } from './numbers.js';

const { programId } = pair;
const TODAY = '2026-06-30';
const MEASURES = [matchRate, everMatched, acceptance] as unknown as readonly Measure<Row>[];

let stores: ReadStore[];
/** The documents from which numbers are answered. */
let engines: { documents: (name: string) => Documents }[];
beforeEach(() => {
  stores = [];
  engines = [];
});
afterEach(async () => {
  for (const store of stores) await store.close();
});

/** Numbers over the rows that these events leave, at position 17. */
async function after(...events: readonly ReturnType<typeof on>[]): Promise<Numbers> {
  const store = openSqliteReadStore(':memory:');
  stores.push(store);
  const live = new Map<string, Documents>();
  for (const rows of new Set(MEASURES.map((measure) => measure.rows))) {
    const building = await store.building(rows);
    const checkpoint = { position: 17n, eventId: derivedId('last'), recordedDay: TODAY };
    await building.write({ documents: folded(rows, ...events), parked: [], checkpoint });
    live.set(rows.name, await building.goLive('2026-06-30T00:00:00.000Z'));
  }
  const engine = { documents: (name: string) => live.get(name)! };
  engines.push(engine);
  return new Numbers(engine, MEASURES);
}

const member = (n: number, unit: string, program = programId) =>
  joined({ programId: program, partnerId: `partner ${n}`, personId: `person ${n}` }, { unit });
/** So many partners in each unit, who joined in March. */
const members = (units: Readonly<Record<string, number>>, program?: string) =>
  on(
    '2026-03-02',
    ...Object.entries(units).flatMap(([unit, count], at) =>
      Array.from({ length: count }, (_, n) => member(at * 1000 + n, unit, program)),
    ),
  );
const shown = async (units: Readonly<Record<string, number>>, kAnonymity = 5) => {
  const numbers = await after(members(units));
  const { groups } = await numbers.answer(programId, 'match-rate', { by: 'unit' }, TODAY, kAnonymity);
  return Object.fromEntries(groups.map((one) => [one.group, 'of' in one ? one.of : 'suppressed']));
};

describe('a number', () => {
  it('comes with its definition, the days it was asked for, and where in the log it stands', async () => {
    const numbers = await after(members({ Finance: 6 }));
    expect(
      await numbers.answer(programId, 'match-rate', { 'as-of': '2026-03-31', known: '2026-04-30' }, TODAY, 5),
    ).toEqual({
      name: 'match-rate',
      title: 'Match rate',
      unit: 'share',
      definition: matchRate.definition,
      definitionVersion: 1,
      asOf: '2026-03-31',
      known: '2026-04-30',
      position: '17',
      groups: [{ group: 'all', value: 0, of: 6, parts: { matched: 0, active: 6 } }],
    });
  });

  it('is of today, as known today, unless it is asked otherwise', async () => {
    const numbers = await after(members({ Finance: 6 }));
    expect(await numbers.answer(programId, 'match-rate', {}, TODAY, 5)).toMatchObject({ asOf: TODAY, known: TODAY });
  });

  it('is made of what was recorded by the day, that day included', async () => {
    const numbers = await after(on('2026-03-02', member(1, 'Finance')), on('2026-03-03', member(2, 'Finance')));
    const of = async (known: string) => (await numbers.answer(programId, 'match-rate', { known }, TODAY, 5)).groups;
    expect(await of('2026-03-02')).toMatchObject([{ of: 1 }]);
    expect(await of('2026-03-03')).toMatchObject([{ of: 2 }]);
  });

  it('is of one program', async () => {
    const numbers = await after(members({ Finance: 3 }), members({ Sales: 4 }, 'another program'));
    const { groups } = await numbers.answer(programId, 'match-rate', {}, TODAY, 5);
    expect(groups).toMatchObject([{ group: 'all', of: 3 }]);
  });

  it('counts all rows, however many pages they are', async () => {
    const numbers = await after(members({ Finance: 1203 }));
    expect((await numbers.answer(programId, 'match-rate', {}, TODAY, 5)).groups).toMatchObject([{ of: 1203 }]);
  });

  it('of cells counts those of the slice that is asked for', async () => {
    const numbers = await after(on('2026-03-02', formed.at(-1)!, declined));
    const { groups } = await numbers.answer(programId, 'acceptance', { by: 'unit' }, TODAY, 1);
    expect(groups).toMatchObject([
      { group: 'all', of: 2 },
      { group: 'Engineering', of: 2 },
    ]);
  });

  it('of a window is asked from a day to a day', async () => {
    const numbers = await after(members({ Finance: 6 }));
    const window = { from: '2026-01-01', 'as-of': '2026-02-28' };
    expect(await numbers.answer(programId, 'ever-matched', window, TODAY, 5)).toMatchObject({
      from: '2026-01-01',
      asOf: '2026-02-28',
      groups: [{ group: 'all', value: null, of: 0 }],
    });
  });

  it.each([
    ['happiness', {}, 'not-found'],
    ['match-rate', { 'as-of': '2026-02-30' }, 'invalid-query'],
    ['match-rate', { known: 'yesterday' }, 'invalid-query'],
    ['match-rate', { by: 'name' }, 'invalid-query'],
    ['match-rate', { from: '2026-01-01' }, 'invalid-query'],
    ['ever-matched', { from: '2026-03-01', 'as-of': '2026-02-28' }, 'invalid-query'],
  ])('%s is refused with %j', async (name, query, code) => {
    const numbers = await after();
    const asked = numbers.answer(programId, name, query, TODAY, 5);
    await expect(asked).rejects.toThrow(Refusal);
    await expect(asked).rejects.toMatchObject({ code });
  });
});

describe('a group', () => {
  it('of as many as the policy says is shown, also where nothing else is', async () => {
    expect(await shown({ Finance: 5, Sales: 9 })).toEqual({ all: 14, Finance: 5, Sales: 9 });
  });

  it('of fewer is suppressed; the whole is always shown', async () => {
    expect(await shown({ Finance: 4, Legal: 3, Sales: 9 })).toEqual({
      all: 16,
      Finance: 'suppressed',
      Legal: 'suppressed',
      Sales: 9,
    });
    expect(await shown({ Finance: 4 })).toEqual({ all: 4, Finance: 'suppressed' });
  });
});

describe('groups of few', () => {
  it('cannot be told from the others and the whole: the next larger one is suppressed with them', async () => {
    expect(await shown({ Finance: 4, Legal: 6, Sales: 9 })).toEqual({
      all: 19,
      Finance: 'suppressed',
      Legal: 'suppressed',
      Sales: 9,
    });
    expect(await shown({ Finance: 1, Law: 1, Legal: 6, Sales: 9 })).toEqual({
      all: 17,
      Finance: 'suppressed',
      Law: 'suppressed',
      Legal: 'suppressed',
      Sales: 9,
    });
  });
});

describe('the numbers of the overview', () => {
  it('are those of a day, with what they were on the same day of the eleven months before', async () => {
    const numbers = await after(members({ Finance: 6 }));
    const [rate, acceptances, ...others] = await numbers.withTrend(programId, '2026-03-31');
    expect(others).toEqual([]);
    expect(acceptances).toMatchObject({ name: 'acceptance', value: null });
    expect(rate).toMatchObject({ name: 'match-rate', value: 0, of: 6 });
    expect(rate?.trend.map(({ asOf }) => asOf)).toEqual([
      ...[
        '2025-04-30',
        '2025-05-31',
        '2025-06-30',
        '2025-07-31',
        '2025-08-31',
        '2025-09-30',
        '2025-10-31',
        '2025-11-30',
      ],
      ...['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31'],
    ]);
    expect(rate?.trend.at(-1)?.value).toBe(0);
    expect(rate?.trend.at(-2)?.value).toBe(null);
  });

  it('are counted anew when something was recorded since', async () => {
    const numbers = await after(members({ Finance: 6 }));
    const { documents } = engines.at(-1)!;
    expect(await numbers.withTrend(programId, TODAY)).toMatchObject([{ of: 6 }, { of: 0 }]);
    expect(await numbers.withTrend(programId, TODAY)).toMatchObject([{ of: 6 }, { of: 0 }]);
    await documents(matchRate.rows.name).write({
      documents: folded(matchRate.rows, on('2026-04-01', member(7000, 'Sales'))),
      parked: [],
      checkpoint: { position: 18n, eventId: derivedId('later'), recordedDay: TODAY },
    });
    expect(await numbers.withTrend(programId, TODAY)).toMatchObject([{ of: 7 }, { of: 0 }]);
  });

  it('are all listed as they stand today', async () => {
    const numbers = await after(members({ Finance: 6 }));
    expect((await numbers.present(programId, TODAY)).map(({ name, of }) => [name, of])).toEqual([
      ['match-rate', 6],
      ['ever-matched', 6],
      ['acceptance', 0],
    ]);
  });
});
