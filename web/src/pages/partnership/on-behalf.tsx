import type { Partnership } from '../../api/types';
import { useCommand } from '../../api/use-command';
import { useKept } from '../../api/use-kept';
import { Acts, Choice, FormProblem, TextField } from '../../parts/fields';
import { nameOf } from '../../parts/person';

/** A coordinator accepts for a partner who said so elsewhere; it is recorded as such. */
export function OnBehalf({ partnership: { partnershipId, a, b, acceptedBy } }: { readonly partnership: Partnership }) {
  const open = [a, b].filter(({ partnerId }) => !acceptedBy.includes(partnerId));
  const name = `accept-for-${partnershipId}`;
  const [typed, type, forget] = useKept(name, () => ({ onBehalfOf: open[0]?.partnerId ?? '', reason: '' }));
  const { run, isBusy, problem } = useCommand(name);
  const send = async (event: Event) => {
    event.preventDefault();
    if ((await run(`/partnerships/${partnershipId}/accept-proposal`, typed, 'Accepted on their behalf.')) !== undefined)
      forget();
  };
  if (open.length === 0) return null;
  return (
    <details>
      <summary>Accept for a partner</summary>
      <form class="form" onSubmit={(event) => void send(event)}>
        <Choice
          legend="For whom?"
          required
          options={open.map((person) => [person.partnerId, nameOf(person)] as const)}
          value={typed.onBehalfOf}
          onValue={(onBehalfOf) => {
            type({ onBehalfOf });
          }}
          error={problem?.fieldError('onBehalfOf')}
        />
        <TextField
          label="Why do you accept for them?"
          hint="It is recorded, with your name."
          required
          value={typed.reason}
          onValue={(reason) => {
            type({ reason });
          }}
          error={problem?.fieldError('reason')}
        />
        <FormProblem problem={problem} />
        <Acts>
          <button type="submit" disabled={isBusy}>
            Accept for them
          </button>
        </Acts>
      </form>
    </details>
  );
}
