import { useId } from 'preact/hooks';
import type { Person } from '../api/types';
import { useSession } from '../session';
import { nameOf } from './person';
import type { TypedExchange, TypedGift } from './typed-exchange';

interface Props {
  readonly typed: TypedExchange;
  readonly onType: (change: Partial<TypedExchange>) => void;
  readonly other: Person;
  readonly error: string | undefined;
}

/** "I taught … for … minutes", "I learned … for … minutes". */
export function TaughtSentences({ typed, onType, other, error }: Props) {
  const { skills } = useSession();
  const list = useId();
  return (
    <fieldset class="sentences" data-wrong={error !== undefined}>
      <legend>What you gave each other</legend>
      <p class="hint">Leave a line empty when it did not happen. {nameOf(other)} confirms what you write.</p>
      {error !== undefined && <p class="field-error">{error}</p>}
      <Sentences
        begins="I taught"
        gifts={typed.taught}
        list={list}
        onGifts={(taught) => {
          onType({ taught });
        }}
      />
      <Sentences
        begins="I learned"
        gifts={typed.learned}
        list={list}
        onGifts={(learned) => {
          onType({ learned });
        }}
      />
      <datalist id={list}>
        {skills.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
    </fieldset>
  );
}

interface SentencesProps {
  readonly begins: string;
  readonly gifts: readonly TypedGift[];
  readonly list: string;
  readonly onGifts: (gifts: readonly TypedGift[]) => void;
}

function Sentences({ begins, gifts, list, onGifts }: SentencesProps) {
  const shown = gifts.length === 0 ? [{ topic: '', minutes: '30' }] : gifts;
  const change = (place: number, part: Partial<TypedGift>) => {
    onGifts(shown.map((gift, each) => (each === place ? { ...gift, ...part } : gift)));
  };
  return (
    <>
      {shown.map(({ topic, minutes }, place) => (
        <div key={place} class="sentence">
          <span aria-hidden="true">{place === 0 ? begins : 'and'}</span>
          <input
            aria-label={`${begins}: topic ${String(place + 1)}`}
            list={list}
            maxLength={200}
            value={topic}
            onInput={(event) => {
              change(place, { topic: event.currentTarget.value });
            }}
          />
          <input
            aria-label={`${begins}: minutes ${String(place + 1)}`}
            type="number"
            inputMode="numeric"
            min={1}
            max={1440}
            value={minutes}
            onInput={(event) => {
              change(place, { minutes: event.currentTarget.value });
            }}
          />
          <span aria-hidden="true">min</span>
        </div>
      ))}
      <button
        type="button"
        class="quiet"
        onClick={() => {
          onGifts([...shown, { topic: '', minutes: '30' }]);
        }}
      >
        {begins} something else too
      </button>
    </>
  );
}
