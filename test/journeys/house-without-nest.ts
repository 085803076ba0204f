import { configOf } from '../../src/config.js';
import { all, openHouse, type House } from '../../src/house.js';
import type { Actor } from '../../src/kernel/actor.js';
import type { CommandClass } from '../../src/kernel/aggregate.js';
import { freshId } from '../../src/kernel/ids.js';
import type { RosterOptions, RosterParts } from '../../src/integration/roster/apply-rows.js';
import { importRoster, type RosterReport } from '../../src/integration/roster/import-roster.js';
import { spool, type Spooled } from '../../src/integration/roster/spool.js';
import type { CommandProcessor } from '../../src/platform/command-handling/command-processor.js';
import type { CommandRequest, CommandResult } from '../../src/platform/command-handling/command-request.js';

const COORDINATOR: Actor = { kind: 'coordinator', id: freshId() };
const IMPORT: Actor = { kind: 'import', id: freshId() };

/** A house that leaves nothing behind. */
export function houseInMemory(): Promise<House> {
  const memory = 'sqlite::memory:';
  const stores = {
    EVENT_STORE_URL: memory,
    READ_STORE_URL: memory,
    OPERATIONS_STORE_URL: memory,
    KEY_STORE_URL: memory,
  };
  return openHouse(configOf({ ...stores, MASTER_KEY: Buffer.alloc(32, 1).toString('base64') }));
}

/** Asks a house for a command, as its coordinator or as a person. */
export const asker =
  ({ processor }: House) =>
  <C extends object>(command: CommandClass<C>, body: C, id?: string, actor = COORDINATOR): Promise<CommandResult> =>
    processor.execute({ command, body, commandId: freshId(), by: { actor }, ...(id === undefined ? {} : { id }) });

/** What the import needs of a house. */
const rosterPartsOf = (house: House): RosterParts => ({
  processor: house.processor,
  keys: house.keys,
  sealer: house.sealer,
  clock: house.clock,
  freshId: house.freshId,
  fold: (fold, id) => house.fold(fold, id),
  async participants(programId) {
    await house.settle();
    const found = await all(house.engine.documents('partners'), { programId }, 'partnerId');
    return found.map((partner) => (partner as { readonly partnerId: string }).partnerId);
  },
});

/** The same, with a word before each command. */
export function through(house: House, before: (request: CommandRequest) => void): RosterParts {
  const parts = rosterPartsOf(house);
  const execute = async (request: CommandRequest) => {
    before(request);
    return parts.processor.execute(request);
  };
  return { ...parts, processor: { execute } as CommandProcessor };
}

/** Takes a roster into a program of a house. `file` may stand for the spooled file itself. */
export async function take(
  house: House,
  programId: string,
  file: string | Spooled,
  options: RosterOptions = {},
  parts = rosterPartsOf(house),
): Promise<RosterReport> {
  const spooled = typeof file === 'string' ? await spooledText(file) : file;
  try {
    return await importRoster(parts, programId, spooled, IMPORT, options);
  } finally {
    await spooled.close();
  }
}

/** How many rows came to what. */
export const counts = ({ rows, joined, changed, unchanged, rejected }: RosterReport) => ({
  rows,
  joined,
  changed,
  unchanged,
  rejected: rejected.length,
});

export function spooledText(text: string): Promise<Spooled> {
  return spool(
    (async function* () {
      yield Buffer.from(text);
    })(),
  );
}

/** Every document of every read model, byte for byte, once all that follows from the log is done. */
export async function documentsOf(house: House): Promise<ReadonlyMap<string, readonly string[]>> {
  await house.settle();
  const found = new Map<string, readonly string[]>();
  for (const { name, version } of await house.engine.status()) {
    const documents: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await house.engine.documents(name).scan(after, 100);
      documents.push(...page.map(({ key, json }) => `${key} ${json}`));
      if (page.length === 0) break;
      after = page.at(-1)?.key;
    }
    found.set(`${name}@${version}`, documents);
  }
  return found;
}

export const headOf = async ({ store }: House): Promise<bigint> => (await store.head())?.position ?? 0n;
