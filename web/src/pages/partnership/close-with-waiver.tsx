import type { Partnership } from '../../api/types';
import { useCommand } from '../../api/use-command';
import { useKept } from '../../api/use-kept';
import { Acts, FormProblem, TextField } from '../../parts/fields';
import { nameOf } from '../../parts/person';

interface Props {
  readonly partnership: Partnership;
  readonly onDone: () => void;
}

/** A coordinator closes; what is missing is waived with a reason. */
export function CloseWithWaiver({ partnership: { partnershipId, a, b, reflectionsOf }, onDone }: Props) {
  const name = `close-${partnershipId}`;
  const [{ words }, type, forget] = useKept(name, () => ({ words: '' }));
  const { run, isBusy, problem } = useCommand(name);
  const missing = [a, b].filter(({ partnerId }) => !reflectionsOf.includes(partnerId));
  const send = async (event: Event) => {
    event.preventDefault();
    const body = missing.length === 0 ? {} : { waive: true, words };
    if (
      (await run(`/partnerships/${partnershipId}/close-partnership`, body, 'The partnership is closed.')) === undefined
    )
      return;
    forget();
    onDone();
  };
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      {missing.length > 0 && (
        <>
          <p>{missing.map(nameOf).join(' and ')} did not reflect yet. If you close now, you waive it.</p>
          <TextField
            label="Why do you waive it?"
            hint="It is recorded."
            required
            value={words}
            onValue={(value) => {
              type({ words: value });
            }}
            error={problem?.fieldError('words')}
          />
        </>
      )}
      <FormProblem problem={problem} />
      <Acts>
        <button type="submit" class="main" disabled={isBusy}>
          Close the partnership
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </Acts>
    </form>
  );
}
