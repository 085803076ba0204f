import type { Overview } from '../../api/types';
import { counted } from '../../formats';
import { Day } from '../../parts/when';
import { Link } from '../../router';

type Props = Pick<Overview, 'program' | 'waits'>;

/** What asks for a coordinator, most urgent first. */
export function Waits({ program: { programId, partners, partnerships, lastImport }, waits }: Props) {
  const { rounds, openProposals, waitingExchanges, disputedExchanges, closing } = waits;
  const base = `/programs/${programId}`;
  const open = rounds.filter(({ status }) => status === 'completed' || status === 'running');
  const isCalm = open.length + openProposals + waitingExchanges + disputedExchanges + closing === 0;
  const active = partners.joined - partners.paused - partners.withdrawn;
  return (
    <section class="block waits">
      <h2>Waits for you</h2>
      <ul class="todo">
        {open.map(({ roundId, status, startedAt, pairs }) => (
          <li key={roundId}>
            <Link href={`/rounds/${roundId}`}>
              {status === 'running' ? 'A match round is running' : `Review ${counted(pairs ?? 0, 'drafted pair')}`}
            </Link>
            <small>
              match round of <Day of={startedAt.slice(0, 10)} />
            </small>
          </li>
        ))}
        {disputedExchanges > 0 && (
          <li>
            <Link href={`${base}/exchanges?state=disputed`}>{counted(disputedExchanges, 'disputed exchange')}</Link>
            <small>their partners sort it out; help where they do not</small>
          </li>
        )}
        {openProposals > 0 && (
          <li>
            <Link href={`${base}/partnerships?status=proposed`}>{counted(openProposals, 'open proposal')}</Link>
            <small>lapse when nobody answers</small>
          </li>
        )}
        {waitingExchanges > 0 && (
          <li>
            <Link href={`${base}/exchanges?state=waiting`}>{counted(waitingExchanges, 'exchange')} not confirmed</Link>
            <small>do not count until the other partner confirms</small>
          </li>
        )}
        {closing > 0 && (
          <li>
            <Link href={`${base}/partnerships?status=closing`}>{counted(closing, 'partnership')} closing</Link>
            <small>wait for reflections</small>
          </li>
        )}
        {isCalm && active > 1 && partnerships.formed === 0 && (
          <li>
            <Link href={`${base}/rounds`}>Start the first match round</Link>
            <small>{counted(active, 'partner')} can be matched</small>
          </li>
        )}
        {isCalm && partnerships.formed > 0 && <li class="none">Nothing waits for you.</li>}
      </ul>
      {lastImport !== undefined && (
        <p class="hint">
          Last import on <Day of={lastImport.on} />: {counted(lastImport.rows, 'row')},{' '}
          {counted(lastImport.joined, 'joined', 'joined')}
          {lastImport.rejected > 0 && `, ${String(lastImport.rejected)} rejected`}.
        </p>
      )}
    </section>
  );
}
