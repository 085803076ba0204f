import type { Actor } from '../../kernel/actor.js';
import type { CommandClass } from '../../kernel/aggregate.js';
import { dayOf } from '../../kernel/clock.js';
import { derivedId } from '../../kernel/ids.js';
import { ClosePartnership, LapseProposal } from '../partnerships/partnership.commands.js';

const SYSTEM: Actor = { kind: 'system', id: derivedId('scheduler') };
/** A pair that both have accepted gets its slots within moments; one that has waited so long hangs. */
const HANGING_AFTER_MS = 15 * 60_000;
const PAGE = 200;

export interface Due {
  readonly command: CommandClass;
  readonly id: string;
  readonly body: object;
  readonly commandId: string;
  readonly by: { readonly actor: Actor };
}

/** A question to the read model `partnerships`: ids in the order of a field, which is below a bound. */
export interface Sought {
  readonly status: string;
  readonly field: 'expiresOn' | 'graceEndsOn' | 'bothAcceptedAt';
  readonly below: string;
  readonly after?: string;
  readonly limit: number;
}
export interface Found {
  readonly items: readonly { readonly partnershipId: string; readonly due: string }[];
  readonly next?: string;
}

/**
 * What is due by the calendar at an instant, found by a sweep over read models and asked for by ordinary commands. Their ids derive from
 * subject, kind and due date: however often it sweeps, each is done once.
 */
export async function* due(now: string, find: (sought: Sought) => Promise<Found>): AsyncGenerator<Due> {
  const today = dayOf(now);
  const hanging = new Date(Date.parse(now) - HANGING_AFTER_MS).toISOString();
  const kinds = [
    { status: 'proposed', field: 'expiresOn', below: today, command: LapseProposal, body: { reason: 'expired' } },
    {
      status: 'proposed',
      field: 'bothAcceptedAt',
      below: hanging,
      command: LapseProposal,
      body: { reason: 'hanging' },
    },
    // On the last day of grace itself it is closed.
    { status: 'closing', field: 'graceEndsOn', below: `${today}~`, command: ClosePartnership, body: {} },
  ] as const;

  for (const { status, field, below, command, body } of kinds) {
    for (let after: string | undefined; ;) {
      const { items, next } = await find({
        status,
        field,
        below,
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      for (const { partnershipId, due: dueOn } of items)
        yield {
          command,
          id: partnershipId,
          body,
          commandId: derivedId('due', partnershipId, field, dueOn),
          by: { actor: SYSTEM },
        };
      if (next === undefined) break;
      after = next;
    }
  }
}
