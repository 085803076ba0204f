import { addDays, dayOf } from '../../kernel/clock.js';
import type { Context } from '../../kernel/decider.js';
import { Refusal } from '../../kernel/refusal.js';
import { explained, isOfPair, ownSide } from './acting.js';
import type { BeginClosure, ClosePartnership, SubmitReflection } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import { lived, running, type Closing, type Formed, type Partnership } from './partnership.state.js';

type Events = readonly PartnershipEvent[];

/** How a partnership ends: with a reason, and with both reflections or a waiver of those that are missing. */
export const closingDecisions = {
  beginClosure(state: Partnership, { reason, words }: BeginClosure, { actor, now }: Context): Events {
    const { pair, status, terms, reflections } = lived(state);
    if (status !== 'formed') return [];
    const by = isOfPair(pair, actor) ? { by: ownSide(pair, actor).by } : {};
    const graceEndsOn = addDays(dayOf(now), terms.closureGraceDays);
    const reflectionsOf = reflections.map((reflection) => reflection.by);
    return [
      { type: 'ClosureBegun', data: { ...pair, ...by, reason, graceEndsOn, reflectionsOf, ...explained(words) } },
    ];
  },

  submitReflection(state: Partnership, command: SubmitReflection, { actor }: Context): Events {
    const { pair, reflections } = running(state);
    const acting = ownSide(pair, actor);
    const { gave, received, continueInformally, text } = command;
    const before = reflections.find(({ by }) => by === acting.by);
    if (before !== undefined) {
      const isSame =
        before.gave === gave && before.received === received && before.continueInformally === continueInformally;
      // Sealed texts cannot be compared.
      if (isSame && !before.hasText && text === undefined) return [];
      throw new Refusal('reflection-submitted-already', 'You have submitted your reflection; it stands.', 'conflict');
    }
    return [
      {
        type: 'ReflectionSubmitted',
        data: {
          ...pair,
          ...acting,
          gave,
          received,
          ...(continueInformally !== undefined && { continueInformally }),
          ...(text !== undefined && { text: { words: text } }),
        },
      },
    ];
  },

  closePartnership(state: Partnership, command: ClosePartnership, context: Context): Events {
    if (lived(state).status === 'closed') return [];
    const partnership = running(state);
    const waived = waivers(partnership, command, context);
    const reason = command.reason ?? (partnership.status === 'closing' ? partnership.reason : undefined);
    if (reason === undefined) throw new Refusal('closure-reason-missing', 'Say in reason why the partnership ends.');
    return [{ type: 'PartnershipClosed', data: { ...partnership.pair, reason, waived, ...explained(command.words) } }];
  },
};

/** Of each reflection that is missing. @throws Refusal where this actor cannot close without it. */
function waivers(partnership: Formed | Closing, { waive, words }: ClosePartnership, { actor, now }: Context) {
  const { pair, reflections } = partnership;
  const missing = [pair.a.partnerId, pair.b.partnerId].filter((id) => !reflections.some(({ by }) => by === id));
  if (isOfPair(pair, actor) || actor.kind === 'partner') {
    ownSide(pair, actor);
    if (missing.length > 0)
      throw new Refusal(
        'reflections-missing',
        'Both partners submit a reflection before the partnership is closed; a coordinator can waive what is missing.',
      );
    return [];
  }
  if (missing.length === 0) return [];
  if (actor.kind === 'system') {
    if (partnership.status !== 'closing' || dayOf(now) < partnership.graceEndsOn)
      throw new Refusal('grace-not-over', 'Reflections can still be submitted; the grace is not over.', 'conflict');
    return missing.map((partnerId) => ({ partnerId, reason: 'not-submitted' as const }));
  }
  if (waive !== true)
    throw new Refusal('reflections-missing', 'A reflection is missing; wait for it, or close with waive and words.');
  if (words === undefined)
    throw new Refusal('reason-missing', 'Say in words why the missing reflections are waived; it is recorded.');
  return missing.map((partnerId) => ({ partnerId, reason: 'coordinator' as const }));
}
