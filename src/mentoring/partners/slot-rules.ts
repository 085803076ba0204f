import type { Context } from '../../kernel/decider.js';
import { Refusal } from '../../kernel/refusal.js';
import { forbids } from '../pair-rules.js';
import type { Policy, ProgramFacts } from '../programs/program.facts.js';
import type { ReserveSlot } from './partner.commands.js';
import type { PartnerFacts } from './partner.facts.js';

/** Whether another partnership fits: of this partner's stream alone, so it holds whoever reserves at the same time. @throws Refusal */
export function assertSlotFree(partner: PartnerFacts, slot: ReserveSlot, { maxActivePartnerships }: Policy): void {
  if (slot.attempt <= (partner.released[slot.partnershipId] ?? 0))
    throw new Refusal(
      'slot-released',
      'This slot was released: the partnership asks again with a new attempt.',
      'conflict',
    );
  if (partner.status === 'paused')
    throw new Refusal('partner-paused', 'They have paused: no partnership begins until they resume.', 'conflict');
  if (partner.held.some(({ otherPersonId }) => otherPersonId === slot.otherPersonId))
    throw new Refusal('slot-held-with-person', 'A partnership of these two is open already.', 'conflict');
  const limit = Math.min(partner.capacity, maxActivePartnerships);
  if (partner.held.length >= limit)
    throw new Refusal(
      'no-free-slot',
      `They have ${partner.held.length} partnerships open, and ${limit} at a time are allowed.`,
      'conflict',
    );
}

/** Whether these two may be a pair, as is known now: it may have changed since they were matched. @throws Refusal */
export function assertSlotAllowed(
  partner: PartnerFacts,
  { otherPartnerId, otherPersonId }: ReserveSlot,
  { id, now, facts: { program, other } }: Context<{ readonly program: ProgramFacts; readonly other: PartnerFacts }>,
): void {
  if (otherPartnerId === id || otherPersonId === partner.personId)
    throw new Refusal('same-person', 'A partnership needs two different people.');
  const forbidden = forbids(partner, { ...other, personId: otherPersonId }, program.policy, now);
  if (forbidden !== undefined) throw new Refusal(forbidden.code, forbidden.message);
}
