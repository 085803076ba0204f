import { useState } from 'preact/hooks';
import { useCommand } from '../api/use-command';
import { useKept } from '../api/use-kept';
import * as words from '../words';
import { Acts, Choice, FormProblem, TextField } from './fields';

interface Props {
  /** Tells this form apart from others, so that what is typed is kept. */
  readonly name: string;
  readonly legend: string;
  readonly reasons: readonly string[];
  readonly path: string;
  /** What goes with the reason. */
  readonly body?: object;
  readonly act: string;
  readonly said: string;
  readonly onDone: () => void;
  readonly isDangerous?: boolean;
}

/** An act that needs a reason: a code, and words where one wants. */
export function ReasonForm({ name, legend, reasons, path, body = {}, act, said, onDone, isDangerous = false }: Props) {
  const [typed, type, forget] = useKept(name, () => ({ reason: '', words: '' }));
  const { run, isBusy, problem } = useCommand(name);
  const [isMissing, setMissing] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setMissing(typed.reason === '');
    if (typed.reason === '') return;
    const explained = typed.words.trim();
    const done = await run(
      path,
      { ...body, reason: typed.reason, ...(explained !== '' && { words: explained }) },
      said,
    );
    if (done === undefined) return;
    forget();
    onDone();
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)}>
      <Choice
        legend={legend}
        options={reasons.map((each) => [each, words.reason(each)] as const)}
        value={typed.reason}
        onValue={(reason) => {
          type({ reason });
        }}
        error={isMissing && typed.reason === '' ? 'Choose a reason.' : problem?.fieldError('reason')}
      />
      <TextField
        label="In your words (optional)"
        value={typed.words}
        onValue={(value) => {
          type({ words: value });
        }}
        error={problem?.fieldError('words')}
      />
      <FormProblem problem={problem} />
      <Acts>
        <button type="submit" class={isDangerous ? 'danger' : 'main'} disabled={isBusy}>
          {act}
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </Acts>
    </form>
  );
}
