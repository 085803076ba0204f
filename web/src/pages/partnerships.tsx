import type { PartnershipRow } from '../api/types';
import { useList } from '../api/use-list';
import { duration } from '../formats';
import { Filter } from '../parts/filters';
import { Who } from '../parts/person';
import { ProgramFrame } from '../parts/program-frame';
import { Empty, Refused, Skeleton } from '../parts/states';
import { Status } from '../parts/status';
import { Day } from '../parts/when';
import { WindowedTable } from '../parts/windowed-table';
import { filterBy, Link, type Address } from '../router';
import * as words from '../words';

interface Props {
  readonly programId: string;
  readonly address: Address;
}

/** Which pairs are there, and how do they stand? */
export function PartnershipsPage({ programId, address }: Props) {
  const status = address.query.get('status') ?? '';
  const { items, isFirst, hasMore, more, problem, reload } = useList<PartnershipRow>(
    `/programs/${programId}/partnerships${status === '' ? '' : `?status=${encodeURIComponent(status)}`}`,
  );
  return (
    <ProgramFrame programId={programId} section="partnerships" title="Partnerships">
      <div class="filters">
        <Filter
          label="Status"
          options={[
            ['', 'All'],
            ...words.PARTNERSHIP_STATUSES.map((each) => [each, words.partnershipStatus(each)] as const),
          ]}
          value={status}
          onValue={(value) => {
            filterBy(address, { status: value });
          }}
        />
        <Link class="other" href={`/programs/${programId}/exchanges?state=waiting`}>
          Exchanges that wait
        </Link>
      </div>
      {problem !== undefined && <Refused problem={problem} retry={reload} isOld={items.length > 0} />}
      {isFirst && problem === undefined ? (
        <Skeleton lines={12} class="skeleton-rows" />
      ) : items.length > 0 ? (
        <Partnerships items={items} hasMore={hasMore} more={more} />
      ) : problem === undefined ? (
        <Empty title={status === '' ? 'There are no pairs yet' : 'None stands like this'}>
          <p>
            {status === '' ? (
              <>
                <Link href={`/programs/${programId}/rounds`}>Start a match round</Link>; publishing it proposes the
                pairs.
              </>
            ) : (
              <Link href={`/programs/${programId}/partnerships`}>Show all partnerships</Link>
            )}
          </p>
        </Empty>
      ) : null}
    </ProgramFrame>
  );
}

interface RowsProps {
  readonly items: readonly PartnershipRow[];
  readonly hasMore: boolean;
  readonly more: () => void;
}

const Partnerships = ({ items, hasMore, more }: RowsProps) => (
  <WindowedTable
    caption="Partnerships"
    rows={items}
    keyOf={({ partnershipId }) => partnershipId}
    hasMore={hasMore}
    onEnd={more}
    head={
      <tr>
        <th scope="col">Partners</th>
        <th scope="col">
          <span class="unseen">and</span>
        </th>
        <th scope="col">Status</th>
        <th scope="col" class="number wide-only">
          Gave each
        </th>
        <th scope="col" class="number wide-only">
          Exchanges
        </th>
        <th scope="col" class="wide-only">
          Since
        </th>
      </tr>
    }
  >
    {({
      partnershipId,
      a,
      b,
      status,
      minutes,
      confirmedExchanges,
      waitingExchanges,
      proposedOn,
      formedOn,
      closedOn,
    }) => (
      <tr data-row>
        <td>
          <Who person={a} />
        </td>
        <td>
          <Who person={b} />
        </td>
        <td>
          <Link href={`/partnerships/${partnershipId}`}>
            <Status code={status} words={words.partnershipStatus(status)} />
          </Link>
        </td>
        <td class="number wide-only">
          {duration(minutes.fromA)}
          <small class="below">{duration(minutes.fromB)}</small>
        </td>
        <td class="number wide-only">
          {confirmedExchanges}
          {waitingExchanges > 0 && <small class="below hollow">+{waitingExchanges} waiting</small>}
        </td>
        <td class="wide-only">
          <Day of={closedOn ?? formedOn ?? proposedOn} />
        </td>
      </tr>
    )}
  </WindowedTable>
);
