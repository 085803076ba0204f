import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateKey } from './mentoring/access/access.commands.js';
import { accessFacts } from './mentoring/access/access.facts.js';
import { ownDataFolder, type FolderKind, type OwnedFolder } from './platform/operations/data-folder.js';
import { BearerKeys } from './platform/security/bearer-keys.js';
import { derivedId } from './kernel/ids.js';
import type { Config } from './config.js';
import { openHouse, type House, type HouseOptions } from './house.js';

const FOLDER_FORMAT = 1;
const ADMIN_TOKEN = 'admin-token';
const SYSTEM = { kind: 'system', id: derivedId('house') } as const;

/** A house whose data folder belongs to this process alone. */
export interface Embedded {
  readonly house: House;
  readonly keys: BearerKeys;
  readonly folder: OwnedFolder;
  /** The administrator's token, as it stands in the folder. */
  readonly adminToken: string;
  close(): Promise<void>;
}

/** Takes the data folder, opens the house in it and sees to it that an administrator can come in. @throws FolderInUse and others */
export async function openEmbedded(
  config: Config,
  options: HouseOptions & {
    readonly kind?: FolderKind;
    /** Whatever the folder held before is removed. */
    readonly anew?: true;
  } = {},
): Promise<Embedded> {
  const folder = ownDataFolder(config.dataDir, {
    version: FOLDER_FORMAT,
    ...(options.kind === undefined ? {} : { kind: options.kind }),
  });
  try {
    if (options.anew === true) emptyFolder(config.dataDir);
    const house = await openHouse(config, options);
    try {
      const keys = bearerKeysOf(house);
      const adminToken = await adminTokenIn(config.dataDir, house, keys);
      return { house, keys, folder, adminToken, close: () => closed(house, folder) };
    } catch (error) {
      await house.close();
      throw error;
    }
  } catch (error) {
    folder.release();
    throw error;
  }
}

async function closed(house: House, folder: OwnedFolder): Promise<void> {
  try {
    await house.close();
  } finally {
    folder.release();
  }
}

/** All but the files by which the folder is owned. */
function emptyFolder(dataDir: string): void {
  for (const name of readdirSync(dataDir))
    if (!/^(owner\.|format\.json)/.test(name)) rmSync(join(dataDir, name), { recursive: true });
}

const bearerKeysOf = (house: House): BearerKeys =>
  new BearerKeys(house.keys, (keyId) => house.fold(accessFacts, keyId), house.clock);

/** Nothing is open: without the file a new key is made, and written where only this user reads it. */
async function adminTokenIn(dataDir: string, house: House, keys: BearerKeys): Promise<string> {
  const file = join(dataDir, ADMIN_TOKEN);
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (kept !== '') return kept; // an empty file: a start that was cut off
  const { id } = await house.processor.execute({
    command: CreateKey,
    body: { label: 'administrator', role: 'admin' },
    commandId: house.freshId(),
    by: { actor: SYSTEM },
  });
  const token = await keys.issue(id);
  if (token === undefined) throw new Error('The key store answered a secret for a key that is new.');
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return token;
}
