import { useState } from 'preact/hooks';
import type { PartnershipRow, Person } from '../api/types';
import { useCommand } from '../api/use-command';
import { useKept } from '../api/use-kept';
import { useSession } from '../session';
import { ExchangeFields } from './exchange-fields';
import { Acts, FormProblem, TextField } from './fields';
import { nameOf } from './person';
import { exchangeBody, isSaid, localText, newExchange, rememberMethod } from './typed-exchange';

interface Props {
  readonly partnership: Pick<PartnershipRow, 'partnershipId' | 'formedOn'>;
  readonly own: string;
  readonly other: Person;
  readonly onDone: () => void;
}

export function LogExchange({ partnership: { partnershipId, formedOn }, own, other, onDone }: Props) {
  const { me, skills } = useSession();
  const name = `log-${partnershipId}`;
  const [typed, type, forget] = useKept(name, () => newExchange(me.today, formedOn));
  const { run, isBusy, problem } = useCommand(name);
  const [isMissing, setMissing] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setMissing(!isSaid(typed));
    if (!isSaid(typed)) return;
    const body = exchangeBody(typed, own, other.partnerId, skills);
    const done = await run(
      `/partnerships/${partnershipId}/log-exchange`,
      body,
      `Logged. ${nameOf(other)} is asked to confirm it.`,
    );
    if (done === undefined) return;
    rememberMethod(typed.method);
    forget();
    onDone();
  };
  return (
    <form class="form" aria-label={`Log an exchange with ${nameOf(other)}`} onSubmit={(event) => void send(event)}>
      <ExchangeFields typed={typed} onType={type} other={other} problem={problem} latest={localText(new Date())} />
      {isMissing && !isSaid(typed) && (
        <p class="form-problem" role="alert">
          Write what you taught or what you learned.
        </p>
      )}
      <details>
        <summary>Add a note</summary>
        <TextField
          label="Note, for the two of you"
          value={typed.note}
          onValue={(note) => {
            type({ note });
          }}
        />
      </details>
      <FormProblem problem={problem} />
      <Acts>
        <button type="submit" class="main" disabled={isBusy}>
          {isBusy ? 'Logging…' : 'Log the exchange'}
        </button>
        <button type="button" onClick={onDone}>
          Not now
        </button>
      </Acts>
    </form>
  );
}
