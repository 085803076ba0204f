import { useId } from 'preact/hooks';
import { useCommand } from '../../api/use-command';
import { useKept } from '../../api/use-kept';
import { Acts, FormProblem } from '../../parts/fields';
import { useSession } from '../../session';

interface Row {
  readonly skill: string;
  readonly weight: string;
}

interface Props {
  readonly partnerId: string;
  readonly kind: 'offers' | 'wants';
  readonly now: readonly { readonly skill: string; readonly weight: number }[];
  readonly onDone: () => void;
}

const KINDS = {
  offers: {
    act: 'declare-offers',
    weight: 'level',
    legend: 'What you could teach',
    weights: ['1 – a beginner', '2', '3 – solid', '4', '5 – could teach anyone'],
  },
  wants: {
    act: 'declare-wants',
    weight: 'priority',
    legend: 'What you would like to learn',
    weights: ['1 – a little', '2 – much', '3 – most'],
  },
} as const;

/** Either question of the sign-up, answered anew. The last line is always free for one more. */
export function EditSkills({ partnerId, kind, now, onDone }: Props) {
  const { skills, skillName } = useSession();
  const { act, weight, legend, weights } = KINDS[kind];
  const list = useId();
  const name = `${kind}-${partnerId}`;
  const [{ rows }, type, forget] = useKept(name, () => ({
    rows: now.map((each): Row => ({ skill: skillName(each.skill), weight: String(each.weight) })),
  }));
  const { run, isBusy, problem } = useCommand(name);
  const shown = [...rows, { skill: '', weight: kind === 'offers' ? '3' : '2' }];

  const change = (place: number, part: Partial<Row>) => {
    const next = shown.map((row, each) => (each === place ? { ...row, ...part } : row));
    type({ rows: next.filter(({ skill }, each) => skill !== '' || each < rows.length) });
  };
  const send = async (event: Event) => {
    event.preventDefault();
    const said = rows.filter(({ skill }) => skill.trim() !== '');
    const body = said.map((row) => ({ skill: idOf(row.skill), [weight]: Number(row.weight) }));
    const done = await run(`/partners/${partnerId}/${act}`, { [kind]: body }, 'Saved. The next match round knows it.');
    if (done === undefined) return;
    forget();
    onDone();
  };
  const idOf = (said: string) =>
    skills.find((skill) => skill.name.toLowerCase() === said.trim().toLowerCase())?.id ?? said.trim();

  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      <fieldset class="sentences">
        <legend>{legend}</legend>
        <p class="hint">To take one away, empty its line.</p>
        {shown.map((row, place) => (
          <div key={place} class="skill-row">
            <input
              aria-label={`Skill ${String(place + 1)}`}
              list={list}
              maxLength={100}
              value={row.skill}
              onInput={(event) => {
                change(place, { skill: event.currentTarget.value });
              }}
            />
            <select
              aria-label={`How much, skill ${String(place + 1)}`}
              value={row.weight}
              onChange={(event) => {
                change(place, { weight: event.currentTarget.value });
              }}
            >
              {weights.map((words, each) => (
                <option key={words} value={String(each + 1)}>
                  {words}
                </option>
              ))}
            </select>
          </div>
        ))}
        <datalist id={list}>
          {skills.map((skill) => (
            <option key={skill.id} value={skill.name} />
          ))}
        </datalist>
      </fieldset>
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
