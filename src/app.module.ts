import { Module, UseInterceptors, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Embedded } from './embedded.js';
import { poolNow, all } from './house.js';
import { Insight } from './insight/dashboards/insight.js';
import { MatchRoundsController, Rounds } from './insight/dashboards/match-rounds.controller.js';
import { NameSearch } from './insight/dashboards/name-search.js';
import { PartnersController } from './insight/dashboards/partners.controller.js';
import { Log, PartnershipsController } from './insight/dashboards/partnerships.controller.js';
import { ProgramsController } from './insight/dashboards/programs.controller.js';
import { AuthMode, ReaderController } from './insight/dashboards/reader.controller.js';
import { RecordController, RecordedSchemas } from './insight/dashboards/record.controller.js';
import { Numbers } from './insight/numbers/numbers.js';
import { matchingPool } from './insight/read-models/matching-pool.js';
import { partners, type PartnerDocument } from './insight/read-models/partners.js';
import { RosterController, RosterImport } from './integration/roster/roster.controller.js';
import type { RosterParts } from './integration/roster/apply-rows.js';
import { AccessController } from './mentoring/access/access.controller.js';
import { openMatchRound } from './mentoring/match-rounds/open-match-round.js';
import { RoundOpening } from './mentoring/match-rounds/round-opening.js';
import { StartMatchRoundController } from './mentoring/match-rounds/start-match-round.controller.js';
import { ORGANIZATION_ID, organizationFacts } from './mentoring/organization/organization.facts.js';
import { programFacts } from './mentoring/programs/program.facts.js';
import { commandController } from './platform/command-handling/command-controllers.js';
import { commandHandlers } from './platform/command-handling/command-handlers.js';
import { CommandProcessor } from './platform/command-handling/command-processor.js';
import { DocsController } from './platform/http/docs.controller.js';
import { QueryInterceptor, Waiting } from './platform/http/reading.js';
import { HealthController, Operations } from './platform/operations/health.controller.js';
import { Metrics } from './platform/operations/metrics.js';
import { BearerKeys } from './platform/security/bearer-keys.js';
import { aggregates, eventSchemas, measures } from './registry.js';

const WAIT_MS = 5_000;

/** Queries by controller: what a reader may ask. */
export const queryControllers: readonly Type[] = [
  ReaderController,
  ProgramsController,
  PartnersController,
  PartnershipsController,
  MatchRoundsController,
  RecordController,
  HealthController,
];

// Commands do without: what an interceptor goes through on its way costs more than deciding.
for (const controller of queryControllers) UseInterceptors(QueryInterceptor)(controller);

/** The wiring, on one page: a house without Nest, served through Nest. */
@Module({})
export class AppModule {
  static of({ house, keys }: Embedded, openApi: object): DynamicModule {
    const { engine, store, codec, managers, rounds, opener, clock, config } = house;
    const insight = new Insight({
      engine,
      opener,
      clock,
      numbers: new Numbers(engine, measures),
      fold: (fold, id) => house.fold(fold, id),
    });
    const metrics = new Metrics();
    const stores = { events: 'sqlite', views: 'sqlite', operations: 'sqlite', keys: 'sqlite' };

    const waiting: Waiting = {
      atLeast: async (position, from) =>
        (await Promise.all(from.map((name) => engine.whenApplied(name, position, WAIT_MS)))).every(Boolean),
      async settled(position, from) {
        const until = performance.now() + WAIT_MS;
        const reached = await managers.settled(position, WAIT_MS);
        if (reached === undefined) return false;
        const left = Math.max(0, until - performance.now());
        return (await Promise.all(from.map((name) => engine.whenApplied(name, reached, left)))).every(Boolean);
      },
    };

    const opening: RoundOpening = {
      async open(start) {
        const head = (await store.head())?.position ?? 0n;
        await engine.whenApplied(matchingPool.name, head, WAIT_MS); // people who have just joined take part
        const pool = { ...(await poolNow(engine, start.programId)), version: matchingPool.version };
        const program = await house.fold(programFacts, start.programId);
        return openMatchRound(start, program, await house.fold(organizationFacts, ORGANIZATION_ID), pool, clock);
      },
      run: (roundId) => rounds.run(roundId),
    };

    const provide = (token: unknown, useValue: object): Provider => ({ provide: token as Type, useValue });
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        ...aggregates.map(commandController),
        AccessController,
        StartMatchRoundController,
        RosterController,
        ...queryControllers,
        DocsController,
      ],
      providers: [
        ...commandHandlers(aggregates),
        provide(CommandProcessor, house.processor),
        provide(BearerKeys, keys),
        provide(Insight, insight),
        provide(NameSearch, new NameSearch(house.keys, insight.documents)),
        provide(Log, new Log(store, codec)),
        provide(RecordedSchemas, new RecordedSchemas(eventSchemas)),
        provide(Rounds, {
          progress: (id: string) => rounds.progress(id),
          fold: (fold: never, id: string) => house.fold(fold, id),
        }),
        provide(RoundOpening, opening),
        provide(RosterImport, new RosterImport(rosterPartsOf(house))),
        provide(AuthMode, { off: config.authOff }),
        provide(Metrics, metrics),
        provide(Operations, new Operations(store, engine, managers, stores, metrics)),
        provide('OPENAPI', openApi),
        provide(Waiting, waiting),
      ],
    };
  }
}

/** What the roster import needs of the house. */
export const rosterPartsOf = (house: Embedded['house']): RosterParts => ({
  processor: house.processor,
  keys: house.keys,
  sealer: house.sealer,
  clock: house.clock,
  freshId: house.freshId,
  fold: (fold, id) => house.fold(fold, id),
  async participants(programId) {
    const head = (await house.store.head())?.position ?? 0n;
    await house.engine.whenApplied(partners.name, head, WAIT_MS);
    const found = await all(house.engine.documents(partners.name), { programId }, 'partnerId');
    return found
      .map((document) => document as PartnerDocument)
      .filter(({ status }) => status === 'active' || status === 'paused')
      .map(({ partnerId }) => partnerId);
  },
});
