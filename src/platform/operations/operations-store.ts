import type { Checkpoint } from '../read-store/read-store.js';

/** What is kept and folds from nothing, or may not be folded twice. To be backed up. */
export interface OperationsStore {
  /** The identity of the log; bound on first use. @throws StoreOfAnotherLog */
  bind(logId: string): Promise<void>;
  /** A process manager's progress; none before its first commit. */
  progress(manager: string): Promise<ManagerProgress | undefined>;
  states(manager: string, keys: readonly string[]): Promise<ReadonlyMap<string, object>>;
  /** Replaces progress and changes states (undefined: removed) in one transaction. */
  commit(manager: string, progress: ManagerProgress, states: ReadonlyMap<string, object | undefined>): Promise<void>;
  /** Removes all states of a manager: before a raised version folds them anew. */
  clear(manager: string): Promise<void>;
  close(): Promise<void>;
}

export interface ManagerProgress {
  readonly version: number;
  readonly checkpoint: Checkpoint | undefined;
  /** Events on which the manager threw: left alone, and shown. */
  readonly parked: readonly ParkedEvent[];
}

export interface ParkedEvent {
  readonly eventId: string;
  readonly position: bigint;
  readonly error: string;
  readonly since: string;
}
