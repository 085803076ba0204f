import { useState } from 'preact/hooks';
import type { Fact } from '../../api/facts';
import type { Home, Page, PartnershipRow } from '../../api/types';
import { useData } from '../../api/use-data';
import { counted, duration } from '../../formats';
import { LogExchange } from '../../parts/log-exchange';
import { Acts } from '../../parts/fields';
import { Opened } from '../../parts/opening';
import { nameOf, Who } from '../../parts/person';
import { Shown, Skeleton } from '../../parts/states';
import { Day } from '../../parts/when';
import { Lanes } from '../../pictures/lanes';
import { Link } from '../../router';
import { useSession } from '../../session';
import { otherOf, PartnershipLines } from './partnership-lines';

/** My partnerships: those that run in two lanes, the others in a line. */
export function OwnPartnerships({ home: { partner, partnerships } }: { readonly home: Home }) {
  const running = partnerships.filter(({ status }) => status === 'formed' || status === 'closing');
  const others = partnerships.filter((each) => !running.includes(each));
  return (
    <>
      {running.map((partnership) => (
        <Running key={partnership.partnershipId} partnership={partnership} own={partner.partnerId} />
      ))}
      {others.length > 0 && (
        <section class="block">
          <h2>{running.length > 0 ? 'Other partnerships' : 'Partnerships'}</h2>
          <PartnershipLines of={others} own={partner.partnerId} />
        </section>
      )}
    </>
  );
}

function Running({ partnership, own }: { readonly partnership: PartnershipRow; readonly own: string }) {
  const { partnershipId, a, b, status, minutes, waitingExchanges, plannedEnd } = partnership;
  const { me } = useSession();
  const [isLogging, setLogging] = useState(sessionStorage.getItem(`form:log-${partnershipId}`) !== null);
  const timeline = useData<Page<Fact>>(`/partnerships/${partnershipId}/timeline`);
  const other = otherOf(a, b, own);
  const [given, taken] = own === a.partnerId ? [minutes.fromA, minutes.fromB] : [minutes.fromB, minutes.fromA];
  return (
    <section class="block">
      <h2>
        <Link href={`/partnerships/${partnershipId}`}>You and {nameOf(other)}</Link>
      </h2>
      <Who person={other} />
      <p class="about">
        You gave <b>{duration(given)}</b> and took <b>{duration(taken)}</b>
        {waitingExchanges > 0 && <> · {counted(waitingExchanges, 'exchange')} not confirmed yet</>}
        {status === 'closing' && ' · closing'}
        {status === 'formed' && plannedEnd !== undefined && (
          <>
            {' · planned until '}
            <Day of={plannedEnd} />
          </>
        )}
      </p>
      {isLogging ? (
        <Opened label="Log an exchange">
          <LogExchange
            partnership={partnership}
            own={own}
            other={other}
            onDone={() => {
              setLogging(false);
            }}
          />
        </Opened>
      ) : (
        <Acts>
          <button
            type="button"
            class="main"
            onClick={() => {
              setLogging(true);
            }}
          >
            Log an exchange
          </button>
        </Acts>
      )}
      <Shown of={timeline} skeleton={<Skeleton class="skeleton-lanes" />}>
        {({ items }) => <Lanes a={a} b={b} facts={items} until={me.today} />}
      </Shown>
    </section>
  );
}
