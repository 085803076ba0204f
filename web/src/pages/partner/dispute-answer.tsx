import { useState } from 'preact/hooks';
import { CorrectExchange } from '../../parts/correct-exchange';
import { ExchangeWords } from '../../parts/exchange-words';
import { Acts } from '../../parts/fields';
import { Opened } from '../../parts/opening';
import { nameOf } from '../../parts/person';
import { ReasonForm } from '../../parts/reason-form';
import * as words from '../../words';
import type { CardProps } from './waiting-card';

export function DisputeAnswer({ waiting, own }: CardProps) {
  const { partnershipId, exchangeId = '', other, exchange, dispute } = waiting;
  const [opened, open] = useState<'correct' | 'void' | undefined>();
  const close = () => {
    open(undefined);
  };
  return (
    <article class="card">
      <h2>{nameOf(other)} disputes an exchange</h2>
      {dispute !== undefined && (
        <p>
          <b>{words.reason(dispute.reason)}</b>
          {dispute.words !== undefined && <q>{dispute.words}</q>}
        </p>
      )}
      {exchange !== undefined && (
        <p>
          You wrote: <ExchangeWords exchange={exchange} a={own} b={other} />
        </p>
      )}
      {opened === undefined && (
        <Acts>
          <button
            type="button"
            class="main"
            disabled={exchange === undefined}
            onClick={() => {
              open('correct');
            }}
          >
            Correct it…
          </button>
          <button
            type="button"
            onClick={() => {
              open('void');
            }}
          >
            Take it back…
          </button>
        </Acts>
      )}
      {opened === 'correct' && exchange !== undefined && (
        <Opened label="Correct the exchange">
          <CorrectExchange
            partnershipId={partnershipId}
            exchange={exchange}
            own={own.partnerId}
            other={other}
            isDisputed
            onDone={close}
          />
        </Opened>
      )}
      {opened === 'void' && (
        <Opened label="Take the exchange back">
          <ReasonForm
            name={`void-${exchangeId}`}
            legend="Why do you take it back?"
            reasons={words.VOIDING_REASONS}
            path={`/partnerships/${partnershipId}/void-exchange`}
            body={{ exchangeId }}
            act="Take it back"
            said="The exchange is taken back."
            onDone={close}
          />
        </Opened>
      )}
    </article>
  );
}
