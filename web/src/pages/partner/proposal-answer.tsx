import { useState } from 'preact/hooks';
import { Learnings } from '../../parts/chips';
import { Acts } from '../../parts/fields';
import { OneTouch } from '../../parts/one-touch';
import { Opened } from '../../parts/opening';
import { nameOf, Who } from '../../parts/person';
import { ReasonForm } from '../../parts/reason-form';
import { Day } from '../../parts/when';
import { DECLINE_REASONS } from '../../words';
import type { CardProps } from './waiting-card';

export function ProposalAnswer({ waiting: { partnershipId, other, why, until } }: CardProps) {
  const [isDeclining, setDeclining] = useState(false);
  return (
    <article class="card">
      <h2>{nameOf(other)} could be your partner</h2>
      <Who person={other} />
      {why !== undefined && (
        <dl class="give-take">
          <dt>You would learn</dt>
          <dd>
            <Learnings of={why.learns} />
          </dd>
          <dt>You would teach</dt>
          <dd>
            <Learnings of={why.teaches} />
          </dd>
        </dl>
      )}
      {until !== undefined && (
        <p class="hint">
          Open until <Day of={until} />. It becomes a pair when you both accept.
        </p>
      )}
      {isDeclining ? (
        <Opened label="Decline the proposal">
          <ReasonForm
            name={`decline-${partnershipId}`}
            legend="Why not?"
            reasons={DECLINE_REASONS}
            path={`/partnerships/${partnershipId}/decline-proposal`}
            act="Decline"
            said="Declined. You can be matched with somebody else."
            onDone={() => {
              setDeclining(false);
            }}
          />
        </Opened>
      ) : (
        <Acts>
          <OneTouch
            name={`accept-${partnershipId}`}
            path={`/partnerships/${partnershipId}/accept-proposal`}
            body={{}}
            said={`Accepted. You are a pair as soon as ${nameOf(other)} accepts too.`}
          >
            Accept
          </OneTouch>
          <button
            type="button"
            onClick={() => {
              setDeclining(true);
            }}
          >
            Decline…
          </button>
        </Acts>
      )}
    </article>
  );
}
