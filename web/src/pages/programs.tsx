import { useCommand } from '../api/use-command';
import { useKept } from '../api/use-kept';
import type { Program } from '../api/types';
import { count, counted, hours } from '../formats';
import { Acts, Field, FormProblem } from '../parts/fields';
import { PageTitle } from '../parts/page-title';
import { Empty, Shown, Skeleton } from '../parts/states';
import { Day } from '../parts/when';
import { go, Link } from '../router';
import { isAdmin, useSession } from '../session';

/** What programs are there? */
export function ProgramsPage() {
  const { me, programs } = useSession();
  const mayCreate = isAdmin(me);
  return (
    <>
      <PageTitle title="Programs" />
      <Shown of={programs} skeleton={<Skeleton lines={3} class="skeleton-rows" />}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <Empty title={mayCreate ? 'Begin with a program' : 'There is no program yet'}>
                <p>
                  {mayCreate
                    ? 'Give it a name below. Then import your roster, start a match round, and look at the pairs before you publish them.'
                    : 'None is open to your key. An administrator creates one, or gives you a key for it.'}
                </p>
              </Empty>
            ) : (
              <Programs items={items} />
            )}
            {mayCreate && (
              <section class="block narrow">
                {items.length === 0 ? (
                  <CreateProgram />
                ) : (
                  <details>
                    <summary>Create another program</summary>
                    <CreateProgram />
                  </details>
                )}
              </section>
            )}
          </>
        )}
      </Shown>
    </>
  );
}

const Programs = ({ items }: { readonly items: readonly Program[] }) => (
  <div class="table-box" tabIndex={0} role="region" aria-label="Programs">
    <table>
      <caption class="unseen">Programs</caption>
      <thead>
        <tr>
          <th scope="col">Program</th>
          <th scope="col" class="number">
            Partners
          </th>
          <th scope="col" class="number">
            Running
          </th>
          <th scope="col" class="number">
            Exchanged
          </th>
          <th scope="col" class="wide-only">
            Runs
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ programId, name, purpose, partners, partnerships, minutes, startsOn, endsOn }) => (
          <tr key={programId}>
            <th scope="row">
              <Link href={`/programs/${programId}`}>{name}</Link>
              {purpose !== undefined && <small class="below">{purpose}</small>}
            </th>
            <td class="number">{count(partners.joined - partners.withdrawn)}</td>
            <td class="number" title={counted(partnerships.closed, 'closed partnership')}>
              {counted(partnerships.formed - partnerships.closed, 'pair')}
            </td>
            <td class="number">{hours(minutes.confirmed)}</td>
            <td class="wide-only">
              {startsOn === undefined ? '' : <Day of={startsOn} />}
              {endsOn !== undefined && (
                <>
                  {' '}
                  – <Day of={endsOn} />
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const NOTHING_TYPED = () => ({
  name: '',
  purpose: '',
  startsOn: '',
  endsOn: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

function CreateProgram() {
  const [typed, type, forget] = useKept('create-program', NOTHING_TYPED);
  const { run, isBusy, problem } = useCommand('create-program');
  const send = async (event: Event) => {
    event.preventDefault();
    const { name, ...optional } = typed;
    const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== ''));
    const done = await run('/programs', { name, ...given }, `${name} is created.`);
    if (done === undefined) return;
    forget();
    go(`/programs/${done.id}`);
  };
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      <Field
        label="Name of the program"
        required
        maxLength={200}
        value={typed.name}
        onValue={(name) => {
          type({ name });
        }}
        error={problem?.fieldError('name')}
      />
      <Field
        label="Purpose (optional)"
        maxLength={1000}
        value={typed.purpose}
        onValue={(purpose) => {
          type({ purpose });
        }}
        error={problem?.fieldError('purpose')}
      />
      <div class="side-by-side">
        <Field
          label="Starts on (optional)"
          type="date"
          value={typed.startsOn}
          onValue={(startsOn) => {
            type({ startsOn });
          }}
          error={problem?.fieldError('startsOn')}
        />
        <Field
          label="Ends on (optional)"
          type="date"
          value={typed.endsOn}
          onValue={(endsOn) => {
            type({ endsOn });
          }}
          error={problem?.fieldError('endsOn')}
        />
      </div>
      <Field
        label="Time zone"
        hint="Days of the program are counted in it."
        value={typed.timeZone}
        onValue={(timeZone) => {
          type({ timeZone });
        }}
        error={problem?.fieldError('timeZone')}
      />
      <FormProblem problem={problem} />
      <Acts>
        <button type="submit" class="main" disabled={isBusy}>
          Create the program
        </button>
      </Acts>
    </form>
  );
}
