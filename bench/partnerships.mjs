import { configOf } from '../dist/config.js';
import { openEmbedded } from '../dist/embedded.js';
import { addDays, dayOf } from '../dist/kernel/clock.js';
import { freshId } from '../dist/kernel/ids.js';
import { CreateKey } from '../dist/mentoring/access/access.commands.js';

const AT_ONCE = 500;
const DAYS_AGO = 20;
const TERMS = { lateLogDays: 60, closureGraceDays: 14, plannedMonths: 6 };

/**
 * A data folder with partnerships that were formed some days ago, each with a key of one of its partners.
 * Their events are appended as they stand, without people and a program: what is measured reads none of these.
 * @returns of each: its id, the partner ids a and b, and the token with which a logs
 */
export async function preparedPartnerships(dataDir, count) {
  const { house, keys, close } = await openEmbedded(configOf({}, { dataDir }));
  const programId = freshId();
  const prepared = [];
  for (let first = 0; first < count; first += AT_ONCE)
    prepared.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, count - first) }, () => partnership(house, keys, programId)),
      )),
    );
  await house.settle();
  await close();
  return prepared;
}

async function partnership(house, keys, programId) {
  const partnershipId = freshId();
  const [a, b] = [side('Research', 'millennial'), side('Sales', 'boomer')];
  // Whoever logs an exchange was registered before, and has a key by then.
  await house.sealer.prepare([a.personId, b.personId]);
  const pair = { programId, partnershipId, a, b };
  const today = dayOf(house.clock.now());
  const at = new Date(Date.parse(house.clock.now()) - DAYS_AGO * 86_400_000).toISOString();
  const accepted = ({ partnerId, personId }) => ({
    type: 'ProposalAccepted',
    data: { ...pair, by: partnerId, byPersonId: personId },
    occurredAt: at,
  });
  const events = [
    { type: 'PairProposed', data: { ...pair, source: 'coordinator', expiresOn: today, terms: TERMS }, occurredAt: at },
    accepted(a),
    accepted(b),
    {
      type: 'PairFormed',
      data: { ...pair, source: 'coordinator', plannedEnd: addDays(today, 90), terms: TERMS },
      occurredAt: at,
    },
  ];
  const commandId = freshId();
  const actor = { kind: 'coordinator', id: freshId() };
  const stream = `partnership-${partnershipId}`;
  const about = { commandId, actor, recordedAt: at, correlationId: commandId, causationId: commandId };
  const encoded = await house.codec.encode(stream, events, about);
  await house.store.append(
    stream,
    encoded.map(({ stored }) => stored),
    'new',
  );
  return {
    id: partnershipId,
    a: a.partnerId,
    b: b.partnerId,
    token: await tokenOf(house, keys, programId, a.personId),
  };
}

async function tokenOf(house, keys, programId, personId) {
  const { id } = await house.processor.execute({
    command: CreateKey,
    body: { role: 'partner', programId, personId },
    commandId: freshId(),
    by: { actor: { kind: 'system', id: freshId() } },
  });
  return keys.issue(id);
}

const side = (unit, generation) => ({ partnerId: freshId(), personId: freshId(), generation, unit, site: 'Berlin' });
