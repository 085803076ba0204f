import { useState } from 'preact/hooks';
import { duration } from '../../formats';
import { Acts } from '../../parts/fields';
import { OneTouch } from '../../parts/one-touch';
import { Opened } from '../../parts/opening';
import { nameOf } from '../../parts/person';
import { ReasonForm } from '../../parts/reason-form';
import { Moment } from '../../parts/when';
import { useSession } from '../../session';
import { DISPUTE_REASONS, method } from '../../words';
import type { CardProps } from './waiting-card';

/** Four eyes: what the other wrote counts when this partner confirms it. */
export function Confirmation({ waiting, own }: CardProps) {
  const { partnershipId, exchangeId = '', version = 1, other, exchange } = waiting;
  const [isDisputing, setDisputing] = useState(false);
  const { skillName } = useSession();
  const isVoiding = exchange?.voiding === true;
  const name = `${exchangeId}-${String(version)}`;
  return (
    <article class="card">
      <h2>
        {isVoiding
          ? `${nameOf(other)} takes an exchange back`
          : version > 1
            ? `${nameOf(other)} corrected an exchange`
            : `${nameOf(other)} logged an exchange`}
      </h2>
      {exchange !== undefined && (
        <>
          <p>
            <Moment of={exchange.heldAt} />, {duration(exchange.minutes)}, {method(exchange.method).toLowerCase()}
          </p>
          <ul class="gifts" data-struck={isVoiding}>
            {exchange.contributions.map(({ from, minutes, skill }, place) => (
              <li key={place}>
                {from === own.partnerId ? 'You taught' : `${nameOf(other)} taught you`}{' '}
                <b>{exchange.sealed?.topics[place] ?? (skill === undefined ? 'something' : skillName(skill))}</b> for{' '}
                {duration(minutes)}
              </li>
            ))}
          </ul>
          {exchange.sealed?.note !== undefined && <q>{exchange.sealed.note}</q>}
        </>
      )}
      {isDisputing ? (
        <Opened label="Say what is wrong">
          <ReasonForm
            name={`dispute-${name}`}
            legend="What is wrong?"
            reasons={DISPUTE_REASONS}
            path={`/partnerships/${partnershipId}/dispute-exchange`}
            body={{ exchangeId, version }}
            act="Dispute it"
            said={`${nameOf(other)} is asked to correct it.`}
            onDone={() => {
              setDisputing(false);
            }}
          />
        </Opened>
      ) : (
        <Acts>
          <OneTouch
            name={`confirm-${name}`}
            path={`/partnerships/${partnershipId}/confirm-exchange`}
            body={{ exchangeId, version }}
            said={isVoiding ? 'Confirmed: it counts no longer.' : 'Confirmed: it counts.'}
          >
            {isVoiding ? 'Yes, take it back' : 'Yes, that is right'}
          </OneTouch>
          <button
            type="button"
            onClick={() => {
              setDisputing(true);
            }}
          >
            Something is wrong…
          </button>
        </Acts>
      )}
    </article>
  );
}
