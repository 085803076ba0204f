import { describe, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import {
  accepted,
  ana,
  asAna,
  asBo,
  asCoordinator,
  asStranger,
  asSystem,
  bo,
  byAna,
  byBo,
  closed,
  declined,
  formed,
  given,
  lapsed,
  NOW,
  pair,
  proposed,
  terms,
  facts,
  proposal,
  draft,
} from './partnership.examples.js';

const expiresOn = '2026-03-24';

const byCoordinator = { actor: asCoordinator, facts: facts() };

describe('a proposal', () => {
  it('by a coordinator waits for both, under the terms of the policy', () => {
    given()
      .when('proposePair', proposal, byCoordinator)
      .then({ type: 'PairProposed', data: { ...pair, source: 'coordinator', expiresOn, terms } });
  });

  it('keeps what the two were when it was made', () => {
    const then = { grade: 'L5', hiredMonth: '1988-04', cohortId: derivedId('spring') };
    given()
      .when('proposePair', proposal, { actor: asCoordinator, facts: facts({ a: then }) })
      .then({
        type: 'PairProposed',
        data: { ...pair, a: { ...ana, ...then }, source: 'coordinator', expiresOn, terms },
      });
  });

  it('by a partner is accepted by them', () => {
    given()
      .when('proposePair', proposal, { actor: asAna, facts: facts() })
      .then({ type: 'PairProposed', data: { ...pair, source: 'self', expiresOn, terms } }, accepted(byAna));
  });

  it('by a partner is of a pair to which they belong', () => {
    given().when('proposePair', proposal, { actor: asStranger, facts: facts() }).thenRefused('not-your-pair');
  });

  it('of a round says why the two fit', () => {
    const { roundId, score, why } = draft;
    given()
      .when('proposeDraft', draft, { actor: asSystem, facts: facts() })
      .then({ type: 'PairProposed', data: { ...pair, source: 'round', roundId, score, why, expiresOn, terms } });
  });

  it('of a round is made once', () => {
    given(proposed).when('proposeDraft', draft, { actor: asSystem, facts: facts() }).thenNothingHappens();
  });

  it('does not take the place of another', () => {
    given(proposed).when('proposePair', proposal, byCoordinator).thenRefused('partnership-exists');
  });
});

describe('accepting', () => {
  it('is for either partner', () => {
    given(proposed).when('acceptProposal', {}, { actor: asBo }).then(accepted(byBo));
  });

  it('twice changes nothing', () => {
    given(proposed, accepted(byAna)).when('acceptProposal', {}).thenNothingHappens();
  });

  it('is for the partners only', () => {
    given(proposed).when('acceptProposal', {}, { actor: asStranger }).thenRefused('not-of-this-pair');
  });

  it('ends with the last day', () => {
    given(proposed).when('acceptProposal', {}, { now: '2026-03-10T23:59:59.999Z' }).then(accepted(byAna));
    given(proposed).when('acceptProposal', {}, { now: '2026-03-11T00:00:00.000Z' }).thenRefused('proposal-expired');
  });

  it('needs a proposal that is open', () => {
    given().when('acceptProposal', {}).thenRefused('partnership-not-found');
    given(proposed, declined).when('acceptProposal', {}).thenRefused('proposal-not-open');
    given(proposed, lapsed).when('acceptProposal', {}).thenRefused('proposal-not-open');
    given(...formed)
      .when('acceptProposal', {})
      .thenRefused('already-formed');
  });

  it('by a coordinator is recorded as such, with the reason', () => {
    given(proposed)
      .when('acceptProposal', { onBehalfOf: bo.partnerId, reason: 'By phone.' }, { actor: asCoordinator })
      .then({
        type: 'ProposalAccepted',
        data: { ...pair, ...byBo, onBehalf: true, words: { words: 'By phone.' } },
      });
  });

  it('by a coordinator says for whom and why', () => {
    const forCy = { onBehalfOf: derivedId('Cy'), reason: 'By phone.' };
    given(proposed).when('acceptProposal', {}, { actor: asCoordinator }).thenRefused('on-behalf-of-missing');
    given(proposed).when('acceptProposal', forCy, { actor: asCoordinator }).thenRefused('partner-not-of-this-pair');
    given(proposed)
      .when('acceptProposal', { onBehalfOf: bo.partnerId }, { actor: asCoordinator })
      .thenRefused('reason-missing');
  });

  it('for the other is not for one of the pair, also not as coordinator', () => {
    const forBo = { onBehalfOf: bo.partnerId, reason: 'I know they agree.' };
    given(proposed).when('acceptProposal', forBo, { actor: asAna }).thenRefused('four-eyes');
    given(proposed)
      .when('acceptProposal', forBo, { actor: { ...asAna, kind: 'coordinator' } })
      .thenRefused('four-eyes');
    given(proposed).when('acceptProposal', forBo, { actor: asStranger }).thenRefused('not-your-side');
  });

  it('in their own name is for a coordinator who is of the pair', () => {
    const asAnaCoordinating = { actor: { ...asAna, kind: 'coordinator' } } as const;
    given(proposed).when('acceptProposal', {}, asAnaCoordinating).then(accepted(byAna));
    given(proposed).when('acceptProposal', { onBehalfOf: ana.partnerId }, asAnaCoordinating).then(accepted(byAna));
  });
});

describe('declining', () => {
  it('ends a proposal, with a reason', () => {
    given(proposed, accepted(byAna))
      .when('declineProposal', { reason: 'not-a-fit', words: 'Other plans.' }, { actor: asBo })
      .then({
        type: 'ProposalDeclined',
        data: { ...pair, ...byBo, reason: 'not-a-fit', words: { words: 'Other plans.' } },
      });
  });

  it('what is declined changes nothing', () => {
    given(proposed, declined).when('declineProposal', { reason: 'no-time' }).thenNothingHappens();
  });

  it('is for the partners, of a proposal that is open', () => {
    const reason = { reason: 'no-time' } as const;
    given(proposed).when('declineProposal', reason, { actor: asCoordinator }).thenRefused('not-of-this-pair');
    given(proposed, lapsed).when('declineProposal', reason).thenRefused('proposal-not-open');
    given(...formed)
      .when('declineProposal', reason)
      .thenRefused('already-formed');
  });
});

describe('lapsing', () => {
  it('ends a proposal, also one that both accepted', () => {
    given(proposed, accepted(byAna), accepted(byBo)).when('lapseProposal', { reason: 'no-slot' }).then(lapsed);
  });

  it('for its age waits until its last day is over', () => {
    const expired = { reason: 'expired' } as const;
    given(proposed).when('lapseProposal', expired, { now: NOW }).thenRefused('not-expired');
    given(proposed)
      .when('lapseProposal', expired, { now: '2026-03-11T00:00:00.000Z' })
      .then({ type: 'ProposalLapsed', data: { ...pair, ...expired } });
  });

  it('of what is over changes nothing', () => {
    given(proposed, lapsed).when('lapseProposal', { reason: 'hanging' }).thenNothingHappens();
    given(proposed, declined).when('lapseProposal', { reason: 'hanging' }).thenNothingHappens();
  });

  it('and forming exclude each other', () => {
    given(...formed)
      .when('lapseProposal', { reason: 'hanging' })
      .thenRefused('already-formed');
    given(proposed, accepted(byAna), accepted(byBo), lapsed).when('formPair', {}).thenRefused('proposal-not-open');
  });
});

describe('a pair', () => {
  it('is formed when both have accepted, for the months of its terms', () => {
    given(proposed, accepted(byAna), accepted(byBo))
      .when('formPair', {}, { actor: asSystem })
      .then({ type: 'PairFormed', data: { ...pair, source: 'coordinator', plannedEnd: '2026-09-10', terms } });
  });

  it('of a round names the round and the score', () => {
    const { roundId, score, why } = draft;
    given(
      { type: 'PairProposed', data: { ...pair, source: 'round', roundId, score, why, expiresOn, terms } },
      accepted(byAna),
      accepted(byBo),
    )
      .when('formPair', {})
      .then({
        type: 'PairFormed',
        data: { ...pair, source: 'round', roundId, score, plannedEnd: '2026-09-10', terms },
      });
  });

  it('is not formed before both have accepted', () => {
    given(proposed, accepted(byAna)).when('formPair', {}).thenRefused('not-accepted-by-both');
  });

  it('is formed once', () => {
    given(...formed)
      .when('formPair', {})
      .thenNothingHappens();
    given(...formed, closed)
      .when('formPair', {})
      .thenNothingHappens();
  });
});
