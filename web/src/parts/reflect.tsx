import { useState } from 'preact/hooks';
import { useCommand } from '../api/use-command';
import { useKept } from '../api/use-kept';
import { Acts, Choice, FormProblem, TextField } from './fields';

interface Props {
  readonly partnershipId: string;
  readonly other: string;
  readonly onDone: () => void;
}

const RATINGS = [1, 2, 3, 4, 5].map((rating) => [String(rating), String(rating)] as const);

/** How it was, for oneself: the other partner does not read it. */
export function Reflect({ partnershipId, other, onDone }: Props) {
  const name = `reflect-${partnershipId}`;
  const [typed, type, forget] = useKept(name, () => ({ gave: '', received: '', continueInformally: '', text: '' }));
  const { run, isBusy, problem } = useCommand(name);
  const [isMissing, setMissing] = useState(false);
  const isReady = typed.gave !== '' && typed.received !== '';
  const send = async (event: Event) => {
    event.preventDefault();
    setMissing(!isReady);
    if (!isReady) return;
    const { gave, received, continueInformally, text } = typed;
    const body = {
      gave: Number(gave),
      received: Number(received),
      ...(continueInformally !== '' && { continueInformally: continueInformally === 'yes' }),
      ...(text.trim() !== '' && { text: text.trim() }),
    };
    if (
      (await run(
        `/partnerships/${partnershipId}/submit-reflection`,
        body,
        'Thank you: your reflection is recorded.',
      )) === undefined
    )
      return;
    forget();
    onDone();
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)}>
      <Choice
        legend="How much did you give?"
        hint="1 is little, 5 is much"
        options={RATINGS}
        value={typed.gave}
        onValue={(gave) => {
          type({ gave });
        }}
        error={isMissing && typed.gave === '' ? 'Choose a number.' : problem?.fieldError('gave')}
      />
      <Choice
        legend="How much did you receive?"
        hint="1 is little, 5 is much"
        options={RATINGS}
        value={typed.received}
        onValue={(received) => {
          type({ received });
        }}
        error={isMissing && typed.received === '' ? 'Choose a number.' : problem?.fieldError('received')}
      />
      <Choice
        legend={`Will you and ${other} go on informally?`}
        options={[
          ['yes', 'Yes'],
          ['no', 'No'],
        ]}
        value={typed.continueInformally}
        onValue={(continueInformally) => {
          type({ continueInformally });
        }}
      />
      <TextField
        label="What do you take with you? (optional)"
        hint="Only you can read it."
        value={typed.text}
        onValue={(text) => {
          type({ text });
        }}
      />
      <FormProblem problem={problem} />
      <Acts>
        <button type="submit" class="main" disabled={isBusy}>
          Submit your reflection
        </button>
        <button type="button" onClick={onDone}>
          Later
        </button>
      </Acts>
    </form>
  );
}
