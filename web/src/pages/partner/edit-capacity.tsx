import type { PartnerRow } from '../../api/types';
import { useCommand } from '../../api/use-command';
import { useKept } from '../../api/use-kept';
import { Acts, Field, FormProblem } from '../../parts/fields';

interface Props {
  readonly partner: Pick<PartnerRow, 'partnerId' | 'capacity'>;
  readonly onDone: () => void;
}

export function EditCapacity({ partner: { partnerId, capacity }, onDone }: Props) {
  const name = `capacity-${partnerId}`;
  const [typed, type, forget] = useKept(name, () => ({ capacity: String(capacity) }));
  const { run, isBusy, problem } = useCommand(name);
  const send = async (event: Event) => {
    event.preventDefault();
    const done = await run(`/partners/${partnerId}/set-capacity`, { capacity: Number(typed.capacity) }, 'Saved.');
    if (done === undefined) return;
    forget();
    onDone();
  };
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      <Field
        label="How many partnerships at a time?"
        hint="Partnerships that run are not touched."
        type="number"
        inputMode="numeric"
        required
        min={1}
        max={20}
        value={typed.capacity}
        onValue={(value) => {
          type({ capacity: value });
        }}
        error={problem?.fieldError('capacity')}
      />
      <FormProblem problem={problem} />
      <Acts>
        <button type="submit" class="main" disabled={isBusy}>
          Save
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </Acts>
    </form>
  );
}
