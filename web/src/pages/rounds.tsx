import { useEffect, useState } from 'preact/hooks';
import type { Round } from '../api/rounds';
import type { Page } from '../api/types';
import { useCommand } from '../api/use-command';
import { useData } from '../api/use-data';
import { useKept } from '../api/use-kept';
import { count } from '../formats';
import { Acts, Choice, FormProblem } from '../parts/fields';
import { ProgramFrame } from '../parts/program-frame';
import { Empty, Shown, Skeleton } from '../parts/states';
import { Status } from '../parts/status';
import { Moment } from '../parts/when';
import { go, Link } from '../router';
import { coordinates, useSession } from '../session';
import * as words from '../words';

const POLL = 1500;

/** Which rounds were there, and what became of them? */
export function RoundsPage({ programId }: { readonly programId: string }) {
  const { me } = useSession();
  const [every, setEvery] = useState<number | undefined>();
  const loaded = useData<Page<Round>>(`/programs/${programId}/match-rounds`, { every });
  const isRunning = loaded.data?.items.some(({ status }) => status === 'running') === true;
  useEffect(() => {
    setEvery(isRunning ? POLL : undefined);
  }, [isRunning]);
  return (
    <ProgramFrame programId={programId} section="rounds" title="Match rounds">
      {coordinates(me, programId) && <StartRound programId={programId} isRunning={isRunning} />}
      <Shown of={loaded} skeleton={<Skeleton lines={4} class="skeleton-rows" />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No round has been run yet">
              <p>
                A round looks at all partners with a free place, and drafts pairs in which both learn. Nobody is told
                before you publish it.
              </p>
            </Empty>
          ) : (
            <Rounds items={items} />
          )
        }
      </Shown>
    </ProgramFrame>
  );
}

interface StartProps {
  readonly programId: string;
  readonly isRunning: boolean;
}

function StartRound({ programId, isRunning }: StartProps) {
  const name = `start-round-${programId}`;
  const [{ objective }, choose, forget] = useKept(name, () => ({ objective: 'total' }));
  const { run, isBusy, problem } = useCommand(name);
  const send = async (event: Event) => {
    event.preventDefault();
    const done = await run('/match-rounds', { programId, objective }, 'The match round has started.');
    if (done === undefined) return;
    forget();
    go(`/rounds/${done.id}`);
  };
  return (
    <form class="form inline" onSubmit={(event) => void send(event)}>
      <Choice
        legend="Start a round that looks for"
        options={[
          ['total', words.objective('total')],
          ['pairs', words.objective('pairs')],
        ]}
        value={objective}
        onValue={(value) => {
          choose({ objective: value });
        }}
      />
      <FormProblem problem={problem} />
      <Acts>
        <button type="submit" class="main" disabled={isBusy || isRunning}>
          {isRunning ? 'A round is running' : 'Start the round'}
        </button>
      </Acts>
    </form>
  );
}

const Rounds = ({ items }: { readonly items: readonly Round[] }) => (
  <div class="table-box" tabIndex={0} role="region" aria-label="Match rounds">
    <table>
      <caption class="unseen">Match rounds, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Started</th>
          <th scope="col">Status</th>
          <th scope="col" class="number">
            In the pool
          </th>
          <th scope="col" class="number">
            Pairs
          </th>
          <th scope="col" class="number">
            Without
          </th>
          <th scope="col" class="wide-only">
            Looked for
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ roundId, startedAt, status, poolSize, pairs, unmatched, parameters }) => (
          <tr key={roundId}>
            <th scope="row">
              <Link href={`/rounds/${roundId}`}>
                <Moment of={startedAt} />
              </Link>
            </th>
            <td>
              <Status code={status} words={words.roundStatus(status)} />
            </td>
            <td class="number">{count(poolSize)}</td>
            <td class="number">{pairs === undefined ? '–' : count(pairs)}</td>
            <td class="number">{unmatched === undefined ? '–' : count(unmatched)}</td>
            <td class="wide-only">{words.objective(parameters.objective)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
