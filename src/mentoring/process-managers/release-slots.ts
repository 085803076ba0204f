import { processManager, type World } from '../../kernel/process-manager.js';
import { ReleaseSlot } from '../partners/partner.commands.js';
import { partnershipEvents } from '../partnerships/partnership.events.js';
import { partnershipFacts } from '../partnerships/partnership.facts.js';

interface Ended {
  readonly data: {
    readonly partnershipId: string;
    readonly a: { readonly partnerId: string };
    readonly b: { readonly partnerId: string };
  };
}

/** When a partnership is over, both get their slots back: only after its end is recorded, never before. */
export const releaseSlots = processManager<never, typeof partnershipEvents>({
  name: 'release-slots',
  version: 1,
  startsAt: 'beginning',
  events: [partnershipEvents],
  on: { ProposalDeclined: release, ProposalLapsed: release, PartnershipClosed: release },
});

async function release({ data: { partnershipId, a, b } }: Ended, world: World) {
  const partnership = await world.fold(partnershipFacts, partnershipId);
  if (partnership.status === 'none') return;
  for (const { partnerId } of [a, b])
    await world.ask(ReleaseSlot, partnerId, { partnershipId, attempt: partnership.attempt });
}
