import { Controller, Get, Param, Query as Params } from '@nestjs/common';
import type { ActorKind } from '../../kernel/actor.js';
import { dayOf } from '../../kernel/clock.js';
import { choiceIn, pageOf } from './documents.js';
import { Query, Reading, Reads } from '../../platform/http/reading.js';
import { acceptance } from '../numbers/acceptance.js';
import { matchRate } from '../numbers/match-rate.js';
import { reciprocity } from '../numbers/reciprocity.js';
import { exchangeLedger } from '../read-models/exchange-ledger.js';
import { exchangeMatrix, MATRIX_DIMENSIONS, type MatrixCell } from '../read-models/exchange-matrix.js';
import { matchRounds } from '../read-models/match-rounds.js';
import { partnerships } from '../read-models/partnerships.js';
import { programOverview, type ProgramDocument } from '../read-models/program-overview.js';
import { reciprocityBoard } from '../read-models/reciprocity-board.js';
import { personView } from './names.js';
import { Insight } from './insight.js';
import { giveAndTake } from './give-and-take.js';
import { partnershipRow } from './partnership-row.js';

type Queried = Readonly<Record<string, string | undefined>>;
const COORDINATING = ['coordinator', 'auditor', 'analyst'] as const;
/** Who may see single people and pairs; analysts see sums. */
const OVERSEEING = ['coordinator', 'auditor'] as const;
/** The rows from which numbers are answered. */
const NUMBERS = [matchRate, acceptance, reciprocity].map(({ rows }) => rows.name);
const EXCHANGE_STATES = ['waiting', 'disputed', 'confirmed', 'voiding', 'voided'] as const;
const STATUSES = ['proposed', 'formed', 'closing', 'closed', 'declined', 'lapsed'] as const;

/** What a coordinator sees of programs. */
@Controller('api/programs')
export class ProgramsController {
  constructor(private readonly insight: Insight) {}

  @Get()
  @Query({ may: 'anyone', from: ['program-overview'], summary: 'The programs that the reader may see.' })
  async list(@Reads() reading: Reading) {
    reading.of({});
    const all = await this.insight.documents.all(programOverview, { sort: { by: 'name' } });
    return {
      items: all
        .filter(({ programId }) => COORDINATING.some((kind) => reading.as(kind, { programId })))
        .map(withoutPolicy),
    };
  }

  @Get(':id')
  @Query({ may: COORDINATING, from: ['program-overview'], summary: 'A program with its policy and present counts.' })
  async program(@Param('id') programId: string, @Reads() reading: Reading) {
    reading.of({ programId });
    return this.#program(programId);
  }

  @Get(':id/overview')
  @Query({
    may: OVERSEEING,
    from: [
      'program-overview',
      'partnerships',
      'exchange-ledger',
      'exchange-matrix',
      'match-rounds',
      'reciprocity-board',
      ...NUMBERS,
    ],
    summary: 'How a program goes: numbers with their trend, give and take by week, what waits for the coordinator.',
  })
  async overview(@Param('id') programId: string, @Reads() reading: Reading) {
    reading.of({ programId });
    const { documents, numbers } = this.insight;
    const program = await this.#program(programId);
    const today = dayOf(this.insight.clock.now());
    const count = (state: string) => documents.count(exchangeLedger, { programId, state });
    const [cells, rounds, balances, waitingExchanges, disputedExchanges, closing] = await Promise.all([
      documents.all(exchangeMatrix, { where: { programId, dimension: 'generation' }, sort: { by: 'week' } }),
      documents.find(matchRounds, { where: { programId }, sort: { by: 'startedAt', descending: true }, limit: 20 }),
      documents.all(reciprocityBoard, { where: { programId }, sort: { by: 'reciprocity' } }),
      count('waiting'),
      count('disputed'),
      documents.count(partnerships, { programId, status: 'closing' }),
    ]);
    const known = balances.flatMap(({ reciprocity }) => (reciprocity === undefined ? [] : [reciprocity]));
    return {
      program,
      numbers: await numbers.withTrend(programId, today),
      weeks: giveAndTake(cells, await this.insight.generations(), today),
      reciprocity: {
        histogram: Array.from(
          { length: 10 },
          (_, bin) => known.filter((value) => Math.min(9, Math.floor(value * 10)) === bin).length,
        ),
        partnerships: known.length,
      },
      waits: {
        rounds: rounds.items
          .filter(({ status }) => status === 'running' || status === 'completed')
          .map(({ roundId, status, startedAt, pairs }) => ({
            roundId,
            status,
            startedAt,
            ...(pairs === undefined ? {} : { pairs }),
          })),
        openProposals: program.proposals.open,
        waitingExchanges,
        disputedExchanges,
        closing,
      },
    };
  }

  @Get(':id/exchange-matrix')
  @Query({ may: OVERSEEING, from: ['exchange-matrix'], summary: 'Who teaches whom: minutes from group to group.' })
  async matrix(@Param('id') programId: string, @Params() query: Queried, @Reads() reading: Reading) {
    reading.of({ programId });
    await this.insight.mustHaveProgram(programId);
    const by = choiceIn(query, 'by', MATRIX_DIMENSIONS) ?? 'generation';
    const cells = await this.insight.documents.all(exchangeMatrix, {
      where: { programId, dimension: by },
      sort: { by: 'week' },
    });
    const sums = new Map<string, Pick<MatrixCell, 'from' | 'to' | 'confirmed' | 'waiting'>>();
    for (const { from, to, confirmed, waiting } of cells) {
      const sum = sums.get(`${from}|${to}`) ?? { from, to, confirmed: 0, waiting: 0 };
      sums.set(`${from}|${to}`, { from, to, confirmed: sum.confirmed + confirmed, waiting: sum.waiting + waiting });
    }
    const found = [...sums.values()];
    const present = [...new Set(found.flatMap(({ from, to }) => [from, to]))];
    const order = by === 'generation' ? await this.insight.generations() : [...present].sort();
    const groups = [
      ...order.filter((name) => present.includes(name)),
      ...present.filter((name) => !order.includes(name)),
    ];
    return { by, groups, cells: found };
  }

  @Get(':id/partnerships')
  @Query({ may: OVERSEEING, from: ['partnerships', 'people'], summary: 'Partnerships of a program, by status.' })
  async partnerships(@Param('id') programId: string, @Params() query: Queried, @Reads() reading: Reading) {
    reading.of({ programId });
    await this.insight.mustHaveProgram(programId);
    const status = choiceIn(query, 'status', STATUSES);
    const where = status === undefined ? { programId } : { programId, status };
    const { items, next } = await this.insight.documents.find(partnerships, {
      where,
      sort: { by: 'partnershipId' },
      ...pageOf(query),
    });
    const nameOf = await this.insight.names.of(items.flatMap(({ aPersonId, bPersonId }) => [aPersonId, bPersonId]));
    return { items: items.map((item) => partnershipRow(item, nameOf)), ...(next === undefined ? {} : { next }) };
  }

  @Get(':id/match-rounds')
  @Query({ may: OVERSEEING, from: ['match-rounds'], summary: 'Match rounds of a program, the newest first.' })
  async rounds(@Param('id') programId: string, @Params() query: Queried, @Reads() reading: Reading) {
    reading.of({ programId });
    await this.insight.mustHaveProgram(programId);
    return this.insight.documents.find(matchRounds, {
      where: { programId },
      sort: { by: 'startedAt', descending: true },
      ...pageOf(query),
    });
  }

  @Get(':id/ledger')
  @Query({
    may: OVERSEEING,
    from: ['exchange-ledger', 'people'],
    summary: 'Exchanges of a program, the newest first.',
  })
  async ledger(@Param('id') programId: string, @Params() query: Queried, @Reads() reading: Reading) {
    reading.of({ programId });
    await this.insight.mustHaveProgram(programId);
    const state = choiceIn(query, 'state', EXCHANGE_STATES);
    const where = state === undefined ? { programId } : { programId, state };
    const { items, next } = await this.insight.documents.find(exchangeLedger, {
      where,
      sort: { by: 'heldAt', descending: true },
      ...pageOf(query),
    });
    const nameOf = await this.insight.names.of(items.flatMap(({ a, b }) => [a.personId, b.personId]));
    return {
      items: items.map(
        ({ exchangeId, partnershipId, a, b, state: present, heldAt, loggedAt, present: exchange, onBehalf }) => ({
          exchangeId,
          partnershipId,
          a: personView(a, nameOf),
          b: personView(b, nameOf),
          state: present,
          heldAt,
          loggedAt,
          minutes: exchange?.minutes ?? 0,
          ...(exchange === undefined ? {} : { method: exchange.method }),
          ...(onBehalf === undefined ? {} : { onBehalf }),
        }),
      ),
      ...(next === undefined ? {} : { next }),
    };
  }

  @Get(':id/reciprocity')
  @Query({
    may: OVERSEEING,
    from: ['reciprocity-board', 'people'],
    summary: 'Partnerships by how even they are, the least even first.',
  })
  async reciprocity(@Param('id') programId: string, @Params() query: Queried, @Reads() reading: Reading) {
    reading.of({ programId });
    await this.insight.mustHaveProgram(programId);
    const { items, next } = await this.insight.documents.find(reciprocityBoard, {
      where: { programId, reciprocity: { gte: 0 } },
      sort: { by: 'reciprocity' },
      ...pageOf(query),
    });
    const sides = items.flatMap(({ a, b }) => [a, b].filter((side) => side !== undefined));
    const nameOf = await this.insight.names.of(sides.map(({ personId }) => personId));
    return {
      items: items.map(({ a, b, programId: _, reciprocity = null, ...balance }) => ({
        ...balance,
        reciprocity,
        ...(a === undefined ? {} : { a: personView(a, nameOf) }),
        ...(b === undefined ? {} : { b: personView(b, nameOf) }),
      })),
      ...(next === undefined ? {} : { next }),
    };
  }

  @Get(':id/numbers')
  @Query({
    may: COORDINATING,
    from: ['program-overview', ...NUMBERS],
    summary: 'Every number of a program as it stands today, with its definition.',
  })
  async numbers(@Param('id') programId: string, @Reads() reading: Reading) {
    const { kind } = reading.of({ programId });
    const { policy } = await this.#program(programId);
    const today = dayOf(this.insight.clock.now());
    const items = await this.insight.numbers.present(programId, today);
    return { items: items.map((item) => (isOfFew(item, kind, policy.kAnonymity) ? suppressed(item) : item)) };
  }

  @Get(':id/numbers/:name')
  @Query({
    may: COORDINATING,
    from: ['program-overview', ...NUMBERS],
    summary:
      'A number as it was on the day `as-of`, as known on the day `known`, whole or `by` unit, site, generation or grade.',
  })
  async number(
    @Param('id') programId: string,
    @Param('name') name: string,
    @Params() query: Queried,
    @Reads() reading: Reading,
  ) {
    const { kind } = reading.of({ programId });
    const { kAnonymity } = (await this.#program(programId)).policy;
    const today = dayOf(this.insight.clock.now());
    const { groups, ...answer } = await this.insight.numbers.answer(programId, name, query, today, kAnonymity);
    const shown = groups.map((group) =>
      isOfFew(group, kind, kAnonymity) ? { group: group.group, suppressed: true } : group,
    );
    return { ...answer, groups: shown };
  }

  async #program(programId: string) {
    const program = await this.insight.documents.get(programOverview, programId, 'program');
    const { policy, timeZone } = await this.insight.program(programId);
    return { ...program, timeZone, policy };
  }
}

function withoutPolicy({ policy: _, ...program }: ProgramDocument) {
  return program;
}

/** Analysts, who know nobody of the program, are told of no fewer people than the policy says, not even of the whole. */
const isOfFew = (answer: object, reader: ActorKind, kAnonymity: number): boolean =>
  reader === 'analyst' && 'of' in answer && Number(answer.of) < kAnonymity;

const suppressed = ({ name, title }: { readonly name: string; readonly title: string }) => ({
  name,
  title,
  suppressed: true,
});
