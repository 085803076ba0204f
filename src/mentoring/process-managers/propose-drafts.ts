import { derivedId } from '../../kernel/ids.js';
import { processManager } from '../../kernel/process-manager.js';
import { matchRoundEvents } from '../match-rounds/match-round.events.js';
import { matchRoundFacts } from '../match-rounds/match-round.facts.js';
import { ProposeDraft } from '../partnerships/partnership.commands.js';

/** Asked for at the same time, so that they share commits. */
const AT_ONCE = 100;

/** When a round is published, every draft becomes a proposal. */
export const proposeDrafts = processManager<never, typeof matchRoundEvents>({
  name: 'propose-drafts',
  version: 1,
  startsAt: 'beginning',
  events: [matchRoundEvents],
  on: {
    async MatchRoundPublished({ data: { roundId, programId } }, world) {
      const { drafts } = await world.fold(matchRoundFacts, roundId);
      for (let first = 0; first < drafts.length; first += AT_ONCE)
        await Promise.all(
          drafts.slice(first, first + AT_ONCE).map(({ a, b, score, why }) =>
            // Refused: one of them is gone or taken by now. The others are proposed all the same.
            world.ask(ProposeDraft, derivedId('partnership', roundId, a, b), { programId, roundId, a, b, score, why }),
          ),
        );
    },
  },
});
