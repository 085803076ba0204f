import { Controller, Get, Param, Query as Params } from '@nestjs/common';
import { isErased } from '../../platform/privacy/opening.js';
import { Query, Reading, Reads } from '../../platform/http/reading.js';
import { exchangeLedger, type ExchangeDocument } from '../read-models/exchange-ledger.js';
import { partnerHome, type Waiting } from '../read-models/partner-home.js';
import { partners, type PartnerDocument } from '../read-models/partners.js';
import { partnerships, type PartnershipDocument } from '../read-models/partnerships.js';
import { choiceIn, pageOf, type List } from './documents.js';
import { Insight } from './insight.js';
import { personView, type NameOf } from './names.js';
import { NameSearch } from './name-search.js';
import { partnershipRow } from './partnership-row.js';

type Queried = Readonly<Record<string, string | undefined>>;
const OVERSEEING = ['coordinator', 'auditor'] as const;
const PAST_SHOWN = 50;

/** Partners of a program, and a partner's own page. */
@Controller('api')
export class PartnersController {
  constructor(
    private readonly insight: Insight,
    private readonly search: NameSearch,
  ) {}

  @Get('programs/:id/partners')
  @Query({ may: OVERSEEING, from: ['partners', 'people'], summary: 'Partners of a program; `q` finds by name.' })
  async list(@Param('id') programId: string, @Params() query: Queried, @Reads() reading: Reading) {
    reading.of({ programId });
    await this.insight.mustHaveProgram(programId);
    const status = choiceIn(query, 'status', ['invited', 'active', 'paused', 'withdrawn']);
    const matched = choiceIn(query, 'matched', ['true', 'false']);
    const text = query['q']?.trim() ?? '';
    const { items, next } =
      text === ''
        ? await this.#page(programId, status, matched, query)
        : { items: await this.search.inProgram(programId, text, pageOf(query).limit), next: undefined };
    const shown = items.filter(
      (partner) =>
        (status === undefined || partner.status === status) &&
        (matched === undefined || partner.matched === (matched === 'true')),
    );
    const nameOf = await this.insight.names.of(shown.map(({ personId }) => personId));
    return { items: shown.map((partner) => rowOf(partner, nameOf)), ...(next === undefined ? {} : { next }) };
  }

  @Get('partners/:id')
  @Query({ may: ['partner', ...OVERSEEING], from: ['partners', 'people'], summary: 'A partner with their sign-up.' })
  async partner(@Param('id') partnerId: string, @Reads() reading: Reading) {
    const partner = await this.insight.documents.get(partners, partnerId, 'partner');
    reading.of({ programId: partner.programId, persons: [partner.personId] });
    const { name } = await this.insight.program(partner.programId);
    const nameOf = await this.insight.names.of([partner.personId]);
    return { ...rowOf(partner, nameOf), program: { programId: partner.programId, name } };
  }

  @Get('partners/:id/home')
  @Query({
    may: ['partner', 'coordinator'],
    from: ['partner-home', 'partners', 'partnerships', 'exchange-ledger', 'people'],
    summary: "A partner's own page: what waits for them, and their partnerships.",
  })
  async home(@Param('id') partnerId: string, @Reads() reading: Reading) {
    const home = await this.insight.documents.get(partnerHome, partnerId, 'partner');
    const { programId, personId } = home;
    const actor = reading.of({ programId, persons: [personId] });
    const { documents, names } = this.insight;
    const asA = documents.find(partnerships, { where: { aPersonId: personId }, limit: PAST_SHOWN });
    const asB = documents.find(partnerships, { where: { bPersonId: personId }, limit: PAST_SHOWN });
    const open = await documents.many(partnerships, home.open); // all of them, however much is past
    const found = [...open.values(), ...(await asA).items, ...(await asB).items];
    const mine = [
      ...new Map(found.filter((one) => one.programId === programId).map((one) => [one.partnershipId, one])).values(),
    ];
    const [partner, program, exchanges, nameOf] = await Promise.all([
      documents.get(partners, partnerId, 'partner'),
      this.insight.program(programId),
      documents.many(
        exchangeLedger,
        home.waiting.flatMap(({ exchangeId }) => exchangeId ?? []),
      ),
      names.of([personId, ...mine.flatMap(({ aPersonId, bPersonId }) => [aPersonId, bPersonId])]),
    ]);
    const byId = new Map(mine.map((one) => [one.partnershipId, one]));
    const waiting = home.waiting.flatMap((item) => {
      const partnership = byId.get(item.partnershipId);
      return partnership === undefined
        ? []
        : [this.#card(item, partnership, partnerId, exchanges, nameOf, actor.kind === 'partner')];
    });
    return {
      partner: rowOf(partner, nameOf),
      program: { programId, name: program.name, timeZone: program.timeZone },
      waiting: await Promise.all(waiting),
      partnerships: [...mine].sort(byOpenness).map((one) => partnershipRow(one, nameOf, actor.kind !== 'partner')),
    };
  }

  async #page(
    programId: string,
    status: string | undefined,
    matched: string | undefined,
    query: Queried,
  ): Promise<List<PartnerDocument>> {
    const where =
      status !== undefined
        ? { programId, status }
        : matched !== undefined
          ? { programId, matched: matched === 'true' }
          : { programId };
    return this.insight.documents.find(partners, { where, sort: { by: 'partnerId' }, ...pageOf(query) });
  }

  /** One thing that waits, with what is needed to do it. */
  async #card(
    item: Waiting,
    partnership: PartnershipDocument,
    partnerId: string,
    exchanges: ReadonlyMap<string, ExchangeDocument>,
    nameOf: NameOf,
    opens: boolean,
  ) {
    const isA = partnership.a.partnerId === partnerId;
    const { why } = partnership;
    const entry = item.exchangeId === undefined ? undefined : exchanges.get(item.exchangeId);
    return {
      ...item,
      other: personView(isA ? partnership.b : partnership.a, nameOf),
      ...(item.what === 'answer-proposal' && why !== undefined
        ? { why: { learns: isA ? why.aLearns : why.bLearns, teaches: isA ? why.bLearns : why.aLearns } }
        : {}),
      ...(entry?.present === undefined ? {} : { exchange: await this.#exchange(entry, opens) }),
      ...(entry?.disputeReason === undefined ? {} : { dispute: { reason: entry.disputeReason } }),
    };
  }

  async #exchange({ present, state, version, author }: ExchangeDocument, opens: boolean) {
    if (present === undefined) return undefined;
    const fields = opens ? await this.insight.opener.open(present.sealed) : undefined;
    const sealed = fields === undefined || isErased(fields) ? null : fields;
    return { ...present, sealed, version, author, ...(state === 'voiding' ? { voiding: true } : {}) };
  }
}

/** What is open first, then the newest. */
function byOpenness(one: PartnershipDocument, other: PartnershipDocument): number {
  const over = ({ status }: PartnershipDocument) =>
    status === 'closed' || status === 'declined' || status === 'lapsed' ? 1 : 0;
  return over(one) - over(other) || (one.proposedOn < other.proposedOn ? 1 : -1);
}

const rowOf = ({ cohortId: _, ...partner }: PartnerDocument, nameOf: NameOf) => ({
  ...partner,
  name: nameOf(partner.personId),
});
