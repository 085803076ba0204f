import type { Overview } from '../api/types';
import { useData } from '../api/use-data';
import { counted } from '../formats';
import { ProgramFrame } from '../parts/program-frame';
import { Empty, Shown, Skeleton } from '../parts/states';
import { Day, Moment } from '../parts/when';
import { GiveAndTake } from '../pictures/give-and-take';
import { ReciprocityHistogram } from '../pictures/histogram';
import { Link } from '../router';
import { useProgram } from '../session';
import { MatrixPreview } from './overview/matrix-preview';
import { Numbers, NumbersSkeleton } from './overview/numbers';
import { Waits } from './overview/waits';

interface Props {
  readonly programId: string;
}

/** Is it working, and where must I act? */
export function OverviewPage({ programId }: Props) {
  const loaded = useData<Overview>(`/programs/${programId}/overview`);
  const listed = useProgram(programId)?.name;
  const name = loaded.data?.program.name ?? listed ?? (loaded.problem === undefined ? undefined : 'Program');
  return (
    <ProgramFrame programId={programId} section="overview" name={name}>
      {/* A long name takes two lines: what comes below waits for it, so that it is not pushed down. */}
      <Shown of={loaded} skeleton={name === undefined ? null : <OverviewSkeleton />}>
        {(overview) => (
          <>
            <About {...overview} />
            {overview.program.partners.joined === 0 ? <FirstSteps programId={programId} /> : <Pictures {...overview} />}
          </>
        )}
      </Shown>
    </ProgramFrame>
  );
}

function About({ program, stale }: Overview) {
  const { purpose, startsOn, endsOn, partners } = program;
  const active = partners.joined - partners.paused - partners.withdrawn;
  return (
    <>
      <p class="about one-line">
        {counted(active, 'active partner')}
        {partners.paused > 0 && <>, {partners.paused} paused</>}
        {startsOn !== undefined && (
          <>
            {endsOn === undefined ? ' · since ' : ' · '}
            <Day of={startsOn} />
            {endsOn !== undefined && (
              <>
                {' – '}
                <Day of={endsOn} />
              </>
            )}
          </>
        )}
        {purpose !== undefined && <span class="wide-only"> · {purpose}</span>}
      </p>
      {stale?.map(({ readModel, since }) => (
        <p key={readModel} class="notice" role="status">
          A part of this page ({readModel}) has stood still since <Moment of={since} />.
        </p>
      ))}
    </>
  );
}

function Pictures({ program, numbers, weeks, reciprocity, waits }: Overview) {
  const { programId } = program;
  const isQuiet = weeks.every(
    ({ olderToYounger, youngerToOlder, same, waiting }) => olderToYounger + youngerToOlder + same + waiting === 0,
  );
  return (
    <>
      <div class="beside">
        <section class="block give-and-take">
          <h2>Give and take, hours a week</h2>
          {isQuiet ? (
            <p class="nothing plot-weeks">No exchange is logged yet. The picture begins with the first.</p>
          ) : (
            <GiveAndTake weeks={weeks} />
          )}
        </section>
        <Waits program={program} waits={waits} />
      </div>
      <Numbers numbers={numbers} atLeast={program.policy.kAnonymity} />
      <div class="beside even">
        <section class="block">
          <h2>
            <Link href={`/programs/${programId}/teaching`}>Who teaches whom</Link>
          </h2>
          {isQuiet ? <p class="nothing">No exchange is logged yet.</p> : <MatrixPreview programId={programId} />}
        </section>
        <section class="block">
          <h2>How even give and take are</h2>
          {reciprocity.partnerships === 0 ? (
            <p class="nothing plot-histogram">
              Shown for partnerships with three confirmed exchanges or more. There is none yet.
            </p>
          ) : (
            <ReciprocityHistogram counts={reciprocity.histogram} />
          )}
        </section>
      </div>
    </>
  );
}

const FirstSteps = ({ programId }: Props) => (
  <Empty title="Bring in your people">
    <ol>
      <li>
        <Link href={`/programs/${programId}/import`}>Import a roster</Link>: who they are, what they offer and what they
        want.
      </li>
      <li>
        <Link href={`/programs/${programId}/rounds`}>Start a match round</Link>: it drafts pairs in which both learn.
      </li>
      <li>Look at the drafts and publish them. Both partners accept, and their exchange begins.</li>
    </ol>
  </Empty>
);

const OverviewSkeleton = () => (
  <>
    <p class="about one-line">&nbsp;</p>
    <div class="beside">
      <section class="block give-and-take">
        <h2>Give and take, hours a week</h2>
        <Skeleton class="skeleton-weeks" />
      </section>
      <section class="block waits">
        <h2>Waits for you</h2>
        <Skeleton lines={4} class="skeleton-rows" />
      </section>
    </div>
    <NumbersSkeleton />
    <div class="beside even">
      <section class="block">
        <h2>Who teaches whom</h2>
        <Skeleton class="skeleton-matrix" />
      </section>
      <section class="block">
        <h2>How even give and take are</h2>
        <Skeleton class="skeleton-histogram" />
      </section>
    </div>
  </>
);
