import type { Fact } from '../api/facts';
import type { Page, Partnership } from '../api/types';
import { useData } from '../api/use-data';
import { duration, ratio } from '../formats';
import { Learnings } from '../parts/chips';
import { nameOf, Who } from '../parts/person';
import { PageTitle } from '../parts/page-title';
import { Shown, Skeleton } from '../parts/states';
import { Status } from '../parts/status';
import { Day } from '../parts/when';
import { Gain } from '../pictures/gains';
import { Lanes } from '../pictures/lanes';
import { Link } from '../router';
import { oversees, useSession } from '../session';
import * as words from '../words';
import { Actions } from './partnership/actions';
import { FactsTable } from './partnership/facts-table';
import { OpenExchanges } from './partnership/open-exchanges';

/** What happened between these two? */
export function PartnershipPage({ partnershipId }: { readonly partnershipId: string }) {
  const loaded = useData<Partnership>(`/partnerships/${partnershipId}`);
  const timeline = useData<Page<Fact>>(`/partnerships/${partnershipId}/timeline`);
  const { me } = useSession();
  const pair = loaded.data;
  const title = pair === undefined ? 'Partnership' : `${nameOf(pair.a)} ⇄ ${nameOf(pair.b)}`;
  return (
    <>
      <p class="above-title">
        {pair === undefined ? (
          '\u00a0'
        ) : oversees(me) ? (
          <Link href={`/programs/${pair.programId}/partnerships`}>{pair.program.name}</Link>
        ) : (
          pair.program.name
        )}
      </p>
      <PageTitle title={title} />
      <Shown of={loaded} skeleton={<Skeleton lines={4} class="skeleton-rows" />}>
        {(partnership) => (
          <>
            <Summary of={partnership} />
            <Actions partnership={partnership} />
          </>
        )}
      </Shown>
      <Shown of={timeline} skeleton={<Skeleton class="skeleton-lanes" />}>
        {({ items }) =>
          pair === undefined ? (
            <Skeleton class="skeleton-lanes" />
          ) : (
            <>
              <section class="block" aria-label="Time line">
                <h2>Give and take</h2>
                <Lanes a={pair.a} b={pair.b} facts={items} until={pair.closedOn ?? me.today} />
              </section>
              <OpenExchanges partnership={pair} facts={items} />
              <section class="block">
                <h2>Facts</h2>
                <FactsTable facts={items} a={pair.a} b={pair.b} />
              </section>
            </>
          )
        }
      </Shown>
    </>
  );
}

function Summary({ of }: { readonly of: Partnership }) {
  const { a, b, status, minutes, reason, why, score } = of;
  return (
    <>
      <p class="about">
        <Status code={status} words={words.partnershipStatus(status)} />
        {reason !== undefined && <> · {words.reason(reason).toLowerCase()}</>} · proposed by {words.source(of.source)}{' '}
        on <Day of={of.proposedOn} />
        {status === 'proposed' && (
          <>
            , open until <Day of={of.expiresOn} />
          </>
        )}
        {of.formedOn !== undefined && (
          <>
            {' · '}
            <Day of={of.formedOn} />
            {' – '}
            {of.closedOn !== undefined ? (
              <Day of={of.closedOn} />
            ) : (
              of.plannedEnd !== undefined && <Day of={of.plannedEnd} />
            )}
          </>
        )}
      </p>
      <div class="two-sides">
        {[
          { person: a, gave: minutes.fromA, learns: why?.aLearns, gain: why?.aGain },
          { person: b, gave: minutes.fromB, learns: why?.bLearns, gain: why?.bGain },
        ].map(({ person, gave, learns, gain }) => (
          <div key={person.partnerId} class="one-side">
            <Who person={person} />
            <p>
              gave <b>{duration(gave)}</b>
              {of.status === 'proposed' && of.acceptedBy.includes(person.partnerId) && ' · has accepted'}
              {of.status === 'closing' && of.reflectionsOf.includes(person.partnerId) && ' · has reflected'}
            </p>
            {learns !== undefined && (
              <details>
                <summary>wants to learn</summary>
                {gain !== undefined && <Gain of={gain} isWeaker={false} />}
                <Learnings of={learns} />
              </details>
            )}
          </div>
        ))}
      </div>
      {score !== undefined && <p class="hint">Score when it was drafted: {ratio(score / 1e6)}</p>}
    </>
  );
}
