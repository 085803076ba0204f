import { useId } from 'preact/hooks';

interface Props {
  readonly label: string;
  /** An empty value stands for all. */
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** Narrows what a list shows. */
export function Filter({ label, options, value, onValue }: Props) {
  const id = useId();
  return (
    <div class="filter">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          onValue(event.currentTarget.value);
        }}
      >
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
