import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { House } from '../../src/house.js';
import type { RosterOptions } from '../../src/integration/roster/apply-rows.js';
import type { Actor } from '../../src/kernel/actor.js';
import { Refusal } from '../../src/kernel/refusal.js';
import { DeclareOffers, JoinProgram, Withdraw } from '../../src/mentoring/partners/partner.commands.js';
import { partnerFacts, partnerId } from '../../src/mentoring/partners/partner.facts.js';
import { personFacts } from '../../src/mentoring/people/person.facts.js';
import { DesignProgram } from '../../src/mentoring/programs/program.commands.js';
import type { CommandRequest } from '../../src/platform/command-handling/command-request.js';
import { isErased } from '../../src/platform/privacy/opening.js';
import { asker, counts, headOf, houseInMemory, spooledText, take, through } from './house-without-nest.js';
import { csvOf, person, type Row } from './small-roster.js';

const ADA = person('Ada Novak', { offers: 'Go:4', wants: 'Python:2' });
const BEN = person('Ben Keita', { offers: 'Python:3', wants: 'Go:1', manager_ref: ADA.person_ref });

let house: House;
let programId: string;
beforeEach(async () => {
  house = await houseInMemory();
  ({ id: programId } = await asker(house)(DesignProgram, { name: 'Bridges' }));
});
afterEach(() => house.close());

const imported = (rows: readonly Row[], options?: RosterOptions, columns?: readonly string[]) =>
  take(house, programId, csvOf(rows, columns), options);

/** A partner as they stand, and what HR knows of the person. */
async function standing({ display_name }: Pick<Row, 'display_name'>) {
  await house.settle();
  const [personId = ''] = await house.keys.searchNames(display_name, 2);
  const place = partnerId(programId, personId);
  return {
    personId,
    place,
    partner: await house.fold(partnerFacts, place),
    known: await house.fold(personFacts, personId),
  };
}

async function typesAfter(position: bigint): Promise<readonly string[]> {
  await house.settle();
  return (await house.store.readAll(position, { limit: 500 })).map(({ type }) => type);
}

describe('a row', () => {
  it('with the reference of another row is rejected, and says on which line that is', async () => {
    const { rejected, joined } = await imported([ADA, BEN, { ...ADA, display_name: 'Somebody Else' }]);
    expect(joined).toBe(2);
    expect(rejected).toEqual([
      {
        line: 4,
        column: 'person_ref',
        code: 'duplicate-person-ref',
        message: expect.stringMatching(/^Line 2 has the same/),
      },
    ]);
  });

  it('whose manager stands further down joins with them', async () => {
    const { warnings } = await imported([BEN, ADA]);
    expect(warnings).toEqual([]);
    const { partner, known } = await standing(BEN);
    const { personId } = await standing(ADA);
    expect([partner.managerId, known.managerId]).toEqual([personId, personId]);
  });

  it('whose manager was registered before keeps them, in a file in which they are not', async () => {
    await imported([ADA]);
    expect(await imported([BEN])).toMatchObject({ joined: 1, warnings: [] });
    expect((await standing(BEN)).partner.managerId).toBe((await standing(ADA)).personId);
  });

  it('whose manager is nowhere joins without one, with a warning', async () => {
    const { joined, warnings } = await imported([BEN]);
    expect(joined).toBe(1);
    expect(warnings).toEqual([
      { line: 2, column: 'manager_ref', code: 'manager-nowhere', message: expect.any(String) },
    ]);
    expect((await standing(BEN)).partner).not.toHaveProperty('managerId');
  });

  it('that the rules refuse is rejected with the rule, and the others are taken', async () => {
    const barred = (request: CommandRequest) =>
      request.command === JoinProgram &&
      'wants' in request.body &&
      JSON.stringify(request.body.wants).includes('python');
    const refusing = through(house, (request) => {
      if (barred(request)) throw new Refusal('barred', 'Somebody has barred her.', 'conflict');
    });
    const report = await take(house, programId, csvOf([ADA, BEN]), {}, refusing);
    expect(counts(report)).toMatchObject({ joined: 1, rejected: 1 });
    expect(report.rejected).toEqual([{ line: 2, column: 'row', code: 'barred', message: 'Somebody has barred her.' }]);
  });
});

describe('what HR knows', () => {
  const moved = { ...BEN, unit: 'Sales', site: 'Oslo', grade: 'lead', display_name: 'Ben Keita-Roux' };

  it('is taken when it has changed, and the place in the program takes it over', async () => {
    await imported([ADA, BEN]);
    const head = await headOf(house);
    expect(counts(await imported([ADA, moved]))).toEqual({ rows: 2, joined: 0, changed: 1, unchanged: 1, rejected: 0 });
    expect([...(await typesAfter(head))].sort()).toEqual([
      'PartnerDetailsUpdated',
      'PersonDetailsChanged',
      'RosterImported',
    ]);
    const { partner, known } = await standing(moved);
    expect(known).toMatchObject({ unit: 'Sales', site: 'Oslo', grade: 'lead' });
    expect(partner).toMatchObject({ unit: 'Sales', site: 'Oslo', grade: 'lead' });
  });

  it('is taken both times when it goes there and back', async () => {
    await imported([ADA, BEN]);
    const { personId } = await standing(BEN);
    for (const row of [moved, BEN, moved]) {
      expect(counts(await imported([ADA, row]))).toMatchObject({ changed: 1, unchanged: 1 });
      const { partner, personId: found } = await standing(row);
      expect([found, partner.unit]).toEqual([personId, row.unit]);
    }
  });

  it('is a name that can be found and opened under its new form only', async () => {
    await imported([BEN]);
    await imported([moved]);
    const { personId } = await standing(moved);
    const document = (await house.engine.documents('people').get(personId)) as {
      details: { box: string; commit: string };
    };
    const opened = await house.opener.open(document.details);
    expect(isErased(opened) ? undefined : opened['displayName']).toBe('Ben Keita-Roux');
  });

  it('is no longer known when the column is empty', async () => {
    await imported([ADA, BEN]);
    expect(counts(await imported([ADA, { ...BEN, grade: '', manager_ref: '' }]))).toMatchObject({ changed: 1 });
    const { partner } = await standing(BEN);
    expect([partner.grade, partner.managerId]).toEqual([undefined, undefined]);
  });
});

describe('a profile', () => {
  const other = { ...ADA, offers: 'Rust:5', wants: 'C:1', capacity: '3', methods: 'chat' };
  const own = [{ skill: 'kotlin', level: 5 }];

  async function declared() {
    await imported([ADA]);
    const { personId, place } = await standing(ADA);
    const self: Actor = { kind: 'partner', id: personId };
    await asker(house)(DeclareOffers, { offers: own }, place, self);
    return headOf(house);
  }

  it('that a partner has declared since is not overwritten', async () => {
    const head = await declared();
    expect(counts(await imported([other]))).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await typesAfter(head)).toEqual([]);
    expect((await standing(ADA)).partner).toMatchObject({
      offers: own,
      wants: [{ skill: 'python', priority: 2 }],
      capacity: 1,
    });
  });

  it('is overwritten when the import says so, and only what differs', async () => {
    const head = await declared();
    expect(counts(await imported([other], { overwriteProfile: true }))).toMatchObject({ changed: 1, unchanged: 0 });
    expect(await typesAfter(head)).toEqual([
      'OffersDeclared',
      'WantsDeclared',
      'AvailabilityStated',
      'CapacitySet',
      'RosterImported',
    ]);
    expect((await standing(ADA)).partner).toMatchObject({
      offers: [{ skill: 'rust', level: 5 }],
      wants: [{ skill: 'c', priority: 1 }],
      methods: ['chat'],
      capacity: 3,
    });
    expect(counts(await imported([other], { overwriteProfile: true }))).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('has skills under the id of the catalogue, each once, and names those that it does not know', async () => {
    const report = await imported([
      { ...ADA, offers: 'golang:2;Go:4;Basket Weaving:3', wants: 'basket weaving:1;Chess:2' },
    ]);
    expect(report.unknownSkills).toEqual(['Basket Weaving', 'Chess', 'basket weaving']);
    expect((await standing(ADA)).partner).toMatchObject({
      offers: [
        { skill: 'go', level: 2 },
        { skill: 'basket weaving', level: 3 },
      ],
      wants: [
        { skill: 'basket weaving', priority: 1 },
        { skill: 'chess', priority: 2 },
      ],
    });
  });

  it('waits for the person to join when they are only invited', async () => {
    expect(counts(await imported([ADA], { as: 'invited' }))).toMatchObject({ joined: 1 });
    expect((await standing(ADA)).partner.status).toBe('invited');
    expect(counts(await imported([ADA], { as: 'invited' }))).toMatchObject({ joined: 0, unchanged: 1 });
    expect(counts(await imported([ADA]))).toMatchObject({ joined: 1 });
    expect((await standing(ADA)).partner).toMatchObject({ status: 'active', offers: [{ skill: 'go', level: 4 }] });
  });
});

describe('an import', () => {
  it('names the columns that it does not know, and ignores them', async () => {
    const columns = ['shoe_size', 'person_ref', 'display_name', 'email', 'Unit'];
    const { unknownColumns, joined } = await imported([ADA], {}, columns);
    expect({ unknownColumns, joined }).toEqual({ unknownColumns: ['shoe_size', 'Unit'], joined: 1 });
    expect((await standing(ADA)).partner.unit).toBe('unknown');
  });

  it('lists partners who are not in the file, and takes nobody as gone', async () => {
    await imported([ADA, BEN]);
    const { place } = await standing(BEN);
    expect((await imported([ADA])).missing).toEqual([place]);
    expect((await standing(BEN)).partner.status).toBe('active');
  });

  it('lists nobody as missing whose row is there but cannot be taken', async () => {
    await imported([ADA, BEN]);
    expect(await imported([ADA, { ...BEN, offers: 'Go:9' }])).toMatchObject({ rejected: [{ line: 3 }], missing: [] });
  });

  it('does not bring back who has withdrawn', async () => {
    await imported([ADA]);
    const { personId, place } = await standing(ADA);
    await asker(house)(Withdraw, { reason: 'no-time' }, place, { kind: 'partner', id: personId });
    expect(counts(await imported([ADA]))).toMatchObject({ joined: 0, unchanged: 1 });
    expect((await standing(ADA)).partner.status).toBe('withdrawn');
  });

  it('is recorded only when it changed something', async () => {
    const head = await headOf(house);
    await imported([ADA]);
    await imported([ADA]);
    await imported([{ ...ADA, offers: 'Go:9' }]);
    await imported([{ ...ADA, unit: 'Sales' }], { dryRun: true });
    expect((await typesAfter(head)).filter((type) => type === 'RosterImported')).toHaveLength(1);
  });

  it('says in a dry run what it would do, and does nothing', async () => {
    await imported([ADA]);
    const head = await headOf(house);
    const rows = [{ ...ADA, unit: 'Sales' }, BEN, { ...person('Cy Haas'), capacity: '99' }];
    const dry = await imported(rows, { dryRun: true });
    expect(counts(dry)).toEqual({ rows: 3, joined: 1, changed: 1, unchanged: 0, rejected: 1 });
    expect([await headOf(house), await house.keys.searchNames('Keita', 2)]).toEqual([head, []]);
    expect(await imported(rows)).toEqual(dry);
  });

  it('that was cut off joins only the missing rows when it comes again', async () => {
    const crowd = Array.from({ length: 450 }, (_, n) =>
      person(`Person ${String(n)}`, { person_ref: `ref-${String(n)}` }),
    );
    let left = 500; // two commands a row
    const failing = through(house, () => {
      if (left-- <= 0) throw new Error('Power is gone.');
    });
    const head = await headOf(house);
    await expect(take(house, programId, csvOf(crowd), {}, failing)).rejects.toThrow('Power is gone.');
    await house.processor.idle();
    const joined = (await typesAfter(head)).filter((type) => type === 'PartnerJoined').length;
    expect(joined).toBeGreaterThanOrEqual(200);
    expect(joined).toBeLessThan(450);

    const again = await imported(crowd);
    expect(counts(again)).toEqual({ rows: 450, joined: 450 - joined, changed: 0, unchanged: joined, rejected: 0 });
    expect(counts(await imported(crowd))).toMatchObject({ joined: 0, unchanged: 450 });
    expect(await house.engine.documents('partners').count({ programId })).toBe(450);
  });

  it('whose file breaks off before its end is known takes nothing', async () => {
    const spooled = await spooledText(csvOf([ADA]));
    const breaking = {
      ...spooled,
      async *read() {
        for await (const bytes of spooled.read()) yield bytes.subarray(0, 200);
        throw new Error('The disk is gone.');
      },
    };
    const head = await headOf(house);
    await expect(take(house, programId, breaking)).rejects.toThrow('is gone');
    expect(await headOf(house)).toBe(head);
  });
});
