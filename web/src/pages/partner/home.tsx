import type { Home } from '../../api/types';
import { useData } from '../../api/use-data';
import { PageTitle } from '../../parts/page-title';
import { Empty, Shown, Skeleton } from '../../parts/states';
import { Link } from '../../router';
import { useSession } from '../../session';
import { OwnPartnerships } from './own-partnerships';
import { TakingPart } from './taking-part';
import { WaitingCard } from './waiting-card';

/** What waits for me? */
export function HomePage({ partnerId }: { readonly partnerId: string }) {
  const { me } = useSession();
  const loaded = useData<Home>(`/partners/${partnerId}/home`);
  const first = me.name?.split(' ')[0];
  return (
    <>
      <p class="above-title">{loaded.data?.program.name ?? '\u00a0'}</p>
      <PageTitle title={first === undefined ? 'Your page' : `Hello, ${first}`} />
      <Shown of={loaded} skeleton={<Skeleton lines={6} class="skeleton-cards" />}>
        {(home) => (
          <>
            <section aria-label="Waits for you" class="cards">
              {home.waiting.length === 0 ? (
                <Nothing home={home} />
              ) : (
                home.waiting.map((waiting) => (
                  <WaitingCard
                    key={`${waiting.what} ${waiting.partnershipId} ${waiting.exchangeId ?? ''} ${String(waiting.version ?? '')}`}
                    waiting={waiting}
                    own={home.partner}
                  />
                ))
              )}
            </section>
            <OwnPartnerships home={home} />
            <TakingPart partner={home.partner} />
          </>
        )}
      </Shown>
      {me.partners.length > 1 && (
        <p>
          You also take part in{' '}
          {me.partners
            .filter((other) => other.partnerId !== partnerId)
            .map((other) => (
              <Link key={other.partnerId} href={`/partners/${other.partnerId}`}>
                {other.programName}
              </Link>
            ))}
        </p>
      )}
    </>
  );
}

function Nothing({ home: { partner, partnerships } }: { readonly home: Home }) {
  if (partnerships.some(({ status }) => status === 'formed' || status === 'closing'))
    return <p class="nothing">Nothing waits for you. When you meet, log it below.</p>;
  return (
    <Empty title={partner.status === 'withdrawn' ? 'You have left the program' : 'You have no partner yet'}>
      <p>
        {partner.status === 'withdrawn'
          ? 'Ask a coordinator if you would like to come back.'
          : 'The next match round looks for somebody who teaches what you want and wants what you teach. You will be asked here.'}
      </p>
    </Empty>
  );
}
