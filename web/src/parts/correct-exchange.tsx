import type { Exchange, Person } from '../api/types';
import { useCommand } from '../api/use-command';
import { useKept } from '../api/use-kept';
import { useSession } from '../session';
import { CORRECTION_REASONS, reason as reasonWords } from '../words';
import { ExchangeFields } from './exchange-fields';
import { Acts, Choice, FormProblem, TextField } from './fields';
import { nameOf } from './person';
import { exchangeBody, localText, typedFrom } from './typed-exchange';

interface Props {
  readonly partnershipId: string;
  readonly exchange: Exchange;
  readonly own: string;
  readonly other: Person;
  readonly isDisputed: boolean;
  readonly onDone: () => void;
}

/** The whole exchange as it should stand, with why. The version before is kept. */
export function CorrectExchange({ partnershipId, exchange, own, other, isDisputed, onDone }: Props) {
  const { skills } = useSession();
  const { exchangeId, version } = exchange;
  const name = `correct-${exchangeId}-${String(version)}`;
  const [typed, type, forget] = useKept(name, () => ({
    ...typedFrom(exchange, own),
    reason: isDisputed ? 'disputed' : 'mistyped',
    words: '',
  }));
  const { run, isBusy, problem } = useCommand(name);
  const send = async (event: Event) => {
    event.preventDefault();
    const { reason, words } = typed;
    const body = {
      ...exchangeBody(typed, own, other.partnerId, skills),
      exchangeId,
      version,
      reason,
      ...(words.trim() !== '' && { words: words.trim() }),
      ...(exchange.sealed?.place !== undefined && { place: exchange.sealed.place }),
    };
    const done = await run(
      `/partnerships/${partnershipId}/correct-exchange`,
      body,
      `Corrected. ${nameOf(other)} is asked to confirm it.`,
    );
    if (done === undefined) return;
    forget();
    onDone();
  };
  return (
    <form class="form" aria-label="Correct the exchange" onSubmit={(event) => void send(event)}>
      <ExchangeFields typed={typed} onType={type} other={other} problem={problem} latest={localText(new Date())} />
      <Choice
        legend="Why do you correct it?"
        options={CORRECTION_REASONS.map((each) => [each, reasonWords(each)] as const)}
        value={typed.reason}
        onValue={(reason) => {
          type({ reason });
        }}
        error={problem?.fieldError('reason')}
      />
      <TextField
        label="In your words (optional)"
        value={typed.words}
        onValue={(words) => {
          type({ words });
        }}
      />
      <FormProblem problem={problem} />
      <Acts>
        <button type="submit" class="main" disabled={isBusy}>
          {isBusy ? 'Correcting…' : 'Correct it'}
        </button>
        <button type="button" onClick={onDone}>
          Leave it
        </button>
      </Acts>
    </form>
  );
}
