import type { Person } from '../api/types';
import { duration, ownZone } from '../formats';
import { METHODS, method } from '../words';
import { Choice, Field } from './fields';
import type { TypedExchange } from './typed-exchange';
import { TaughtSentences } from './taught-sentences';
import type { Problem } from '../api/problem';

interface Props {
  readonly typed: TypedExchange;
  readonly onType: (change: Partial<TypedExchange>) => void;
  readonly other: Person;
  readonly problem: Problem | undefined;
  /** The latest that can be typed: `YYYY-MM-DDTHH:MM`. */
  readonly latest: string;
}

const LENGTHS = [30, 45, 60, 90] as const;

/** When, how long, how; then who taught whom what. */
export function ExchangeFields({ typed, onType, other, problem, latest }: Props) {
  const isOtherLength = !LENGTHS.some((length) => String(length) === typed.minutes);
  return (
    <>
      <div class="side-by-side">
        <Field
          label="When"
          hint={`Your time, ${ownZone()}`}
          type="datetime-local"
          required
          max={latest}
          value={typed.heldAt}
          onValue={(heldAt) => {
            onType({ heldAt });
          }}
          error={problem?.fieldError('heldAt')}
        />
        <Field
          label="How long, in minutes"
          hint={isOtherLength && /^\d+$/.test(typed.minutes) ? duration(Number(typed.minutes)) : 'The whole meeting'}
          type="number"
          inputMode="numeric"
          min={1}
          max={1440}
          required
          value={typed.minutes}
          onValue={(minutes) => {
            onType({ minutes });
          }}
          error={problem?.fieldError('minutes')}
        />
      </div>
      <div class="quick" role="group" aria-label="Usual lengths">
        {LENGTHS.map((length) => (
          <button
            key={length}
            type="button"
            aria-pressed={typed.minutes === String(length)}
            onClick={() => {
              onType({ minutes: String(length) });
            }}
          >
            {duration(length)}
          </button>
        ))}
      </div>
      <Choice
        legend="How"
        required
        options={METHODS.map((each) => [each, method(each)] as const)}
        value={typed.method}
        onValue={(value) => {
          onType({ method: value });
        }}
        error={problem?.fieldError('method')}
      />
      <TaughtSentences typed={typed} onType={onType} other={other} error={problem?.fieldError('contributions')} />
    </>
  );
}
