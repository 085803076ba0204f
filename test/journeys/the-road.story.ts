import { setImmediate } from 'node:timers/promises';
import { pagesOf, type Watched } from './pages.js';
import type { Api, Json, Result, Served } from './served.js';
import { AURELIA, BONIFACE, csvOf, person, SMALL_ROSTER, type Row } from './small-roster.js';

interface PartnerRow {
  readonly partnerId: string;
  readonly personId: string;
}

const LEVEL_9 = person('Wendelin Okoye', { offers: 'Go:9' });
const AGAIN = { ...person('Somebody Else'), person_ref: AURELIA.person_ref };
/** A good roster, and two rows that cannot be taken. */
const ROSTER: readonly Row[] = [...SMALL_ROSTER, LEVEL_9, AGAIN];

/** What the two say in their own words: it is nobody else's to read. */
export const SAID = {
  topic: 'Generators without tears',
  ofMeetings: { place: 'Tea room on the ninth floor', note: 'She was patient with me' },
  inDispute: 'It was longer than that',
  atClosing: 'We have learned what we wanted',
  inReflection: 'Looking back on a good time',
} as const;

/** The way of one pair from the roster to their close and beyond, with what the pages showed after each step. */
export class Road {
  programId = '';
  roundId = '';
  /** What the imports answered. */
  readonly imports: Partial<Record<'dry' | 'first' | 'again' | 'reordered', Json>> = {};
  /** Where the log ended. */
  readonly heads: Partial<Record<'before' | 'afterDry' | 'imported' | 'afterRepeats', string>> = {};
  round: Json = {};
  drafts: readonly Json[] = [];
  unmatched: readonly Json[] = [];
  readonly after: Record<string, Awaited<ReturnType<typeof pagesOf>>> = {};
  watched!: Watched;

  constructor(private readonly served: Served) {}

  async travel(): Promise<this> {
    await this.#fromRosterToProposals();
    await this.#fromProposalsToPair();
    await this.#exchangesOfThreeWeeks();
    await this.#toTheClose();
    return this;
  }

  async #fromRosterToProposals() {
    const { admin } = this.served;
    ({ id: this.programId } = await admin.command('/api/programs', { name: 'Bridges', timeZone: 'Europe/Berlin' }));
    const { programId, imports, heads } = this;
    const coordinator = await this.served.withKey({ role: 'coordinator', programId });

    heads.before = await this.#head();
    imports.dry = await coordinator.roster(programId, csvOf(ROSTER), '?dry-run=true');
    heads.afterDry = await this.#head();
    imports.first = await coordinator.roster(programId, csvOf(ROSTER));
    heads.imported = await this.#head();
    imports.again = await coordinator.roster(programId, csvOf(ROSTER));
    imports.reordered = await coordinator.roster(programId, csvOf([...SMALL_ROSTER].reverse()));
    heads.afterRepeats = await this.#head();

    const started = await coordinator.command('/api/match-rounds', { programId, objective: 'pairs' });
    this.roundId = started.id;
    const round = `/api/match-rounds/${this.roundId}`;
    do {
      await setImmediate();
      this.round = await coordinator.get(`${round}?at-least=${started.position}`);
    } while (this.round['status'] === 'running');
    this.drafts = await coordinator.list(`${round}/drafts`);
    this.unmatched = await coordinator.list(`${round}/unmatched`);
    const published = await coordinator.command(`${round}/publish-match-round`);

    const one = await this.#partner(AURELIA.display_name);
    const other = await this.#partner(BONIFACE.display_name);
    const { partnershipId } = await this.#firstProposal(one, published);
    this.watched = { programId, partnershipId, coordinator, one, other };
    await this.#see('published', published);
  }

  async #fromProposalsToPair() {
    const { one, other } = this.watched;
    this.served.clock.set('2026-03-02T10:00');
    await this.#see('accepted by one', await this.#act(one.api, 'accept-proposal'));
    await this.#see('formed', await this.#act(other.api, 'accept-proposal'));

    const cosima = await this.#partner('Cosima Adeyemi');
    const { partnershipId } = await this.#firstProposal(cosima);
    const declined = `/api/partnerships/${partnershipId}/decline-proposal`;
    await this.#see('another declined', await cosima.api.command(declined, { reason: 'no-time' }));
  }

  async #exchangesOfThreeWeeks() {
    const { clock } = this.served;
    const { one, other } = this.watched;
    clock.set('2026-03-04T12:00');
    const first = await this.#log(one.api, {
      heldAt: '2026-03-03T10:00:00+01:00',
      minutes: 60,
      taught: 40,
      learned: 20,
    });
    await this.#see('logged', first.result);
    await this.#see('confirmed', await this.#act(other.api, 'confirm-exchange', { ...first.exchange, version: 1 }));

    clock.set('2026-03-11T12:00');
    const second = await this.#log(other.api, { heldAt: '2026-03-10T09:00:00Z', minutes: 60, taught: 30, learned: 30 });
    const dispute = { ...second.exchange, version: 1, reason: 'wrong-minutes', words: SAID.inDispute };
    await this.#see('disputed', await this.#act(one.api, 'dispute-exchange', dispute));
    await this.#see('dispute withdrawn', await this.#act(one.api, 'withdraw-dispute', second.exchange));
    await this.#act(one.api, 'confirm-exchange', { ...second.exchange, version: 1 });

    clock.set('2026-03-18T12:00');
    const third = await this.#log(one.api, { heldAt: '2026-03-17T09:00:00Z', minutes: 40, taught: 0, learned: 40 });
    await this.#see(
      'three confirmed',
      await this.#act(other.api, 'confirm-exchange', { ...third.exchange, version: 1 }),
    );

    clock.set('2026-03-20T12:00');
    const longer = this.#meeting({ heldAt: '2026-03-10T09:00:00Z', minutes: 90, taught: 60, learned: 30 });
    const correction = { ...second.exchange, version: 1, reason: 'mistyped', ...longer };
    await this.#see('corrected', await this.#act(other.api, 'correct-exchange', correction));
    clock.set('2026-03-21T12:00');
    const confirmation = { ...second.exchange, version: 2 };
    await this.#see('correction confirmed', await this.#act(one.api, 'confirm-exchange', confirmation));

    clock.set('2026-03-23T12:00');
    const voiding = { ...third.exchange, reason: 'logged-twice' };
    await this.#see('voided', await this.#act(other.api, 'void-exchange', voiding));
    clock.set('2026-03-24T12:00');
    await this.#see(
      'voiding confirmed',
      await this.#act(one.api, 'confirm-exchange', { ...third.exchange, version: 2 }),
    );
  }

  async #toTheClose() {
    const { clock } = this.served;
    const { one, other, coordinator, programId } = this.watched;
    clock.set('2026-03-25T12:00');
    await this.#see(
      'closing',
      await this.#act(one.api, 'begin-closure', { reason: 'completed', words: SAID.atClosing }),
    );
    await this.#see(
      'one reflected',
      await this.#act(one.api, 'submit-reflection', { gave: 4, received: 5, text: SAID.inReflection }),
    );
    await this.#act(other.api, 'submit-reflection', { gave: 3, received: 5 });
    clock.set('2026-03-26T12:00');
    await this.#see('closed', await this.#act(other.api, 'close-partnership'));

    const pair = { programId, a: one.partnerId, b: other.partnerId };
    const { id } = await coordinator.command('/api/partnerships', pair);
    await one.api.command(`/api/partnerships/${id}/accept-proposal`);
    await this.#see('formed again', await other.api.command(`/api/partnerships/${id}/accept-proposal`));
  }

  async #see(step: string, { position }: Result) {
    this.after[step] = await pagesOf(this.watched, position);
  }

  #act(api: Api, command: string, body: object = {}) {
    return api.command(`/api/partnerships/${this.watched.partnershipId}/${command}`, body);
  }

  async #log(api: Api, given: Meeting) {
    const result = await this.#act(api, 'log-exchange', this.#meeting(given));
    const ledger = `/api/programs/${this.programId}/ledger?state=waiting&settled=${result.position}`;
    const [{ exchangeId }] = (await this.watched.coordinator.list(ledger)) as unknown as [{ exchangeId: string }];
    return { result, exchange: { exchangeId } };
  }

  #meeting({ heldAt, minutes, taught, learned }: Meeting) {
    const [older, younger] = [this.watched.one.partnerId, this.watched.other.partnerId];
    const contributions = [
      { from: older, to: younger, topic: SAID.topic, skill: 'python', minutes: taught },
      { from: younger, to: older, topic: 'Channels', skill: 'go', minutes: learned },
    ].filter((contribution) => contribution.minutes > 0);
    return { heldAt, minutes, method: 'video', contributions, ...SAID.ofMeetings };
  }

  async #head() {
    return String((await this.served.admin.get('/api/status'))['head']);
  }

  async #partner(name: string) {
    const { programId } = this;
    const found = await this.served.admin.list(`/api/programs/${programId}/partners?q=${encodeURIComponent(name)}`);
    const [{ partnerId, personId }] = found as unknown as [PartnerRow];
    return { partnerId, personId, api: await this.served.withKey({ role: 'partner', personId, programId }) };
  }

  /** What waits for a partner first, on their own page. */
  async #firstProposal({ partnerId, api }: { partnerId: string; api: Api }, since?: Result) {
    const home = await api.get(`/api/partners/${partnerId}/home?settled=${since?.position ?? '0'}`);
    const [waiting] = home['waiting'] as [{ readonly partnershipId: string }];
    return waiting;
  }
}

interface Meeting {
  readonly heldAt: string;
  readonly minutes: number;
  /** Minutes that the older taught the younger, and learned from them. */
  readonly taught: number;
  readonly learned: number;
}
