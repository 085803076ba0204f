import { whole, type AnyPartnerRow } from '../../api/partner-rows';
import type { Home, Partner } from '../../api/types';
import { useData } from '../../api/use-data';
import { counted } from '../../formats';
import { Generation, nameOf } from '../../parts/person';
import { PageTitle } from '../../parts/page-title';
import { Shown, Skeleton } from '../../parts/states';
import { Status } from '../../parts/status';
import { Day } from '../../parts/when';
import { Link } from '../../router';
import { coordinates, oversees, useSession } from '../../session';
import * as words from '../../words';
import { PartnershipLines } from './partnership-lines';
import { Propose } from './propose';
import { ProfileFacts } from './profile-facts';

/** Who is this, what do they offer and want? */
export function ProfilePage({ partnerId }: Pick<Partner, 'partnerId'>) {
  const { me } = useSession();
  const loaded = useData<AnyPartnerRow & Pick<Partner, 'program'>>(`/partners/${partnerId}`);
  const partner = loaded.data;
  return (
    <>
      <p class="above-title">
        {partner === undefined ? (
          '\u00a0'
        ) : oversees(me) ? (
          <Link href={`/programs/${partner.program.programId}/partners`}>{partner.program.name}</Link>
        ) : (
          partner.program.name
        )}
      </p>
      <PageTitle title={partner === undefined ? 'Partner' : nameOf(partner)} />
      <Shown of={loaded} skeleton={<Skeleton lines={8} class="skeleton-rows" />}>
        {(row) => <Profile partner={whole(row)} />}
      </Shown>
    </>
  );
}

function Profile({ partner }: { readonly partner: Partner }) {
  const { me } = useSession();
  const { partnerId, status, generation, unit, site, grade, joinedOn, active, proposals, program } = partner;
  return (
    <>
      <p class="about">
        <Status code={status} words={words.partnerStatus(status)} />
        {generation !== '' && (
          <>
            {' · '}
            <Generation of={generation} />
          </>
        )}
        {[unit, site, grade ?? ''].map((each) => each !== '' && ` · ${each}`)}
        {joinedOn !== undefined && (
          <>
            {' · joined '}
            <Day of={joinedOn} />
          </>
        )}
      </p>
      {status === 'invited' ? (
        <p>Has not joined the program yet.</p>
      ) : (
        <>
          <p>
            {counted(active, 'running partnership')}, {counted(proposals, 'open proposal')}.
          </p>
          <section class="block" aria-label="Profile">
            <ProfileFacts partner={partner} />
          </section>
        </>
      )}
      {coordinates(me, program.programId) && (
        <>
          <Partnerships partnerId={partnerId} />
          {status === 'active' && (
            <details class="block">
              <summary>Propose a pair</summary>
              <Propose partner={partner} />
            </details>
          )}
        </>
      )}
    </>
  );
}

function Partnerships({ partnerId }: Pick<Partner, 'partnerId'>) {
  const loaded = useData<Home>(`/partners/${partnerId}/home`);
  return (
    <section class="block">
      <h2>Partnerships</h2>
      <Shown of={loaded} skeleton={<Skeleton lines={2} class="skeleton-rows" />}>
        {({ partnerships }) =>
          partnerships.length === 0 ? (
            <p class="nothing">None yet.</p>
          ) : (
            <PartnershipLines of={partnerships} own={partnerId} />
          )
        }
      </Shown>
    </section>
  );
}
