import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteFault } from '../sqlite/sqlite-fault.js';
import { readJsonIfThere, systemCodeOf, writeJsonDurably } from './durable-json.js';

/** A data folder that no other process uses as long as this one lives or until it is released. */
export interface OwnedFolder {
  readonly dir: string;
  /** Says where this process serves, so that command-line verbs go through it. */
  announce(address: string): void;
  release(): void;
}

export type FolderKind = 'data' | 'demo';

export interface FolderFormat {
  /** The newest format of the folder that this code knows. */
  readonly version: number;
  /** Absent: whichever it is; a new one is of data. */
  readonly kind?: FolderKind;
}

/** @throws FolderInUse, FolderTooNew, FolderOfAnotherKind, FolderUnusable */
export function ownDataFolder(dir: string, { version, kind }: FolderFormat): OwnedFolder {
  return told(dir, () => {
    // Personal data: nobody else on the machine is to list it.
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const lock = lockFolder(dir);
    try {
      checkMarker(dir, version, kind);
      writeJsonDurably(join(dir, OWNER), { pid: process.pid, address: null });
    } catch (error) {
      unlock(lock);
      throw error;
    }
    return {
      dir,
      announce(address) {
        if (!held.has(lock)) throw new Error(`The data folder ${dir} was released: it is not to be announced.`);
        told(dir, () => writeJsonDurably(join(dir, OWNER), { pid: process.pid, address }));
      },
      release() {
        if (!held.has(lock)) return;
        // Before the lock: after it, the file may be the next owner's.
        rmSync(join(dir, OWNER), { force: true });
        unlock(lock);
      },
    };
  });
}

export interface Ownership {
  readonly owned: boolean;
  /** Where the owner serves; absent while it does not. */
  readonly address?: string;
}

/** Whether a process owns the folder now. Changes and makes nothing. */
export function ownerOf(dir: string): Ownership {
  if (!existsSync(join(dir, LOCK))) return { owned: false };
  return told(dir, () => {
    const probe = new DatabaseSync(join(dir, LOCK), { readOnly: true });
    try {
      probe.prepare('SELECT count(*) FROM sqlite_master').get();
      return { owned: false };
    } catch (error) {
      if (sqliteFault(error) !== 'busy') throw error;
      const address = announced(dir)?.address;
      return typeof address === 'string' ? { owned: true, address } : { owned: true };
    } finally {
      probe.close();
    }
  });
}

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(
    readonly dir: string,
    /** Where the owner serves; null while it does not: it starts or ends, or is a command-line verb. */
    readonly address: string | null,
  ) {
    super(
      `The data folder ${dir} is in use by ` +
        (address === null
          ? 'another process: wait until it has ended.'
          : `the server at ${address}: go through it, or stop it.`),
    );
  }
}

export class FolderTooNew extends Error {
  override readonly name = 'FolderTooNew';
  constructor(
    readonly dir: string,
    readonly found: number,
    readonly known: number,
  ) {
    super(
      `The data folder ${dir} was written by a newer version (format ${found}, known here: ${known}): start that version.`,
    );
  }
}

export class FolderOfAnotherKind extends Error {
  override readonly name = 'FolderOfAnotherKind';
}

export class FolderUnusable extends Error {
  override readonly name = 'FolderUnusable';
}

const LOCK = 'owner.db';
const OWNER = 'owner.json';
const MARKER = 'format.json';

/** How long a start waits for the lock, in ms: another start or a look at the owner may hold it for a moment. */
const LOCK_TIMEOUT = 250;

/** Keeps the locks from being collected as garbage, which would free them. */
const held = new Set<DatabaseSync>();

/** The kernel frees the lock when the process dies, however it dies. Nothing is ever written into the file. */
function lockFolder(dir: string): DatabaseSync {
  const lock = new DatabaseSync(join(dir, LOCK), { timeout: LOCK_TIMEOUT });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (sqliteFault(error) === 'busy') throw new FolderInUse(dir, announced(dir)?.address ?? null);
    throw error;
  }
  held.add(lock);
  return lock;
}

function unlock(lock: DatabaseSync): void {
  held.delete(lock);
  lock.close();
}

interface Announcement {
  readonly pid: number;
  readonly address: string | null;
}

/** What the owner says of itself. What a dead process left behind is not the owner's word: there is none then. */
function announced(dir: string): Announcement | undefined {
  const announcement = readJsonIfThere(join(dir, OWNER)) as Announcement | undefined;
  return announcement !== undefined && isAlive(announcement.pid) ? announcement : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCodeOf(error) === 'EPERM';
  }
}

interface Marker {
  readonly format: number;
  readonly kind: FolderKind;
}

/** Reads of a folder which program and which kind of use it belongs to, and marks a fresh one. */
function checkMarker(dir: string, version: number, kind: FolderKind | undefined): void {
  const marker = readJsonIfThere(join(dir, MARKER)) as Marker | undefined;
  if (marker === undefined) {
    const strangers = readdirSync(dir).filter((name) => !name.startsWith('owner.') && !name.startsWith(MARKER));
    // A demo throws away what is in its folder. The data folder may have files put there before the first start: a master key.
    if (kind === 'demo' && strangers.length > 0)
      throw new FolderOfAnotherKind(`The folder ${dir} is not empty and no demo made it: name another for the demo.`);
    writeJsonDurably(join(dir, MARKER), { format: version, kind: kind ?? 'data' } satisfies Marker);
  } else if (!Number.isInteger(marker.format) || !(marker.kind in USE)) {
    throw new FolderUnusable(`The data folder ${dir} cannot be used: its ${MARKER} is not ours; name another folder.`);
  } else if (marker.format > version) {
    throw new FolderTooNew(dir, marker.format, version);
  } else if (kind !== undefined && marker.kind !== kind) {
    throw new FolderOfAnotherKind(
      `The folder ${dir} belongs to ${USE[marker.kind]}, not to ${USE[kind]}: name another.`,
    );
  }
}

const USE = { data: 'a system in use', demo: 'the demo' } as const;

/** Runs work on the folder, with what the file system says against it in a sentence. */
function told<T>(dir: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const why = error instanceof SyntaxError ? DAMAGED : (WHY.get(sqliteFault(error)) ?? WHY.get(systemCodeOf(error)));
    if (why !== undefined) throw new FolderUnusable(`The data folder ${dir} cannot be used: ${why}.`, { cause: error });
    throw error;
  }
}

const DAMAGED = `its ${MARKER} or ${OWNER} is damaged; restore a backup`;
const NOT_ALLOWED = 'this user may not write it; give the right, or name another folder';
const NO_ROOM = 'its disk is full; make room';
const NO_FOLDER = 'there is no folder and none can be made; name another';
const WHY: ReadonlyMap<string, string> = new Map([
  ['EACCES', NOT_ALLOWED],
  ['EPERM', NOT_ALLOWED],
  ['EROFS', NOT_ALLOWED],
  ['readonly', NOT_ALLOWED],
  // SQLite cannot open its file: what it says when the folder may not be written.
  ['ERR_SQLITE_ERROR', NOT_ALLOWED],
  ['ENOSPC', NO_ROOM],
  ['EDQUOT', NO_ROOM],
  ['full', NO_ROOM],
  ['ENOENT', NO_FOLDER],
  ['ENOTDIR', NO_FOLDER],
  ['EEXIST', NO_FOLDER],
  ['not-a-database', `its ${LOCK} is not ours; name another folder`],
  ['corrupt', `its ${LOCK} is damaged; remove that file`],
]);
