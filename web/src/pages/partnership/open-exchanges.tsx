import { useState } from 'preact/hooks';
import type { Fact } from '../../api/facts';
import type { Partnership } from '../../api/types';
import { useCommand } from '../../api/use-command';
import { useKept } from '../../api/use-kept';
import { CorrectExchange } from '../../parts/correct-exchange';
import { ExchangeWords } from '../../parts/exchange-words';
import { Acts, FormProblem, TextField } from '../../parts/fields';
import { OneTouch } from '../../parts/one-touch';
import { Opened } from '../../parts/opening';
import { nameOf } from '../../parts/person';
import { ReasonForm } from '../../parts/reason-form';
import { standingExchanges, type StandingExchange } from '../../pictures/standing-exchanges';
import * as words from '../../words';

interface Props {
  readonly partnership: Partnership;
  readonly facts: readonly Fact[];
}

/** Exchanges that are not settled, with what this reader can do about each; behind them, for the two, those that are. */
export function OpenExchanges({ partnership, facts }: Props) {
  const all = standingExchanges(facts);
  const open = all.filter(({ standing }) => standing !== 'confirmed');
  const confirmed = all.filter(({ standing }) => standing === 'confirmed');
  const list = (exchanges: readonly StandingExchange[]) => (
    <ul class="settle">
      {exchanges.map((each) => (
        <One key={`${each.exchange.exchangeId} ${String(each.version)}`} partnership={partnership} standing={each} />
      ))}
    </ul>
  );
  return (
    <>
      {open.length > 0 && (
        <section class="block">
          <h2>Not settled yet</h2>
          {list(open)}
        </section>
      )}
      {partnership.mayAct !== null && confirmed.length > 0 && (
        <details>
          <summary>Correct a confirmed exchange</summary>
          {list(confirmed)}
        </details>
      )}
    </>
  );
}

type Act = 'dispute' | 'correct' | 'void' | 'confirm-for';

interface OneProps {
  readonly partnership: Partnership;
  readonly standing: StandingExchange;
}

function One({ partnership, standing: { exchange, version, author, standing } }: OneProps) {
  const { partnershipId, a, b, mayAct, mayCoordinate } = partnership;
  const [opened, show] = useState<Act | undefined>();
  const { exchangeId } = exchange;
  const name = `${exchangeId}-${String(version)}`;
  const path = `/partnerships/${partnershipId}`;
  const other = mayAct === a.partnerId ? b : a;
  const isOwn = author === mayAct;
  const waits = standing === 'waiting' || standing === 'voiding';
  const mayBe: readonly (readonly [Act, string, boolean])[] = [
    ['dispute', 'Something is wrong…', mayAct !== null && !isOwn && waits],
    ['correct', 'Correct it…', mayAct !== null && standing !== 'voiding'],
    ['void', 'Take it back…', mayAct !== null && (isOwn || standing === 'confirmed') && standing !== 'voiding'],
    ['confirm-for', 'Confirm for the silent partner…', mayAct === null && mayCoordinate && waits],
  ];
  const close = () => {
    show(undefined);
  };
  return (
    <li>
      <p>
        <b>{words.exchangeState(standing)}</b>: <ExchangeWords exchange={exchange} a={a} b={b} />
      </p>
      {opened === undefined && (
        <Acts>
          {mayAct !== null && !isOwn && waits && (
            <OneTouch
              name={`confirm-${name}`}
              path={`${path}/confirm-exchange`}
              body={{ exchangeId, version }}
              said="Confirmed."
            >
              Confirm
            </OneTouch>
          )}
          {mayAct !== null && !isOwn && standing === 'disputed' && (
            <OneTouch
              name={`withdraw-dispute-${name}`}
              path={`${path}/withdraw-dispute`}
              body={{ exchangeId }}
              said="The dispute is withdrawn."
              class=""
            >
              Withdraw the dispute
            </OneTouch>
          )}
          {mayBe.map(
            ([act, said, isPossible]) =>
              isPossible && (
                <button
                  key={act}
                  type="button"
                  onClick={() => {
                    show(act);
                  }}
                >
                  {said}
                </button>
              ),
          )}
        </Acts>
      )}
      {opened === 'dispute' && (
        <Opened label="Say what is wrong">
          <ReasonForm
            name={`dispute-${name}`}
            legend="What is wrong?"
            reasons={words.DISPUTE_REASONS}
            path={`${path}/dispute-exchange`}
            body={{ exchangeId, version }}
            act="Dispute it"
            said={`${nameOf(other)} is asked to correct it.`}
            onDone={close}
          />
        </Opened>
      )}
      {opened === 'correct' && mayAct !== null && (
        <Opened label="Correct the exchange">
          <CorrectExchange
            partnershipId={partnershipId}
            exchange={exchange}
            own={mayAct}
            other={other}
            isDisputed={standing === 'disputed'}
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
            path={`${path}/void-exchange`}
            body={{ exchangeId }}
            act="Take it back"
            said="The exchange is taken back."
            onDone={close}
          />
        </Opened>
      )}
      {opened === 'confirm-for' && (
        <Opened label="Confirm for a partner">
          <ConfirmFor
            path={path}
            body={{ exchangeId, version, onBehalfOf: author === a.partnerId ? b.partnerId : a.partnerId }}
            name={name}
            onDone={close}
          />
        </Opened>
      )}
    </li>
  );
}

interface ConfirmForProps {
  readonly path: string;
  readonly body: object;
  readonly name: string;
  readonly onDone: () => void;
}

function ConfirmFor({ path, body, name, onDone }: ConfirmForProps) {
  const [{ reason }, type, forget] = useKept(`confirm-for-${name}`, () => ({ reason: '' }));
  const { run, isBusy, problem } = useCommand(`confirm-for-${name}`);
  const send = async (event: Event) => {
    event.preventDefault();
    if ((await run(`${path}/confirm-exchange`, { ...body, reason }, 'Confirmed on their behalf.')) === undefined)
      return;
    forget();
    onDone();
  };
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      <TextField
        label="Why do you confirm for them?"
        hint="It is recorded, with your name, and counted apart."
        required
        value={reason}
        onValue={(value) => {
          type({ reason: value });
        }}
        error={problem?.fieldError('reason')}
      />
      <FormProblem problem={problem} />
      <Acts>
        <button type="submit" class="main" disabled={isBusy}>
          Confirm for them
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </Acts>
    </form>
  );
}
