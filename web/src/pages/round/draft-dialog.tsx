import type { Draft } from '../../api/rounds';
import type { Learning } from '../../api/types';
import { duration, ratio } from '../../formats';
import { Dialog } from '../../parts/dialog';
import { Acts } from '../../parts/fields';
import { nameOf } from '../../parts/person';
import { Gain } from '../../pictures/gains';
import { useSession } from '../../session';
import * as words from '../../words';
import { sidesOf } from './sides';

interface Props {
  readonly draft: Draft;
  readonly onClose: () => void;
}

/** Everything that speaks for a pair. */
export function DraftDialog({ draft, onClose }: Props) {
  const sides = sidesOf(draft);
  const { sharedHours, ...given } = draft.why.factors;
  const factors = Object.entries(given).sort(([one], [other]) => placeOf(one) - placeOf(other));
  return (
    <Dialog title={sides.map(({ person }) => nameOf(person)).join(' ⇄ ')} onClose={onClose}>
      {sides.map(({ person, learns, gain }, place) => (
        <section key={person.partnerId}>
          <h3>
            {nameOf(person)} learns <Gain of={gain} isWeaker={place === 0} />
          </h3>
          <Reasons of={learns} />
        </section>
      ))}
      <h3>Factors of the score</h3>
      <table>
        <caption class="unseen">Factors of the score</caption>
        <tbody>
          {factors.map(([factor, value]) => (
            <tr key={factor}>
              <th scope="row">{words.factor(factor)}</th>
              <td class="number">× {ratio(value)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Score</th>
            <td class="number">{ratio(draft.score / 1e6)}</td>
          </tr>
        </tbody>
      </table>
      {sharedHours !== undefined && (
        <p class="hint">Both are free at the same time for {duration(Math.round(sharedHours * 60))} a week.</p>
      )}
      <Acts>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </Acts>
    </Dialog>
  );
}

/** The order in which a reader asks; what is new comes last. */
const placeOf = (factor: string): number => {
  const place = words.FACTORS.indexOf(factor);
  return place < 0 ? words.FACTORS.length : place;
};

const WISH: Readonly<Record<number, string>> = { 1: 'would like it', 2: 'wants it', 3: 'wants it most' };

function Reasons({ of }: { readonly of: readonly Learning[] }) {
  const { skillName } = useSession();
  return (
    <ul class="reasons">
      {of.map(({ skill, by, level, priority }) => (
        <li key={skill}>
          <b>{skillName(skill)}</b>: {WISH[priority] ?? `priority ${String(priority)}`}
          {by !== skill && <>, related to {skillName(by)}</>}, taught at level {level} of 5
        </li>
      ))}
    </ul>
  );
}
