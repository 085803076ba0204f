import { useState } from 'preact/hooks';
import type { Partnership } from '../../api/types';
import { Acts } from '../../parts/fields';
import { LogExchange } from '../../parts/log-exchange';
import { OneTouch } from '../../parts/one-touch';
import { Opened } from '../../parts/opening';
import { nameOf } from '../../parts/person';
import { ReasonForm } from '../../parts/reason-form';
import { Reflect } from '../../parts/reflect';
import * as words from '../../words';
import { CloseWithWaiver } from './close-with-waiver';
import { OnBehalf } from './on-behalf';

interface Props {
  readonly partnership: Partnership;
}

type Act = 'decline' | 'log' | 'reflect' | 'begin-closure' | 'close';

/** What this reader can do now: as one of the two, or as a coordinator. */
export function Actions({ partnership }: Props) {
  const { partnershipId, status, a, b, mayAct, mayCoordinate, acceptedBy, reflectionsOf } = partnership;
  const [opened, open] = useState<Act | undefined>();
  const other = mayAct === a.partnerId ? b : a;
  const path = `/partnerships/${partnershipId}`;
  const isRunning = status === 'formed' || status === 'closing';
  const mayBe: readonly (readonly [Act, string, boolean])[] = [
    ['decline', 'Decline…', mayAct !== null && status === 'proposed'],
    ['log', 'Log an exchange', mayAct !== null && isRunning],
    ['reflect', 'Reflect…', mayAct !== null && status === 'closing' && !reflectionsOf.includes(mayAct)],
    ['begin-closure', 'End the partnership…', (mayAct !== null || mayCoordinate) && status === 'formed'],
    ['close', 'Close it now…', mayCoordinate && mayAct === null && status === 'closing'],
  ];
  const acts = mayBe.filter(([, , isPossible]) => isPossible);
  const close = () => {
    open(undefined);
  };
  return (
    <div class="actions">
      {opened === undefined && (
        <Acts>
          {mayAct !== null && status === 'proposed' && !acceptedBy.includes(mayAct) && (
            <OneTouch name={`accept-${partnershipId}`} path={`${path}/accept-proposal`} body={{}} said="Accepted.">
              Accept
            </OneTouch>
          )}
          {acts.map(([act, said]) => (
            <button
              key={act}
              type="button"
              class={act === 'log' ? 'main' : ''}
              onClick={() => {
                open(act);
              }}
            >
              {said}
            </button>
          ))}
        </Acts>
      )}
      {opened === 'decline' && (
        <Opened label="Decline the proposal">
          <ReasonForm
            name={`decline-${partnershipId}`}
            legend="Why not?"
            reasons={words.DECLINE_REASONS}
            path={`${path}/decline-proposal`}
            act="Decline"
            said="Declined."
            onDone={close}
          />
        </Opened>
      )}
      {opened === 'log' && mayAct !== null && (
        <Opened label="Log an exchange">
          <LogExchange partnership={partnership} own={mayAct} other={other} onDone={close} />
        </Opened>
      )}
      {opened === 'reflect' && (
        <Opened label="Your reflection">
          <Reflect partnershipId={partnershipId} other={nameOf(other)} onDone={close} />
        </Opened>
      )}
      {opened === 'begin-closure' && (
        <Opened label="End the partnership">
          <ReasonForm
            name={`begin-closure-${partnershipId}`}
            legend="Why does it end?"
            reasons={words.CLOSURE_REASONS}
            path={`${path}/begin-closure`}
            act="Begin to close"
            said="Closing has begun: both are asked for a reflection."
            onDone={close}
          />
        </Opened>
      )}
      {opened === 'close' && (
        <Opened label="Close the partnership">
          <CloseWithWaiver partnership={partnership} onDone={close} />
        </Opened>
      )}
      {mayCoordinate && mayAct === null && status === 'proposed' && <OnBehalf partnership={partnership} />}
    </div>
  );
}
