import type { Actor, Principal } from '../../kernel/actor.js';
import type { CommandClass } from '../../kernel/aggregate.js';

/** Somebody asks for a command. */
export interface CommandRequest {
  readonly command: CommandClass;
  /** The id in the path; absent for what creates. */
  readonly id?: string;
  readonly body: object;
  readonly commandId: string;
  /** Who asks: somebody with a key, or an actor of the house itself, who may all. */
  readonly by: { readonly principal: Principal } | { readonly actor: Actor };
  /** The command id comes from the caller's own key: the same key with another body is refused. */
  readonly keyed?: boolean;
  /** The Idempotency-Key from which the command id derives, the caller's or one that was made: sent again, it is the same command. */
  readonly key?: string;
  /** What the caller sent, where `body` was made from it. */
  readonly sent?: object;
  readonly ifMatch?: number;
  /** Decide, say whether anything would change, and append nothing. */
  readonly dryRun?: boolean;
  /** Of the chain of events that this command continues. */
  readonly correlationId?: string;
  readonly causationId?: string;
}

export interface CommandResult {
  readonly id: string;
  /** The stream's last revision after this command. */
  readonly revision: number;
  /** Up to where a reader must have come to see its effect. */
  readonly position: bigint;
  /** Whether anything was appended, now or when the same command came first. */
  readonly changed: boolean;
}

/** The stream is at another revision than `If-Match` says. */
export class PreconditionFailed extends Error {
  override readonly name = 'PreconditionFailed';
  constructor(
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`If-Match says revision ${expected}, but it stands at ${actual}. Read it again, then decide.`);
  }
}

export class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused';
  constructor() {
    super('This Idempotency-Key was used before with another body. Take a new key for a new command.');
  }
}

/** Others changed the stream faster than this command could be decided. */
export class TooContended extends Error {
  override readonly name = 'TooContended';
  constructor(readonly stream: string) {
    super(`${stream} is changed by others all the time. Try again.`);
  }
}

/** A store did not answer. `unknown`: the command may have taken effect; sent again with the same command id it has it once. */
export class CommandUnavailable extends Error {
  override readonly name = 'CommandUnavailable';
  constructor(
    readonly outcome: 'unknown' | 'not-done',
    /** To be sent as Idempotency-Key. */
    readonly key: string,
    cause: unknown,
  ) {
    super('A store does not answer. Send the command again with the same Idempotency-Key.', { cause });
  }
}
