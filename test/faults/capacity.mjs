const ENDED = ['lapsed', 'declined', 'closed'];
/** Where a program says nothing else. */
const DEFAULT_MAXIMUM = 3;

/** The rule of capacity, at every position of the log: a model of its own, which knows partners, slots and partnerships alone. */
export function* brokenInCapacity({ log }, { isFinished }) {
  const programs = new Map();
  const partners = new Map();
  const partnerships = new Map();

  for (const { type, data, position } of log) {
    const told = (sentence) => ({ kind: 'rule', sentence: `${sentence}, at position ${position}.` });
    const partner = partners.get(data.partnerId);
    const partnership = partnerships.get(data.partnershipId);
    switch (type) {
      case 'PolicySet':
        programs.set(data.programId, data.policy.maxActivePartnerships);
        break;
      case 'PartnerJoined':
        partners.set(data.partnerId, { capacity: data.capacity, held: new Set(), isGone: false });
        break;
      case 'CapacitySet':
        partner.capacity = data.capacity;
        break;
      case 'PartnerWithdrawn':
      case 'PartnerRejoined':
        partner.isGone = type === 'PartnerWithdrawn';
        break;
      case 'PairProposed':
        partnerships.set(data.partnershipId, {
          status: 'proposed',
          pair: [data.a.partnerId, data.b.partnerId],
          accepted: new Set(),
        });
        break;
      case 'ProposalAccepted':
        partnership.accepted.add(data.by);
        break;
      case 'SlotReserved': {
        const most = Math.min(partner.capacity, programs.get(data.programId) ?? DEFAULT_MAXIMUM);
        if (partner.held.size >= most)
          yield told(`Partner ${data.partnerId} holds ${partner.held.size} slots of ${most} and gets another`);
        partner.held.add(data.partnershipId);
        break;
      }
      case 'SlotReleased':
        if (!partner.held.delete(data.partnershipId))
          yield told(`Partner ${data.partnerId} gives back a slot that they do not hold`);
        if (!ENDED.includes(partnership.status))
          yield told(`A slot of ${data.partnershipId} is released while it is ${partnership.status}`);
        break;
      case 'PairFormed':
        if (partnership.status !== 'proposed')
          yield told(`${data.partnershipId} is formed although it is ${partnership.status}`);
        if (partnership.accepted.size < 2) yield told(`${data.partnershipId} is formed without both having accepted`);
        if (!bothHold(partners, partnership, data.partnershipId))
          yield told(`${data.partnershipId} is formed without both slots`);
        partnership.status = 'formed';
        break;
      default:
        if (type in ENDS) partnership.status = ENDS[type];
    }
  }
  if (isFinished) yield* leftOver(partners, partnerships);
}

const ENDS = {
  ProposalLapsed: 'lapsed',
  ProposalDeclined: 'declined',
  ClosureBegun: 'closing',
  PartnershipClosed: 'closed',
};

const bothHold = (partners, { pair }, id) => pair.every((partnerId) => partners.get(partnerId).held.has(id));

/** What may not be when everything that follows is done and swept. */
function* leftOver(partners, partnerships) {
  for (const [id, partnership] of partnerships) {
    const { status, pair, accepted } = partnership;
    const told = (sentence) => ({ kind: 'rule', sentence: `At the end ${sentence}: ${id}.` });
    if (status === 'proposed' && accepted.size === 2) yield told('a proposal hangs that both have accepted');
    const isRunning = status === 'formed' || status === 'closing';
    if (isRunning && !bothHold(partners, partnership, id))
      yield told(`a partnership that is ${status} does not hold both slots`);
    if (ENDED.includes(status) && pair.some((partnerId) => partners.get(partnerId).held.has(id)))
      yield told(`a partnership that is ${status} holds a slot`);
    const isLeft = pair.some((partnerId) => partners.get(partnerId).isGone);
    if (isLeft && (status === 'proposed' || status === 'formed'))
      yield told(`a partnership of somebody who withdrew is ${status}`);
  }
}
