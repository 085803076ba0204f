import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { configOf } from '../../src/config.js';
import { openHouse, type House } from '../../src/house.js';
import type { Actor } from '../../src/kernel/actor.js';
import type { CommandClass } from '../../src/kernel/aggregate.js';
import { freshId } from '../../src/kernel/ids.js';
import { JoinProgram } from '../../src/mentoring/partners/partner.commands.js';
import { partnerFacts } from '../../src/mentoring/partners/partner.facts.js';
import { AcceptProposal, ProposePair } from '../../src/mentoring/partnerships/partnership.commands.js';
import { partnershipFacts } from '../../src/mentoring/partnerships/partnership.facts.js';
import { RegisterPerson } from '../../src/mentoring/people/person.commands.js';
import { DesignProgram } from '../../src/mentoring/programs/program.commands.js';
import { temporaryFolder } from '../contracts/temporary-folder.js';

const SUITORS = 50;
const CAPACITY = 2;
const SYSTEM: Actor = { kind: 'system', id: freshId() };
const COORDINATOR: Actor = { kind: 'coordinator', id: freshId() };

interface Partner {
  readonly partnerId: string;
  readonly actor: Actor;
}
interface Proposal {
  readonly id: string;
  readonly suitor: Partner;
}

let folder: ReturnType<typeof temporaryFolder>;
let house: House;
/** What went wrong behind the scenes. */
let failures: unknown[];

beforeEach(async () => {
  folder = temporaryFolder();
  failures = [];
  house = await open();
});
afterEach(async () => {
  await house.close();
  folder.remove();
});

const open = () =>
  openHouse(configOf({}, { dataDir: join(folder.path, 'data') }), { onFailure: (_, error) => failures.push(error) });

async function reopen() {
  await house.close();
  house = await open();
}

async function send(command: CommandClass, by: Actor, body: object, id?: string): Promise<string> {
  const request = { command, body, commandId: freshId(), by: { actor: by } };
  return (await house.processor.execute(id === undefined ? request : { ...request, id })).id;
}

/** One partner whom everybody wants, and fifty who were proposed to them. */
async function manyProposals(): Promise<{ popular: Partner; proposals: readonly Proposal[] }> {
  const programId = await send(DesignProgram, COORDINATOR, { name: 'Bridges' });
  const join = async (n: number, capacity: number): Promise<Partner> => {
    const details = { personRef: `E${n}`, displayName: `Person ${n}`, email: `person.${n}@works.example` };
    const place = { unit: 'Research', site: 'Berlin', timeZone: 'Europe/Berlin' };
    const personId = await send(RegisterPerson, SYSTEM, { ...details, ...place });
    const profile = { languages: [], availability: [], methods: [], offers: [], wants: [], learningStyles: [] };
    const joining = { programId, personId, noticeVersion: '1', ...profile, capacity };
    return { partnerId: await send(JoinProgram, SYSTEM, joining), actor: { kind: 'partner', id: personId } };
  };
  const popular = await join(0, CAPACITY);
  const suitors = await Promise.all(Array.from({ length: SUITORS }, (_, n) => join(n + 1, 1)));
  const proposals = await Promise.all(
    suitors.map(async (suitor) => {
      const pair = { programId, a: popular.partnerId, b: suitor.partnerId };
      return { id: await send(ProposePair, COORDINATOR, pair), suitor };
    }),
  );
  return { popular, proposals };
}

/** All at the same time, the one and the other side in turn first. */
const allAccept = ({ popular, proposals }: Awaited<ReturnType<typeof manyProposals>>) =>
  Promise.all(
    proposals.flatMap(({ id, suitor }, n) => {
      const both = [popular.actor, suitor.actor].map((actor) => () => send(AcceptProposal, actor, {}, id));
      return (n % 2 === 0 ? both : both.reverse()).map((accept) => accept());
    }),
  );

async function outcome({ popular, proposals }: Awaited<ReturnType<typeof manyProposals>>) {
  const partnerships = await Promise.all(
    proposals.map(async ({ id, suitor }) => ({
      id,
      status: (await house.fold(partnershipFacts, id)).status,
      reason: ((await house.engine.documents('partnerships').get(id)) as { reason?: string }).reason,
      suitorHolds: (await house.fold(partnerFacts, suitor.partnerId)).held.map(({ partnershipId }) => partnershipId),
    })),
  );
  const formed = partnerships.filter(({ status }) => status === 'formed');
  const lapsed = partnerships.filter(({ status }) => status === 'lapsed');
  const held = (await house.fold(partnerFacts, popular.partnerId)).held.map(({ partnershipId }) => partnershipId);
  return { formed, lapsed, held, most: await mostHeld(popular) };
}

/** At any position of the log. */
async function mostHeld({ partnerId }: Partner): Promise<number> {
  let held = 0;
  let most = 0;
  for (const { type } of await house.store.read(`partner-${partnerId}`)) {
    if (type === 'SlotReserved') held += 1;
    if (type === 'SlotReleased') held -= 1;
    most = Math.max(most, held);
  }
  return most;
}

function expectTwoOfFifty({ formed, lapsed, held, most }: Awaited<ReturnType<typeof outcome>>) {
  expect(formed).toHaveLength(CAPACITY);
  expect(lapsed).toHaveLength(SUITORS - CAPACITY);
  expect(new Set(lapsed.map(({ reason }) => reason))).toEqual(new Set(['no-slot']));
  expect(most).toBe(CAPACITY);
  expect([...held].sort()).toEqual(formed.map(({ id }) => id).sort());
  for (const { id, suitorHolds } of formed) expect(suitorHolds).toEqual([id]);
  for (const { suitorHolds } of lapsed) expect(suitorHolds).toEqual([]);
  expect(failures).toEqual([]);
}

describe('fifty proposals to a partner who has room for two', () => {
  it('come to two pairs and 48 that lapse for want of a slot when all accept at the same time', async () => {
    const given = await manyProposals();
    await allAccept(given);
    await house.settle();
    expectTwoOfFifty(await outcome(given));
  });

  it('come to the same when the house is closed and opened again after each step, also in the midst of the last', async () => {
    const given = await manyProposals();
    await reopen();
    await allAccept(given);
    await reopen();
    await reopen();
    await house.settle();
    expectTwoOfFifty(await outcome(given));
  });
});
