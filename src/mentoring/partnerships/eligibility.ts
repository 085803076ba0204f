import type { Actor } from '../../kernel/actor.js';
import { Refusal } from '../../kernel/refusal.js';
import { forbids } from '../pair-rules.js';
import type { PartnerFacts } from '../partners/partner.facts.js';
import type { ProgramFacts } from '../programs/program.facts.js';

/** What is known of the two and their program when a pair is proposed. May be old: their slots are reserved on what holds then. */
export interface PairFacts {
  readonly program: ProgramFacts;
  readonly a: PartnerFacts;
  readonly b: PartnerFacts;
}

/** @throws Refusal where the two cannot be a pair of the program. */
export function mustBeEligible(facts: PairFacts, programId: string, actor: Actor, now: string): void {
  const { program, a, b } = facts;
  if (!program.exists)
    throw new Refusal('program-not-found', 'There is no such program; look at programId.', 'not-found');
  for (const partner of [a, b]) {
    if (partner.status === 'none')
      throw new Refusal('partner-not-found', 'There is no such partner; look at a and b.', 'not-found');
    if (partner.programId !== programId)
      throw new Refusal('partner-of-another-program', 'Both must be partners of this program.');
    if (partner.status !== 'active')
      throw new Refusal('partner-not-active', `One of the two is ${partner.status}; only active partners are paired.`);
  }
  if (a.personId === b.personId) throw new Refusal('same-person', 'A pair is two different people.');
  mustBeAllowed(facts, actor, now);
  if (a.held.some(({ otherPersonId }) => otherPersonId === b.personId))
    throw new Refusal('paired-already', 'These two are in a partnership already.', 'conflict');
  for (const { capacity, held } of [a, b])
    if (held.length >= Math.min(capacity, program.policy.maxActivePartnerships))
      throw new Refusal('partner-full', 'One of the two has as many partnerships as they can hold.', 'conflict');
}

/** Who proposes themselves does not learn which rule stands against it: it may be that the other has ruled them out. */
function mustBeAllowed({ program: { policy }, a, b }: PairFacts, actor: Actor, now: string): void {
  const forbidden = forbids(a, b, policy, now);
  if (forbidden === undefined) return;
  if (actor.id === a.personId || actor.id === b.personId)
    throw new Refusal('pair-not-allowed', 'The rules of the program do not allow this pair; choose another partner.');
  throw new Refusal(forbidden.code, forbidden.message);
}
