import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder, systemCodeOf } from '../operations/durable-json.js';

export interface MasterKeySource {
  /** `MASTER_KEY_FILE`: made at the first start, and to be backed up apart from the key store. */
  readonly file: string;
  /** `MASTER_KEY`: goes before the file, which is then not looked at. */
  readonly env?: string;
}

/** The key that wraps all others: 32 bytes, written as base64. @throws MasterKeyUnusable */
export function loadMasterKey({ file, env }: MasterKeySource): Buffer {
  if (env !== undefined) return parsed(env, 'The setting MASTER_KEY');
  let text = readIfThere(file);
  if (text === undefined) {
    makeKeyFile(file);
    text = readIfThere(file) ?? '';
  }
  return parsed(text, `The master key file ${file}`);
}

export class MasterKeyUnusable extends Error {
  override readonly name = 'MasterKeyUnusable';
}

/** 32 bytes in base64 with its padding. */
const KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

function parsed(text: string, source: string): Buffer {
  const trimmed = text.trim();
  if (!KEY.test(trimmed))
    throw new MasterKeyUnusable(`${source} holds no master key: 32 bytes in base64 are expected (44 characters).`);
  return Buffer.from(trimmed, 'base64');
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw new MasterKeyUnusable(`The master key file ${file} cannot be read (${systemCodeOf(error)}).`, {
      cause: error,
    });
  }
}

/** Whole and on disk before it has its name, and never in the place of another: two starts at once end with one key. */
function makeKeyFile(file: string): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    rmSync(draft, { force: true });
    const handle = openSync(draft, 'wx', 0o600);
    try {
      writeSync(handle, `${randomBytes(32).toString('base64')}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    linkSync(draft, file);
    syncFolder(dirname(file));
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST')
      throw new MasterKeyUnusable(`The master key file ${file} cannot be made (${systemCodeOf(error)}).`, {
        cause: error,
      });
  } finally {
    rmSync(draft, { force: true });
  }
}
