import type { LedgerRow } from '../api/types';
import { useList } from '../api/use-list';
import { duration } from '../formats';
import { Filter } from '../parts/filters';
import { Who } from '../parts/person';
import { ProgramFrame } from '../parts/program-frame';
import { Empty, Refused, Skeleton } from '../parts/states';
import { Status } from '../parts/status';
import { Day, Moment } from '../parts/when';
import { WindowedTable } from '../parts/windowed-table';
import { filterBy, Link, type Address } from '../router';
import * as words from '../words';

interface Props {
  readonly programId: string;
  readonly address: Address;
}

const STATES = ['waiting', 'disputed', 'voiding', 'confirmed', 'voided'] as const;

/** Which exchanges wait, and for how long? */
export function ExchangesPage({ programId, address }: Props) {
  const state = address.query.get('state') ?? '';
  const { items, isFirst, hasMore, more, problem, reload } = useList<LedgerRow>(
    `/programs/${programId}/ledger${state === '' ? '' : `?state=${encodeURIComponent(state)}`}`,
  );
  return (
    <ProgramFrame programId={programId} section="partnerships" title="Exchanges">
      <div class="filters">
        <Filter
          label="State"
          options={[['', 'All'], ...STATES.map((each) => [each, words.exchangeState(each)] as const)]}
          value={state}
          onValue={(value) => {
            filterBy(address, { state: value });
          }}
        />
      </div>
      {problem !== undefined && <Refused problem={problem} retry={reload} isOld={items.length > 0} />}
      {isFirst && problem === undefined ? (
        <Skeleton lines={12} class="skeleton-rows" />
      ) : items.length > 0 ? (
        <WindowedTable
          caption="Exchanges"
          class="exchanges"
          rows={items}
          keyOf={({ exchangeId }) => exchangeId}
          hasMore={hasMore}
          onEnd={more}
          head={
            <tr>
              <th scope="col">Held</th>
              <th scope="col">Partners</th>
              <th scope="col" class="wide-only">
                <span class="unseen">and</span>
              </th>
              <th scope="col" class="number wide-only">
                Time
              </th>
              <th scope="col" class="wide-only">
                Logged
              </th>
              <th scope="col">State</th>
            </tr>
          }
        >
          {({ partnershipId, a, b, heldAt, loggedAt, minutes, method, state: stands }) => (
            <tr data-row>
              <td>
                <Link href={`/partnerships/${partnershipId}`}>
                  <Day of={heldAt.slice(0, 10)} />
                </Link>
                {method !== undefined && <small class="below">{words.method(method)}</small>}
              </td>
              <td>
                <Who person={a} />
              </td>
              <td class="wide-only">
                <Who person={b} />
              </td>
              <td class="number wide-only">{duration(minutes)}</td>
              <td class="wide-only">
                <Moment of={loggedAt} />
              </td>
              <td>
                <Status code={stands} words={words.exchangeState(stands)} />
              </td>
            </tr>
          )}
        </WindowedTable>
      ) : problem === undefined ? (
        <Empty title="There is none like this" />
      ) : null}
    </ProgramFrame>
  );
}
