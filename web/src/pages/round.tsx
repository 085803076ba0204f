import { useEffect, useState } from 'preact/hooks';
import type { Round } from '../api/rounds';
import { useData } from '../api/use-data';
import { count, counted } from '../formats';
import { ProgramFrame } from '../parts/program-frame';
import { PageTitle } from '../parts/page-title';
import { Shown, Skeleton } from '../parts/states';
import { Status } from '../parts/status';
import { Moment } from '../parts/when';
import { coordinates, useSession } from '../session';
import * as words from '../words';
import { DecideRound } from './round/decide';
import { Drafts } from './round/drafts';
import { UnmatchedList } from './round/unmatched';

const POLL = 1000;

/** Are these good pairs, and why? */
export function RoundPage({ roundId }: { readonly roundId: string }) {
  const [every, setEvery] = useState<number | undefined>();
  const loaded = useData<Round>(`/match-rounds/${roundId}`, { every });
  const isRunning = loaded.data?.status === 'running';
  useEffect(() => {
    setEvery(isRunning ? POLL : undefined);
  }, [isRunning]);
  const programId = loaded.data?.programId;
  if (programId === undefined)
    return (
      <>
        <PageTitle title="Match round" />
        <Shown of={loaded} skeleton={<Skeleton lines={12} class="skeleton-rows" />}>
          {() => null}
        </Shown>
      </>
    );
  return (
    <ProgramFrame programId={programId} section="rounds" title="Match round">
      <Shown of={loaded} skeleton={null}>
        {(round) => <Review round={round} />}
      </Shown>
    </ProgramFrame>
  );
}

function Review({ round }: { readonly round: Round }) {
  const { me } = useSession();
  const { roundId, status, startedAt, poolSize, parameters, pairs = 0, unmatched = 0, failure, progress } = round;
  const hasResult = status !== 'running' && status !== 'failed';
  return (
    <>
      <p class="about">
        <Status code={status} words={words.roundStatus(status)} /> · started <Moment of={startedAt} /> ·{' '}
        {counted(poolSize, 'partner')} in the pool · looked for {words.objective(parameters.objective)}
      </p>
      {status === 'running' && <Progress progress={progress} />}
      {failure !== undefined && (
        <p class="notice" role="alert">
          {failure.message}
        </p>
      )}
      {hasResult && (
        <>
          <p class="result">
            <b>{counted(pairs, 'pair')}</b>, {count(unmatched)} without one
          </p>
          {status === 'completed' && coordinates(me, round.programId) && <DecideRound round={round} />}
          <Drafts roundId={roundId} isPublished={status === 'published'} />
          {unmatched > 0 && <UnmatchedList roundId={roundId} />}
        </>
      )}
    </>
  );
}

function Progress({ progress }: { readonly progress: Round['progress'] }) {
  const said = progress === undefined ? 'Working' : words.roundStage(progress.stage);
  return (
    <div class="progress">
      <p role="status">{said}…</p>
      <progress aria-label={said} max={progress?.of ?? 1} value={progress?.done} />
    </div>
  );
}
