import type { BalanceRow, ExchangeMatrix, Slice } from '../api/types';
import { useData } from '../api/use-data';
import { useList } from '../api/use-list';
import { count, duration, ratio } from '../formats';
import { Filter } from '../parts/filters';
import { Who } from '../parts/person';
import { ProgramFrame } from '../parts/program-frame';
import { Empty, Refused, Shown, Skeleton } from '../parts/states';
import { WindowedTable } from '../parts/windowed-table';
import { Matrix } from '../pictures/matrix';
import { filterBy, Link, type Address } from '../router';
import * as words from '../words';

interface Props {
  readonly programId: string;
  readonly address: Address;
}

const SLICES: readonly Slice[] = ['generation', 'unit', 'grade'];

/** Do we exchange, or only broadcast? */
export function TeachingPage({ programId, address }: Props) {
  const by = SLICES.find((slice) => slice === address.query.get('by')) ?? 'generation';
  const loaded = useData<ExchangeMatrix>(`/programs/${programId}/exchange-matrix?by=${by}`);
  return (
    <ProgramFrame programId={programId} section="teaching" title="Who teaches whom">
      <div class="filters">
        <Filter
          label="Between"
          options={SLICES.map((slice) => [slice, words.slice(slice)] as const)}
          value={by}
          onValue={(value) => {
            filterBy(address, { by: value === 'generation' ? '' : value });
          }}
        />
      </div>
      <Shown of={loaded} skeleton={<Skeleton class="skeleton-matrix" />}>
        {(matrix) =>
          matrix.cells.length === 0 ? (
            <Empty title="No exchange is logged yet">
              <p>As soon as partners log what they taught each other, you see here who teaches whom.</p>
            </Empty>
          ) : (
            <section class="block">
              <p class="hint">
                Rows teach, columns learn: confirmed hours. The outlined diagonal is what a group teaches its own;
                hollow amounts are not confirmed yet.
              </p>
              <Matrix matrix={matrix} />
            </section>
          )
        }
      </Shown>
      <Balance programId={programId} />
    </ProgramFrame>
  );
}

function Balance({ programId }: { readonly programId: string }) {
  const { items, isFirst, hasMore, more, problem, reload } = useList<BalanceRow>(`/programs/${programId}/reciprocity`);
  return (
    <section class="block">
      <h2>Partnerships, the least even first</h2>
      <p class="hint">
        Reciprocity: 2 × the lesser direction ÷ both, from three confirmed exchanges on. 1 is even, 0 is one-way.
      </p>
      {problem !== undefined && <Refused problem={problem} retry={reload} isOld={items.length > 0} />}
      {isFirst && problem === undefined ? (
        <Skeleton lines={6} class="skeleton-rows" />
      ) : items.length === 0 ? (
        <p class="nothing">No partnership has a confirmed exchange yet.</p>
      ) : (
        <WindowedTable
          caption="Partnerships by reciprocity"
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
              <th scope="col" class="number">
                Gave each
              </th>
              <th scope="col" class="number wide-only">
                Exchanges
              </th>
              <th scope="col" class="number">
                Reciprocity
              </th>
            </tr>
          }
        >
          {({ partnershipId, a, b, fromA, fromB, exchanges, reciprocity, closed }) => (
            <tr data-row>
              <td>
                <Who person={a} />
              </td>
              <td>
                <Who person={b} />
              </td>
              <td class="number">
                {duration(fromA)}
                <small class="below">{duration(fromB)}</small>
              </td>
              <td class="number wide-only">{count(exchanges)}</td>
              <td class="number">
                <Link href={`/partnerships/${partnershipId}`}>{reciprocity === null ? '–' : ratio(reciprocity)}</Link>
                {closed && <small class="below">closed</small>}
              </td>
            </tr>
          )}
        </WindowedTable>
      )}
    </section>
  );
}
