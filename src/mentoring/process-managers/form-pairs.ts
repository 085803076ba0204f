import { processManager } from '../../kernel/process-manager.js';
import { ReleaseSlot, ReserveSlot } from '../partners/partner.commands.js';
import { FormPair, LapseProposal } from '../partnerships/partnership.commands.js';
import { partnershipEvents } from '../partnerships/partnership.events.js';
import { partnershipFacts } from '../partnerships/partnership.facts.js';

/**
 * When both have accepted: a slot of each, in order of partner id, then the pair is formed; or, when one has none, the proposal lapses.
 * Unless the partnership's own stream says that it is accepted and open, slots are only given back.
 */
export const formPairs = processManager<never, typeof partnershipEvents>({
  name: 'form-pairs',
  version: 1,
  startsAt: 'beginning',
  events: [partnershipEvents],
  on: {
    async ProposalAccepted({ data: { partnershipId, a, b } }, world) {
      const partnership = await world.fold(partnershipFacts, partnershipId);
      if (partnership.status === 'none' || partnership.status === 'formed' || partnership.status === 'closing') return;
      const { attempt } = partnership;
      const inOrder = [a, b].sort((one, other) => (one.partnerId < other.partnerId ? -1 : 1));
      const release = async () => {
        for (const { partnerId } of inOrder) await world.ask(ReleaseSlot, partnerId, { partnershipId, attempt });
      };

      if (partnership.status !== 'proposed') return release();
      if (partnership.acceptedBy.length < 2) return;
      for (const { partnerId } of inOrder) {
        const other = partnerId === a.partnerId ? b : a;
        const reserved = await world.ask(ReserveSlot, partnerId, {
          partnershipId,
          attempt,
          otherPartnerId: other.partnerId,
          otherPersonId: other.personId,
        });
        if (reserved.done) continue;
        const lapsed = await world.ask(LapseProposal, partnershipId, { reason: 'no-slot' });
        if (lapsed.done) await release();
        return;
      }
      const formed = await world.ask(FormPair, partnershipId, {});
      if (!formed.done) await release();
    },
  },
});
