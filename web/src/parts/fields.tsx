import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';
import type { Problem } from '../api/problem';

type InputOptions = 'required' | 'min' | 'max' | 'maxLength' | 'inputMode' | 'autoComplete' | 'spellcheck';

interface FieldProps extends Pick<InputHTMLAttributes, InputOptions> {
  readonly type?: 'text' | 'date' | 'datetime-local' | 'number' | 'password';
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
}

/** A line of input with its label, a hint, and what was wrong with it. */
export function Field({ label, value, onValue, hint, error, type = 'text', ...input }: FieldProps) {
  const id = useId();
  // The types of an input tell its kinds apart by the roles that they may have; none is given here.
  const kind = type as 'text';
  return (
    <div class="field" data-wrong={error !== undefined}>
      <label for={id}>{label}</label>
      {hint !== undefined && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <input
        {...input}
        type={kind}
        id={id}
        value={value}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error !== undefined}
        onInput={(event) => {
          onValue(event.currentTarget.value);
        }}
      />
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
}

export function TextField({ label, value, onValue, hint, error, required = false }: TextProps) {
  const id = useId();
  return (
    <div class="field" data-wrong={error !== undefined}>
      <label for={id}>{label}</label>
      {hint !== undefined && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <textarea
        id={id}
        rows={3}
        maxLength={4000}
        value={value}
        required={required}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error !== undefined}
        onInput={(event) => {
          onValue(event.currentTarget.value);
        }}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly legend: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
}

/** One of a few, all of them seen at once. */
export function Choice({ legend, options, value, onValue, hint, error, required = false }: ChoiceProps) {
  const name = useId();
  return (
    <fieldset class="choice" data-wrong={error !== undefined}>
      <legend>{legend}</legend>
      {hint !== undefined && <Hint>{hint}</Hint>}
      {error !== undefined && <FieldError>{error}</FieldError>}
      <div class="options">
        {options.map(([option, words]) => (
          <label key={option}>
            <input
              type="radio"
              name={name}
              value={option}
              required={required}
              checked={option === value}
              onChange={() => {
                onValue(option);
              }}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What stands between a form and its being done. */
export function FormProblem({ problem }: { readonly problem: Problem | undefined }) {
  if (problem === undefined) return null;
  return (
    <p class="form-problem" role="alert">
      {problem.message}
      {problem.errors.map(({ pointer, message }) => (
        <span key={pointer + message}> {message}</span>
      ))}
    </p>
  );
}

interface ActsProps {
  readonly children: ComponentChildren;
}

export const Acts = ({ children }: ActsProps) => <div class="acts">{children}</div>;

function Hint({ id, children }: { readonly id?: string; readonly children: string }) {
  return (
    <p class="hint" id={id}>
      {children}
    </p>
  );
}

function FieldError({ id, children }: { readonly id?: string; readonly children: string }) {
  return (
    <p class="field-error" id={id}>
      {children}
    </p>
  );
}

function describedBy(id: string, hint: string | undefined, error: string | undefined): string | undefined {
  const parts = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(
    (each) => each !== false,
  );
  return parts.length === 0 ? undefined : parts.join(' ');
}
