import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { derivedId } from '../../dist/kernel/ids.js';
import { seededRandom } from '../../dist/simulation/random.js';
import { check } from './check.mjs';
import { Journal } from './journal.mjs';
import { personDetails, signUp } from './people.mjs';
import { Server } from './server.mjs';

/** More than are applied at the same time, so that a kill leaves some rows taken and others not. */
const ROWS = 500;
/** Proposals that both accept while the server is killed. */
const ACCEPTED = 60;
const PATIENCE_MS = 120_000;

/**
 * Kills the real server from outside: in the midst of an import, of a round, of what follows when proposals are accepted, in turn.
 * @param tell called for each kill with `{at, where, broken}`
 * @returns how many commands were acknowledged of those whose answers are compared, and how many events there are
 */
export async function killServers({ folder, seed, kills, tell }) {
  const world = join(folder, 'server');
  mkdirSync(world);
  const server = new Server(join(world, 'data'));
  const journal = new Journal(join(world, 'answers.jsonl'));
  await server.start();
  const stage = { server, journal, log: new DatabaseSync(join(world, 'data', 'events.db'), { readOnly: true }) };
  const outcomes = [];
  for (let n = 0; n < kills; n++) {
    const [name, scene] = SCENES[n % SCENES.length];
    const broken = [];
    const random = seededRandom(`server ${seed} ${n}`);
    try {
      await scene(stage, random, (sentence) => broken.push({ kind: 'rule', sentence }), n);
    } catch (error) {
      broken.push({ kind: 'rule', sentence: String(error.stack ?? error) });
    }
    outcomes.push({ at: `server, ${name}`, where: `seed ${seed}, kill ${n}`, broken });
  }
  stage.log.close();
  await server.stop();
  journal.close();
  const { broken, ...figures } = check(world, { isFinished: true });
  outcomes.at(-1).broken.push(...broken);
  for (const outcome of outcomes) tell(outcome);
  return figures;
}

/** What was taken stays taken, and importing again joins the missing rows only. */
async function inAnImport(stage, random, broken, n) {
  const { server } = stage;
  const csv = roster(n);
  let programId;
  for (let isOver = true; isOver;) {
    // It may come to its end before the kill does: then once more, into another program.
    ({ id: programId } = await server.post('/api/programs', { name: `Program ${n}` }));
    stage.programId = programId;
    const importing = server.import(programId, csv).catch(() => undefined);
    await killWhen(stage, { type: 'PartnerJoined', count: random.int(1, ROWS / 2), orWhen: importing });
    isOver = (await importing) !== undefined;
    if (isOver) await server.start();
  }
  stage.roundId = undefined;

  const taken = recorded(stage, 'PartnerJoined');
  await server.start();
  const again = await server.import(programId, csv);
  if (again.joined !== ROWS - taken || again.unchanged !== taken || again.rejected.length > 0)
    broken(`${taken} of ${ROWS} rows were taken, then ${again.joined} joined and ${again.unchanged} were unchanged.`);
  const third = await server.import(programId, csv);
  if (third.unchanged !== ROWS) broken(`Of the whole roster, ${third.unchanged} of ${ROWS} rows were unchanged.`);
}

/** A round comes to a complete end, or fails with its reason. */
async function inARound(stage, random, broken) {
  const { server } = stage;
  const round = await startRound(stage);
  const type = random.pick(['MatchRoundStarted', 'PairsDrafted', 'PartnersLeftUnmatched']);
  await killWhen(stage, { type, count: 1, orWhen: until(round.isOver).catch(() => undefined) });
  await server.start();
  await until(round.isOver);
  const { status, pairs, unmatched, failure } = await round.get();
  if (status === 'failed') {
    if (!(failure?.message?.length > 0)) broken('The round failed without a reason.');
    return;
  }
  stage.roundId = round.id;
  const drafts = await server.list(`/api/match-rounds/${round.id}/drafts`);
  const left = await server.list(`/api/match-rounds/${round.id}/unmatched`);
  if (drafts.length !== pairs || left.length !== unmatched || pairs === 0 || pairs * 2 + unmatched !== ROWS)
    broken(
      `The round says ${pairs} pairs and ${unmatched} unmatched, and has ${drafts.length} and ${left.length} of ${ROWS}.`,
    );
}

async function startRound({ server, programId }) {
  const { id } = await server.post('/api/match-rounds', { programId, objective: 'pairs' });
  const get = () => server.get(`/api/match-rounds/${id}`);
  return { id, get, isOver: async () => (await get()).status !== 'running' };
}

/** Whoever accepted is accepted, once, and every pair is formed or lapsed. */
async function inSagas(stage, random, broken) {
  const { server, journal } = stage;
  const { keyId } = await server.get('/api/me');
  const roundId = stage.roundId ?? (await roundThatEnds(stage));
  const { position } = await server.post(`/api/match-rounds/${roundId}/publish-match-round`, {});
  await server.get(`/api/programs/${stage.programId}/overview?settled=${position}`);
  const proposals = (await server.list(`/api/match-rounds/${roundId}/drafts`)).slice(0, ACCEPTED);
  const sides = random.shuffle(
    proposals.flatMap(({ partnershipId, a, b }) => [a, b].map(({ partnerId }) => ({ partnershipId, by: partnerId }))),
  );
  const accept = async ({ partnershipId, by }) => {
    const body = { onBehalfOf: by, reason: 'They said so.' };
    const { revision, position } = await server.post(`/api/partnerships/${partnershipId}/accept-proposal`, body, {
      'idempotency-key': by,
    });
    const command = derivedId(keyId, 'AcceptProposal', partnershipId, by);
    journal.answered({ command, stream: `partnership-${partnershipId}`, revision, position, changed: true });
    return position;
  };
  const accepting = Promise.allSettled(sides.map(accept));
  await killWhen(stage, { type: 'SlotReserved', count: random.int(1, ACCEPTED * 2 - 1), orWhen: accepting });
  await accepting;

  await server.start();
  const positions = await Promise.all(sides.map(accept));
  const last = positions.reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
  await server.get(`/api/programs/${stage.programId}/overview?settled=${last}`);
  for (const { partnershipId } of proposals) {
    const { status } = await server.get(`/api/partnerships/${partnershipId}?settled=${last}`);
    if (status !== 'formed') broken(`The partnership ${partnershipId} that both accepted is ${status}.`);
  }
}

/** The round that was killed may have failed, and said so. */
async function roundThatEnds(stage) {
  const { id, isOver } = await startRound(stage);
  await until(isOver);
  return id;
}

const SCENES = [
  ['import', inAnImport],
  ['round', inARound],
  ['sagas', inSagas],
];

/** Kills the server as soon as the log has so many events of a type in this program, or something has come to its end. */
async function killWhen(stage, { type, count, orWhen }) {
  let isOver = false;
  void orWhen.then(() => (isOver = true));
  await until(async () => isOver || recorded(stage, type) >= count);
  await stage.server.kill();
}

const recorded = ({ log, programId }, type) =>
  log.prepare("SELECT count(*) AS n FROM events WHERE type = ? AND data ->> '$.programId' = ?").get(type, programId).n;

async function until(holds) {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('It did not come about in time.');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Other people for every import. */
function roster(n) {
  const columns = [
    'person_ref',
    'display_name',
    'email',
    'birth_year',
    'unit',
    'site',
    'time_zone',
    'languages',
    'offers',
    'wants',
    'learning_styles',
    'methods',
    'availability',
    'capacity',
  ];
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const number = n * ROWS + row;
    const { personRef, displayName, email, unit, site, timeZone } = personDetails(number, 'Works');
    const { languages, offers, wants, learningStyles, methods, availability } = signUp(number, 1);
    const skills = (list, weight) => list.map((one) => `${one.skill}:${one[weight]}`).join(';');
    return [
      personRef,
      displayName,
      email,
      1960 + (row % 40),
      unit,
      site,
      timeZone,
      languages,
      skills(offers, 'level'),
      skills(wants, 'priority'),
      learningStyles,
      methods,
      availability.join(';'),
      1,
    ];
  });
  return [columns, ...rows].map((row) => `${row.join(',')}\n`).join('');
}
