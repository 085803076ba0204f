import type { LogExchange } from '../mentoring/partnerships/partnership.commands.js';
import type { Meeting } from './pair-life.js';
import type { Player } from './players.js';
import type { Stage } from './stage.js';

/** What can have happened to a pair that makes its page worth looking at. */
export type Happening = 'logged' | 'confirmed' | 'confirmed-for' | 'disputed' | 'corrected' | 'voided';

/** Two partners as those see them who play a part of their life. */
export interface PairOnStage {
  readonly stage: Stage;
  readonly partnershipId: string;
  readonly a: Player;
  readonly b: Player;
  /** Grows. */
  readonly happenings: Happening[];
  /** A meeting as a partner would tell it to the system. */
  exchangeOf(meeting: Meeting): LogExchange;
}
