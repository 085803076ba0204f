import { derivedId } from '../../dist/kernel/ids.js';
import { poolNow } from '../../dist/house.js';
import { matchingPool } from '../../dist/insight/read-models/matching-pool.js';
import { OpenMatchRound, PublishMatchRound } from '../../dist/mentoring/match-rounds/match-round.commands.js';
import { matchRoundFacts } from '../../dist/mentoring/match-rounds/match-round.facts.js';
import { openMatchRound } from '../../dist/mentoring/match-rounds/open-match-round.js';
import { ORGANIZATION_ID, organizationFacts } from '../../dist/mentoring/organization/organization.facts.js';
import {
  PauseParticipation,
  RejoinProgram,
  ResumeParticipation,
  SetCapacity,
  Withdraw,
} from '../../dist/mentoring/partners/partner.commands.js';
import {
  AcceptProposal,
  DeclineProposal,
  ProposePair,
} from '../../dist/mentoring/partnerships/partnership.commands.js';
import { partnershipFacts } from '../../dist/mentoring/partnerships/partnership.facts.js';
import { ChangeDetails } from '../../dist/mentoring/people/person.commands.js';
import { programFacts } from '../../dist/mentoring/programs/program.facts.js';
import { personDetails } from './people.mjs';
import { liveTogether } from './pair-life.mjs';

const PROPOSALS = 14;
const UNREST = 3;

/** Many proposals at once to partners who have room for few, answered by all at the same time, and what follows from them. */
export class Wave {
  constructor(workload, number, random) {
    Object.assign(this, { workload, number, random, house: workload.house, partners: workload.partners });
  }

  async run() {
    const [drafted, ...proposed] = await Promise.all([
      this.#round(),
      ...this.#pairs().map((pair) => this.#propose(pair)),
    ]);
    const proposals = [...proposed, ...drafted].filter((proposal) => proposal !== undefined);
    const answers = proposals.flatMap((proposal) => [
      () => this.#answer(proposal, proposal.a),
      () => this.#answer(proposal, proposal.b),
    ]);
    const unrest = (when, kinds) =>
      Array.from({ length: UNREST }, (_, n) => () => this.#unrest(`${when} unrest ${n}`, kinds));
    const early = unrest('early', ['capacity', 'details', 'pause', 'withdraw']);
    // When pairs are formed by now: whoever withdraws leaves some.
    const late = unrest('late', ['capacity', 'details', 'withdraw', 'withdraw', 'withdraw']);
    const backs = [
      ...(await together([...early, ...this.random.fork('answers').shuffle(answers)])),
      ...(await together([...late, ...proposals.map((proposal) => () => this.#follow(proposal))])),
    ];
    for (const back of backs) await back?.();
  }

  #send(name, command, id, body, actor, sent) {
    return this.workload.send(`wave ${this.number} ${name}`, command, id, body, actor, sent);
  }

  #pairs() {
    return Array.from({ length: PROPOSALS }, (_, n) => {
      const random = this.random.fork(`pair ${n}`);
      const [a, b] = random.some(this.partners, 2);
      return { name: `pair ${n}`, a, b, actor: random.chance(0.3) ? a.actor : this.workload.coordinator };
    });
  }

  async #propose({ name, a, b, actor }) {
    const body = { programId: this.workload.programId, a: a.partnerId, b: b.partnerId };
    const { id } = await this.#send(`${name} propose`, ProposePair, undefined, body, actor);
    return id === undefined ? undefined : { name, id, a, b };
  }

  /** A round from its start to the proposals that come of it. */
  async #round() {
    const { programId, coordinator, clock } = this.workload;
    await this.house.engine.whenAllApplied((await this.house.store.head()).position);
    const start = { programId, objective: 'pairs' };
    const body = async () => {
      const pool = { ...(await poolNow(this.house.engine, programId)), version: matchingPool.version };
      const [program, organization] = [
        await this.house.fold(programFacts, programId),
        await this.house.fold(organizationFacts, ORGANIZATION_ID),
      ];
      return openMatchRound(start, program, organization, pool, clock);
    };
    const { id: roundId } = await this.#send('round', OpenMatchRound, undefined, body, coordinator, start);
    if (roundId === undefined) return []; // all are taken: there is nobody to pair
    await this.house.rounds.run(roundId);
    const published = await this.#send('publish', PublishMatchRound, roundId, {}, coordinator);
    if (published.refused !== undefined) {
      this.workload.journal.broken(`Round ${roundId} could not be published: ${published.refused}.`);
      return [];
    }
    await this.house.managers.settled(BigInt(published.position));
    const { drafts } = await this.house.fold(matchRoundFacts, roundId);
    const partner = (id) => this.partners.find(({ partnerId }) => partnerId === id);
    const proposals = drafts.map(({ a, b }, n) => {
      const id = derivedId('partnership', roundId, a, b);
      return { name: `draft ${n}`, id, a: partner(a), b: partner(b) };
    });
    const isThere = await Promise.all(
      proposals.map(async ({ id }) => (await this.house.fold(partnershipFacts, id)).status !== 'none'),
    );
    return proposals.filter((_, n) => isThere[n]);
  }

  async #answer({ name, id }, { number, actor }) {
    const what = this.random.fork(`${name} answer ${number}`).weighted([
      ['accept', 88],
      ['decline', 6],
      ['silence', 6],
    ]);
    if (what === 'accept') await this.#send(`${name} accept ${number}`, AcceptProposal, id, {}, actor);
    if (what === 'decline')
      await this.#send(`${name} decline ${number}`, DeclineProposal, id, { reason: 'no-time' }, actor);
  }

  async #follow(proposal) {
    const before = await this.house.fold(partnershipFacts, proposal.id);
    if (before.status === 'proposed' && before.acceptedBy.length < 2) return;
    const { position } = await this.house.states.refresh(partnershipFacts, `partnership-${proposal.id}`);
    await this.house.managers.settled(position);
    const { status } = await this.house.fold(partnershipFacts, proposal.id);
    if (status === 'proposed')
      this.workload.journal.broken(`All was settled, but the accepted proposal ${proposal.id} is undecided.`);
    if (status === 'proposed' || status === 'lapsed' || status === 'declined') return;
    const send = (name, ...rest) => this.#send(`${proposal.name} ${name}`, ...rest);
    await liveTogether(proposal, this.random.fork(`${proposal.name} life`), { send, heldAt: this.workload.dayOne });
  }

  /** Something that a partner does meanwhile. Resolves to what brings them back when the wave is over, if they left. */
  async #unrest(name, kinds) {
    const random = this.random.fork(name);
    const { number, partnerId, personId, actor } = random.pick(this.partners);
    const send = (what, command, id, body, by = actor) => this.#send(`${name} ${what}`, command, id, body, by);
    const back = (command) => () => send('back', command, partnerId, {});
    switch (random.pick(kinds)) {
      case 'capacity':
        await send('capacity', SetCapacity, partnerId, { capacity: random.int(1, 2) });
        return undefined;
      case 'details': {
        const system = { kind: 'system', id: derivedId('fault workload') };
        await send('details', ChangeDetails, personId, personDetails(number, `Works ${this.number}, ${name}`), system);
        return undefined;
      }
      case 'pause':
        await send('pause', PauseParticipation, partnerId, {});
        return back(ResumeParticipation);
      default:
        await send('withdraw', Withdraw, partnerId, { reason: 'no-time' });
        return random.chance(0.2) ? undefined : back(RejoinProgram);
    }
  }
}

const together = (works) => Promise.all(works.map((work) => work()));
