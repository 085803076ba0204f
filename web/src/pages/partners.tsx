import { useEffect, useMemo, useState } from 'preact/hooks';
import { whole, type AnyPartnerRow } from '../api/partner-rows';
import type { PartnerRow } from '../api/types';
import { useList } from '../api/use-list';
import { count } from '../formats';
import { Filter } from '../parts/filters';
import { Who } from '../parts/person';
import { ProgramFrame } from '../parts/program-frame';
import { Empty, Refused, Skeleton } from '../parts/states';
import { Status } from '../parts/status';
import { WindowedTable } from '../parts/windowed-table';
import { filterBy, Link, type Address } from '../router';
import { useProgram, useSession } from '../session';
import * as words from '../words';

interface Props {
  readonly programId: string;
  readonly address: Address;
}

const FILTERS = ['status', 'matched', 'q'] as const;
const TYPING_PAUSE = 250;

/** Who takes part, and who has nobody yet? */
export function PartnersPage({ programId, address }: Props) {
  const given = FILTERS.flatMap((name) => {
    const value = address.query.get(name);
    return value === null ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  const {
    items: rows,
    isFirst,
    hasMore,
    more,
    problem,
    reload,
  } = useList<AnyPartnerRow>(`/programs/${programId}/partners${given.length === 0 ? '' : `?${given.join('&')}`}`, {
    limit: 200,
  });
  const items = useMemo(() => rows.map(whole), [rows]);
  const joined = useProgram(programId)?.partners.joined;
  return (
    <ProgramFrame programId={programId} section="partners" title="Partners">
      <PartnerFilters address={address} />
      <p class="found" role="status">
        {isFirst
          ? '\u00a0'
          : given.length === 0 && joined !== undefined
            ? `${count(joined)} partners`
            : `${count(items.length)}${hasMore ? '+' : ''} found`}
      </p>
      {problem !== undefined && <Refused problem={problem} retry={reload} isOld={items.length > 0} />}
      {isFirst && problem === undefined ? (
        <Skeleton lines={12} class="skeleton-rows" />
      ) : items.length > 0 ? (
        <Partners items={items} hasMore={hasMore} more={more} />
      ) : problem === undefined ? (
        <NoPartners programId={programId} isFiltered={given.length > 0} />
      ) : null}
    </ProgramFrame>
  );
}

function PartnerFilters({ address }: { readonly address: Address }) {
  const asked = address.query.get('q') ?? '';
  const [typed, type] = useState(asked);
  useEffect(() => {
    if (typed === asked) return;
    const timer = setTimeout(() => {
      filterBy(address, { q: typed });
    }, TYPING_PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [typed, asked, address]);
  return (
    <div class="filters" role="search">
      <div class="filter grows">
        <label for="q">Name</label>
        <input
          id="q"
          type="search"
          value={typed}
          onInput={(event) => {
            type(event.currentTarget.value);
          }}
        />
      </div>
      <Filter
        label="Status"
        options={[
          ['', 'All'],
          ...['active', 'paused', 'withdrawn', 'invited'].map(
            (status) => [status, words.partnerStatus(status)] as const,
          ),
        ]}
        value={address.query.get('status') ?? ''}
        onValue={(status) => {
          filterBy(address, { status });
        }}
      />
      <Filter
        label="Partnership"
        options={[
          ['', 'All'],
          ['true', 'Has one'],
          ['false', 'Has none'],
        ]}
        value={address.query.get('matched') ?? ''}
        onValue={(matched) => {
          filterBy(address, { matched });
        }}
      />
    </div>
  );
}

interface RowsProps {
  readonly items: readonly PartnerRow[];
  readonly hasMore: boolean;
  readonly more: () => void;
}

function Partners({ items, hasMore, more }: RowsProps) {
  const { skillName } = useSession();
  const strongest = <T,>(list: readonly T[], weight: (each: T) => number, name: (each: T) => string) =>
    [...list]
      .sort((one, other) => weight(other) - weight(one))
      .map(name)
      .join(', ');
  return (
    <WindowedTable
      caption="Partners"
      class="partners"
      rows={items}
      keyOf={({ partnerId }) => partnerId}
      hasMore={hasMore}
      onEnd={more}
      head={
        <tr>
          <th scope="col">Partner</th>
          <th scope="col" class="wide-only">
            Offers
          </th>
          <th scope="col" class="wide-only">
            Wants
          </th>
          <th scope="col" class="number">
            Partnerships
          </th>
          <th scope="col">Status</th>
        </tr>
      }
    >
      {(partner) => (
        <tr data-row>
          <td>
            <Who person={partner} />
          </td>
          <td class="wide-only clipped">
            {strongest(
              partner.offers,
              ({ level }) => level,
              ({ skill }) => skillName(skill),
            )}
          </td>
          <td class="wide-only clipped">
            {strongest(
              partner.wants,
              ({ priority }) => priority,
              ({ skill }) => skillName(skill),
            )}
          </td>
          <td class="number">
            {count(partner.active)}
            <span class="hint"> of {count(partner.capacity)}</span>
          </td>
          <td>
            <Status code={partner.status} words={words.partnerStatus(partner.status)} />
          </td>
        </tr>
      )}
    </WindowedTable>
  );
}

const NoPartners = ({ programId, isFiltered }: { readonly programId: string; readonly isFiltered: boolean }) =>
  isFiltered ? (
    <Empty title="Nobody fits">
      <p>
        <Link href={`/programs/${programId}/partners`}>Show all partners</Link>
      </p>
    </Empty>
  ) : (
    <Empty title="Nobody has joined yet">
      <p>
        <Link href={`/programs/${programId}/import`}>Import a roster</Link> to bring in your people, with what they
        offer and want.
      </p>
    </Empty>
  );
