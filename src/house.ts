import { readFile } from 'node:fs/promises';
import type { Actor } from './kernel/actor.js';
import type { AnyFold, Fold } from './kernel/decider.js';
import type { EventSchemas } from './kernel/events.js';
import { systemClock, type Clock } from './kernel/clock.js';
import { derivedId, freshId } from './kernel/ids.js';
import { Refusal } from './kernel/refusal.js';
import { sqlitePath, type Config } from './config.js';
import { readCatalogue } from './integration/catalogue/read-catalogue.js';
import { matchingPool } from './insight/read-models/matching-pool.js';
import type { PoolEntry } from './mentoring/match-rounds/pool-entry.js';
import { MatchRoundRunner } from './mentoring/match-rounds/match-round-runner.js';
import { solveInWorker } from './mentoring/matching/solve-in-worker.js';
import {
  DefineGenerations,
  FoundOrganization,
  LoadSkillCatalogue,
} from './mentoring/organization/organization.commands.js';
import {
  DEFAULT_GENERATIONS,
  ORGANIZATION_ID,
  organizationFacts,
} from './mentoring/organization/organization.facts.js';
import { due } from './mentoring/process-managers/scheduler.js';
import { bodyDigests } from './platform/command-handling/body-digest.js';
import { CommandProcessor, streamOf } from './platform/command-handling/command-processor.js';
import { streamStates, type StreamStates } from './platform/command-handling/stream-states.js';
import { codec, type Codec } from './platform/event-store/codec.js';
import type { EventStore } from './platform/event-store/event-store.js';
import { eventTypes } from './platform/event-store/event-types.js';
import { openSqliteEventStore } from './platform/event-store/sqlite-event-store.js';
import { noFailpoint, type Failpoint } from './platform/failpoint.js';
import type { KeyStore } from './platform/key-store/key-store.js';
import { loadMasterKey } from './platform/key-store/master-key.js';
import { openSqliteKeyStore } from './platform/key-store/sqlite-key-store.js';
import type { OperationsStore } from './platform/operations/operations-store.js';
import { openSqliteOperationsStore } from './platform/operations/sqlite-operations-store.js';
import { opener, type Opener } from './platform/privacy/opening.js';
import { sealer, type Sealer } from './platform/privacy/sealing.js';
import { foldDocuments } from './platform/projections/fold-documents.js';
import { ProcessManagers } from './platform/projections/process-managers.js';
import { ProjectionEngine } from './platform/projections/projection-engine.js';
import type { Documents, ReadStore } from './platform/read-store/read-store.js';
import { openSqliteReadStore } from './platform/read-store/sqlite-read-store.js';
import { aggregates, eventSchemas, processManagers, readModels } from './registry.js';

const CACHED_STATES = 10_000;
const SYSTEM: Actor = { kind: 'system', id: derivedId('house') };
const CATALOGUE = new URL('../catalogue/technology.csv', import.meta.url);

export interface HouseOptions {
  readonly clock?: Clock;
  readonly failpoint?: Failpoint;
  /** Ids that derive from nothing: of the log, of persons. */
  readonly freshId?: () => string;
  readonly onFailure?: (where: string, error: unknown) => void;
  /** Seeks the best pairs of a pool. Default: in a worker thread. */
  readonly solve?: typeof solveInWorker;
}

/** All parts together, without Nest: what the server, the command line, the simulation and the fault tests stand in. */
export interface House {
  readonly config: Config;
  readonly clock: Clock;
  readonly freshId: () => string;
  readonly store: EventStore;
  readonly readStore: ReadStore;
  readonly operations: OperationsStore;
  readonly keys: KeyStore;
  readonly sealer: Sealer;
  readonly opener: Opener;
  readonly codec: Codec;
  readonly states: StreamStates;
  readonly processor: CommandProcessor;
  readonly engine: ProjectionEngine;
  readonly managers: ProcessManagers;
  readonly rounds: MatchRoundRunner;
  /** The present fold of a stream. */
  fold<S, V extends EventSchemas>(fold: Fold<S, V>, id: string): Promise<S>;
  /** Asks for all that is due by the calendar now. */
  sweep(): Promise<void>;
  /** Waits until all that follows from what is in the log is done, and every read model shows it. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the stores, founds the organization where there is none, and sets everything going. */
export async function openHouse(config: Config, options: HouseOptions = {}): Promise<House> {
  const clock = options.clock ?? systemClock;
  const failpoint = options.failpoint ?? noFailpoint;
  const onFailure = options.onFailure ?? (() => undefined);
  const fresh = options.freshId ?? freshId;

  const store = openSqliteEventStore(sqlitePath(config.eventStoreUrl), { failpoint });
  const readStore = openSqliteReadStore(sqlitePath(config.readStoreUrl), { failpoint });
  const operations = openSqliteOperationsStore(sqlitePath(config.operationsStoreUrl), { failpoint });
  const keys = openSqliteKeyStore(sqlitePath(config.keyStoreUrl), loadMasterKey(config.masterKey));

  const sealing = sealer(keys);
  const events = codec(eventTypes(eventSchemas), sealing);
  const states = streamStates(store, events, CACHED_STATES);
  const digests = bodyDigests(keys);
  const processor = new CommandProcessor({
    aggregates,
    store,
    states,
    codec: events,
    sealer: sealing,
    digests,
    clock,
    failpoint,
  });

  const fold = async <S, V extends EventSchemas>(folded: Fold<S, V>, id: string): Promise<S> =>
    (await states.refresh(folded as unknown as AnyFold, streamOf(folded, id))).state as S;

  const logId = await foundOrganization(processor, fold, config, fresh);
  for (const bound of [readStore, operations, keys]) await bound.bind(logId);

  const engine = new ProjectionEngine({ store, readStore, codec: events, models: readModels, clock, onFailure });
  const managers = new ProcessManagers(processManagers, {
    store,
    codec: events,
    operations,
    processor,
    states,
    clock,
    failpoint,
    onFailure,
  });
  const rounds = new MatchRoundRunner({
    fold,
    execute: (request) => processor.execute(request),
    entriesAt: (programId, version, position) => entriesAt(programId, version, position),
    runningRounds: async () => {
      const { items } = await engine.documents('match-rounds').find({ where: { status: 'running' }, limit: 100 });
      return items.map(({ key }) => key);
    },
    solve: options.solve ?? solveInWorker,
    onFailure: (roundId, error) => {
      onFailure(`match round ${roundId}`, error);
    },
  });

  async function entriesAt(programId: string, version: number, position: bigint): Promise<readonly PoolEntry[]> {
    const live = version === matchingPool.version ? await poolNow(engine, programId) : undefined;
    if (live?.position === position) return live.entries;
    const documents = await foldDocuments(store, events, matchingPool as never, position);
    return [...documents.values()].map((entry) => entry as PoolEntry).filter((entry) => entry.programId === programId);
  }

  await engine.start();
  await managers.start();

  return {
    config,
    clock,
    freshId: fresh,
    store,
    readStore,
    operations,
    keys,
    sealer: sealing,
    opener: opener(keys),
    codec: events,
    states,
    processor,
    engine,
    managers,
    rounds,
    fold,

    async sweep() {
      const partnerships = engine.documents('partnerships');
      const find = async ({ status, field, below, ...page }: Parameters<Parameters<typeof due>[1]>[0]) => {
        const found = await partnerships.find({
          where: { status, [field]: { lt: below } },
          sort: { by: field },
          ...page,
        });
        const items = found.items.map(({ key, document }) => ({
          partnershipId: key,
          due: String((document as Record<string, unknown>)[field]),
        }));
        return { items, ...(found.next === undefined ? {} : { next: found.next }) };
      };
      for await (const request of due(clock.now(), find)) {
        try {
          await unlessRefused(processor.execute(request));
        } catch (error) {
          onFailure(`what is due of ${request.id}`, error); // the others are due all the same
        }
      }
      await rounds.resume();
    },

    async settle() {
      for (;;) {
        const head = (await store.head())?.position ?? 0n;
        await managers.settled(head);
        await engine.whenAllApplied(head);
        if (((await store.head())?.position ?? 0n) === head) return;
      }
    },

    async close() {
      // Whatever fails on the way, everything is closed; the first failure is told.
      const failures: unknown[] = [];
      const steps = [rounds, managers].map((part) => () => part.stop());
      const stores = [store, operations, keys, readStore].map((part) => () => part.close());
      for (const step of [...steps, () => processor.idle(), () => engine.stop(), ...stores])
        await step().catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
}

export interface PoolNow {
  readonly entries: readonly PoolEntry[];
  readonly position: bigint;
}

/** The partners of a program as the read model has them now, all at one position. */
export async function poolNow(engine: ProjectionEngine, programId: string): Promise<PoolNow> {
  return engine.documents(matchingPool.name).snapshot(async (documents) => {
    const position = (await documents.checkpoint())?.position ?? 0n;
    const entries = await all(documents, { programId }, 'partnerId');
    return { entries: entries.map((entry) => entry as PoolEntry), position };
  });
}

/** Every document of an index, page after page. */
export async function all(
  documents: Pick<Documents, 'find'>,
  where: Record<string, string>,
  by: string,
): Promise<readonly object[]> {
  const found: object[] = [];
  for (let after: string | undefined; ;) {
    const page = await documents.find({ where, sort: { by }, limit: 500, ...(after === undefined ? {} : { after }) });
    for (const { document } of page.items) found.push(document);
    if (page.next === undefined) return found;
    after = page.next;
  }
}

/** The first events of a log, each only where it is missing: a start that was cut off is finished by the next. */
async function foundOrganization(
  processor: CommandProcessor,
  fold: House['fold'],
  config: Config,
  fresh: () => string,
): Promise<string> {
  const present = () => fold(organizationFacts, ORGANIZATION_ID);
  const ask = (command: new () => object, body: object) =>
    processor.execute({
      command,
      id: ORGANIZATION_ID,
      body,
      commandId: derivedId('founding', command.name, fresh()),
      by: { actor: SYSTEM },
    });

  const before = await present();
  if (!before.founded) await ask(FoundOrganization, { name: config.organizationName, logId: fresh() });
  if (before.bands.length === 0) await ask(DefineGenerations, { bands: DEFAULT_GENERATIONS });
  if (before.catalogueVersion === 0)
    await ask(LoadSkillCatalogue, { skills: readCatalogue(await readFile(CATALOGUE, 'utf8')) });
  return (await present()).logId;
}

async function unlessRefused(asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
