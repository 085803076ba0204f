import { Controller, Get, Param, Query as Params } from '@nestjs/common';
import { derivedId } from '../../kernel/ids.js';
import type { Fold } from '../../kernel/decider.js';
import type { EventSchemas } from '../../kernel/events.js';
import { matchRoundFacts } from '../../mentoring/match-rounds/match-round.facts.js';
import { Query, Reading, Reads } from '../../platform/http/reading.js';
import { InvalidCursor } from '../../platform/read-store/read-store.js';
import { matchRounds } from '../read-models/match-rounds.js';
import { partners, type PartnerDocument } from '../read-models/partners.js';
import { partnerships } from '../read-models/partnerships.js';
import { pageOf } from './documents.js';
import { Insight } from './insight.js';
import type { NameOf, PersonView } from './names.js';

type Queried = Readonly<Record<string, string | undefined>>;
const OVERSEEING = ['coordinator', 'auditor'] as const;

/** What a round's runner tells of it while it runs here, and the fold of its stream. */
export abstract class Rounds {
  abstract progress(
    roundId: string,
  ): { readonly stage: string; readonly done: number; readonly of: number } | undefined;
  abstract fold<S, V extends EventSchemas>(fold: Fold<S, V>, id: string): Promise<S>;
}

/** A match round: how far it is, its drafts with reasons, and whom it left with theirs. */
@Controller('api/match-rounds')
export class MatchRoundsController {
  constructor(
    private readonly insight: Insight,
    private readonly rounds: Rounds,
  ) {}

  @Get(':id')
  @Query({ may: OVERSEEING, from: ['match-rounds'], summary: 'A round as it stands, and its progress while it runs.' })
  async round(@Param('id') roundId: string, @Reads() reading: Reading) {
    const round = await this.insight.documents.get(matchRounds, roundId, 'match round');
    reading.of({ programId: round.programId });
    const progress = this.rounds.progress(roundId);
    return { ...round, ...(progress === undefined ? {} : { progress }) };
  }

  @Get(':id/drafts')
  @Query({
    may: OVERSEEING,
    from: ['match-rounds', 'partners', 'partnerships', 'people'],
    summary: 'The pairs of a round with their reasons, the best first.',
  })
  async drafts(@Param('id') roundId: string, @Params() query: Queried, @Reads() reading: Reading) {
    const { programId } = await this.insight.documents.get(matchRounds, roundId, 'match round');
    reading.of({ programId });
    const { drafts } = await this.rounds.fold(matchRoundFacts, roundId);
    const { items, next } = slice(
      [...drafts].sort((one, other) => other.score - one.score),
      query,
    );
    const views = await this.#views(items.flatMap(({ a, b }) => [a, b]));
    const ids = items.map(({ a, b }) => derivedId('partnership', roundId, a, b));
    const proposed = await this.insight.documents.many(partnerships, ids);
    return {
      items: items.map(({ a, b, score, why }, place) => {
        const partnershipId = ids[place] ?? '';
        const status = proposed.get(partnershipId)?.status;
        return {
          a: views(a),
          b: views(b),
          score,
          why,
          partnershipId,
          ...(status === undefined ? {} : { partnershipStatus: status }),
        };
      }),
      ...next,
    };
  }

  @Get(':id/unmatched')
  @Query({
    may: OVERSEEING,
    from: ['match-rounds', 'partners', 'people'],
    summary: 'Those whom a round left, each with the reason.',
  })
  async unmatched(@Param('id') roundId: string, @Params() query: Queried, @Reads() reading: Reading) {
    const { programId } = await this.insight.documents.get(matchRounds, roundId, 'match round');
    reading.of({ programId });
    const { unmatched } = await this.rounds.fold(matchRoundFacts, roundId);
    const { items, next } = slice(unmatched, query);
    const views = await this.#views(items.map(({ partnerId }) => partnerId));
    return { items: items.map(({ partnerId, ...reason }) => ({ partner: views(partnerId), ...reason })), ...next };
  }

  async #views(partnerIds: readonly string[]): Promise<(partnerId: string) => PersonView> {
    const found = await this.insight.documents.many(partners, partnerIds);
    const nameOf = await this.insight.names.of([...found.values()].map(({ personId }) => personId));
    return (partnerId) => viewOf(partnerId, found.get(partnerId), nameOf);
  }
}

function viewOf(partnerId: string, partner: PartnerDocument | undefined, nameOf: NameOf): PersonView {
  const { personId = '', generation = '', unit = '', site = '', grade } = partner ?? {};
  return {
    partnerId,
    personId,
    name: nameOf(personId),
    generation,
    unit,
    site,
    ...(grade === undefined ? {} : { grade }),
  };
}

/** A page of a list that is in memory whole; `after` is the place where it begins. */
function slice<T>(
  list: readonly T[],
  query: Queried,
): { readonly items: readonly T[]; readonly next: { readonly next?: string } } {
  const { limit, after = '0' } = pageOf(query);
  if (!/^\d{1,9}$/.test(after)) throw new InvalidCursor();
  const first = Number(after);
  const end = first + limit;
  return { items: list.slice(first, end), next: end < list.length ? { next: String(end) } : {} };
}
