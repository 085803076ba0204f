import type { OpenMatchRound, StartMatchRound } from './match-round.commands.js';

/** Reads what a round is about before it is recorded, and runs it afterwards. */
export abstract class RoundOpening {
  /** @throws Refusal */
  abstract open(start: StartMatchRound): Promise<OpenMatchRound>;
  /** Resolves when the round has come to its end. */
  abstract run(roundId: string): Promise<void>;
}
