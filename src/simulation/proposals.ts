import { ExcludePair } from '../mentoring/partners/partner.commands.js';
import { AcceptProposal, DeclineProposal } from '../mentoring/partnerships/partnership.commands.js';
import { addDays, daysBetween } from './calendar.js';
import { answerToProposal } from './life.js';
import type { Player } from './players.js';
import { coordinatorActor, partnerActor, type Stage } from './stage.js';

export interface Proposal {
  readonly partnershipId: string;
  readonly proposedOn: string;
  readonly expiresOn: string;
  readonly a: Player;
  readonly b: Player;
}

/** How often the coordinator gets a yes by telephone from somebody who does not answer. */
const REACHED = 0.15;

/** The other was quicker, one way or the other, or the proposal lapsed. */
const TOO_LATE = ['proposal-not-open', 'already-formed', 'proposal-expired'];

/** Plans how the two answer a proposal, each for themselves. */
export function planAnswers(stage: Stage, proposal: Proposal): void {
  const { partnershipId, proposedOn, expiresOn, a, b } = proposal;
  for (const [player, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const random = stage.random.fork(`answer ${partnershipId} ${player.personRef}`);
    const answer = answerToProposal(random, player.temperament, daysBetween(proposedOn, expiresOn));
    if (answer.kind === 'silent') {
      if (random.chance(REACHED)) planAcceptanceFor(stage, proposal, player, random.int(6, 12));
      continue;
    }
    stage.plan(
      { by: player, day: addDays(proposedOn, answer.afterDays) },
      {
        of: partnershipId,
        step: `answer ${player.personRef}`,
        perform: async () => {
          if (answer.kind === 'accepted') await accept(stage, partnershipId, player);
          else await decline(stage, partnershipId, player, other, answer);
        },
      },
    );
  }
}

async function accept(stage: Stage, id: string, player: Player): Promise<void> {
  const { personRef: step } = player;
  await stage.ask(partnerActor(player), AcceptProposal, { id, body: {}, step, unless: TOO_LATE });
}

interface Declining {
  readonly reason: DeclineProposal['reason'];
  readonly text: string;
}

async function decline(stage: Stage, id: string, player: Player, other: Player, { reason, text }: Declining) {
  const body = { reason, words: text };
  const asked = { id, body, step: player.personRef, unless: TOO_LATE };
  const declined = await stage.ask(partnerActor(player), DeclineProposal, asked);
  if (declined?.changed !== true || reason !== 'know-each-other') return;
  stage.plan(
    { by: player, day: stage.today() },
    {
      of: player.partnerId,
      step: `exclude ${other.personRef}`,
      perform: async () => {
        const exclusion = { otherPersonId: other.personId, words: 'We sit side by side.' };
        await stage.ask(partnerActor(player), ExcludePair, { id: player.partnerId, body: exclusion, step: id });
      },
    },
  );
}

function planAcceptanceFor(stage: Stage, { partnershipId: id, proposedOn }: Proposal, player: Player, days: number) {
  stage.plan(
    { by: stage.coordinator, day: addDays(proposedOn, days) },
    {
      of: id,
      step: `accept for ${player.personRef}`,
      perform: async () => {
        if (stage.hasLeft(player.personId)) return;
        const body = { onBehalfOf: player.partnerId, reason: 'Said yes on the telephone; is travelling.' };
        const step = `for ${player.personRef}`;
        await stage.ask(coordinatorActor(stage.coordinator), AcceptProposal, { id, body, step, unless: TOO_LATE });
      },
    },
  );
}
