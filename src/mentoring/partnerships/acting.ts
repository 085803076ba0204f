import type { Actor, ActorKind } from '../../kernel/actor.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Pair } from './partnership.state.js';

/** The partner who acts, or for whom another acts: the fields `by` of an event. */
interface Acting {
  readonly by: string;
  readonly byPersonId: string;
}

/** Who acts for themselves. Persons are compared, whatever their part. */
export function ownSide(pair: Pair, actor: Actor): Acting {
  const own = sidesOf(pair).find(({ byPersonId }) => byPersonId === actor.id);
  if (own === undefined)
    throw new Refusal('not-of-this-pair', 'Only the two partners of this pair can do this.', 'forbidden');
  return own;
}

/** Who acts for themselves, or for a partner of this pair to which they do not belong, with a reason. */
export function sideFor(
  pair: Pair,
  { onBehalfOf, reason }: { readonly onBehalfOf?: string; readonly reason?: string },
  actor: Actor,
): Acting & { readonly onBehalf?: true; readonly words?: { readonly words: string } } {
  const mayStandIn = STAND_INS.includes(actor.kind) && !isOfPair(pair, actor);
  if (onBehalfOf === undefined) {
    if (mayStandIn)
      throw new Refusal('on-behalf-of-missing', 'Say in onBehalfOf for which partner of this pair you do this.');
    return ownSide(pair, actor);
  }
  const side = sidesOf(pair).find(({ by }) => by === onBehalfOf);
  if (side === undefined)
    throw new Refusal('partner-not-of-this-pair', 'The partner named in onBehalfOf is not of this pair.');
  if (side.byPersonId === actor.id) return side;
  if (isOfPair(pair, actor))
    throw new Refusal('four-eyes', 'Nobody of a pair acts for the other; ask another coordinator.', 'forbidden');
  if (!mayStandIn)
    throw new Refusal('not-your-side', 'Only a coordinator of the program can act for a partner.', 'forbidden');
  if (reason === undefined)
    throw new Refusal('reason-missing', 'Say in reason why you do this for the partner; it is recorded.');
  return { ...side, onBehalf: true, words: { words: reason } };
}

export const isOfPair = ({ a, b }: Pair, actor: Actor): boolean => a.personId === actor.id || b.personId === actor.id;

/** The explanation of a reason code, where there is one. */
export const explained = (words: string | undefined) => (words === undefined ? {} : { words: { words } });

const STAND_INS: readonly ActorKind[] = ['coordinator', 'service', 'system'];

const sidesOf = ({ a, b }: Pair): readonly Acting[] =>
  [a, b].map(({ partnerId, personId }) => ({ by: partnerId, byPersonId: personId }));
