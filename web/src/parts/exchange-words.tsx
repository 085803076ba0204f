import type { Exchange, Person } from '../api/types';
import { duration } from '../formats';
import { useSession } from '../session';
import * as words from '../words';
import { nameOf } from './person';
import { Moment } from './when';

interface Gift {
  readonly giver: string;
  readonly topic: string;
  readonly minutes: number;
}

/** What each gave, by name. */
export const giftsOf = (
  { contributions, sealed }: Exchange,
  a: Person,
  b: Person,
  skillName: (id: string) => string = (id) => id,
): readonly Gift[] =>
  contributions.map(({ from, skill, minutes }, place) => ({
    giver: nameOf(from === a.partnerId ? a : b),
    topic: sealed?.topics[place] ?? (skill === undefined ? 'something' : skillName(skill)),
    minutes,
  }));

interface Props {
  readonly exchange: Exchange;
  readonly a: Person;
  readonly b: Person;
}

/** A meeting in a sentence or two. */
export function ExchangeWords({ exchange, a, b }: Props) {
  const { skillName } = useSession();
  const { heldAt, minutes, method, sealed } = exchange;
  return (
    <>
      <Moment of={heldAt} />, {duration(minutes)}, {words.method(method).toLowerCase()}
      {sealed?.place !== undefined && `, ${sealed.place}`}
      {giftsOf(exchange, a, b, skillName).map(({ giver, topic, minutes: given }, place) => (
        <span key={place} class="gift">
          {giver} taught {topic} ({duration(given)})
        </span>
      ))}
      {sealed?.note !== undefined && <q>{sealed.note}</q>}
    </>
  );
}
