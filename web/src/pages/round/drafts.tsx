import { useMemo, useState } from 'preact/hooks';
import type { Draft } from '../../api/rounds';
import { useList } from '../../api/use-list';
import { count, ratio } from '../../formats';
import { Filter } from '../../parts/filters';
import { Refused, Skeleton } from '../../parts/states';
import { Status } from '../../parts/status';
import { WindowedTable } from '../../parts/windowed-table';
import { Link } from '../../router';
import * as words from '../../words';
import { DraftDialog } from './draft-dialog';
import { DraftSide } from './draft-side';
import { sidesOf } from './sides';

interface Props {
  readonly roundId: string;
  readonly isPublished: boolean;
}

const ORDERS = {
  weaker: ['Weaker side first', (draft: Draft) => Math.min(draft.why.aGain, draft.why.bGain)],
  score: ['Best score first', (draft: Draft) => -draft.score],
  'lowest-score': ['Lowest score first', (draft: Draft) => draft.score],
} as const;
type Order = keyof typeof ORDERS;

/** A row a draft, first the side that gains less. */
export function Drafts({ roundId, isPublished }: Props) {
  const { items, isFirst, hasMore, problem, reload } = useList<Draft>(`/match-rounds/${roundId}/drafts`, {
    limit: 500,
    all: true,
  });
  const [order, setOrder] = useState<Order>('weaker');
  const [opened, open] = useState<Draft | undefined>();
  const sorted = useMemo(() => {
    const weight = ORDERS[order][1];
    return [...items].sort((one, other) => weight(one) - weight(other));
  }, [items, order]);
  return (
    <section class="block" aria-label="Drafts">
      <div class="filters">
        <h2>Drafts</h2>
        <Filter
          label="Order"
          options={Object.entries(ORDERS).map(([code, [said]]) => [code, said] as const)}
          value={order}
          onValue={(value) => {
            setOrder((Object.keys(ORDERS) as Order[]).find((each) => each === value) ?? 'weaker');
          }}
        />
      </div>
      {problem !== undefined && <Refused problem={problem} retry={reload} isOld={items.length > 0} />}
      {isFirst && problem === undefined && <Skeleton lines={8} class="skeleton-drafts" />}
      {hasMore && <p class="hint">{count(items.length)} are here, the rest is coming…</p>}
      {!isFirst && items.length === 0 && <p class="nothing">The round found no pair. Below is why.</p>}
      {items.length > 0 && (
        <WindowedTable
          caption="Drafted pairs"
          class="drafts"
          rows={sorted}
          keyOf={({ a, b }) => `${a.partnerId} ${b.partnerId}`}
          isBusy={hasMore}
          head={
            <tr>
              <th scope="col">Gains less, and learns</th>
              <th scope="col">
                <span aria-hidden="true">⇄</span> Gains more, and learns
              </th>
              <th scope="col" class="number wide-only">
                Score
              </th>
              <th scope="col">
                {isPublished ? <span class="wide-only">Stands</span> : <span class="unseen">Why</span>}
              </th>
            </tr>
          }
        >
          {(draft) => (
            <Row
              draft={draft}
              onOpen={() => {
                open(draft);
              }}
            />
          )}
        </WindowedTable>
      )}
      {opened !== undefined && (
        <DraftDialog
          draft={opened}
          onClose={() => {
            open(undefined);
          }}
        />
      )}
    </section>
  );
}

function Row({ draft, onOpen }: { readonly draft: Draft; readonly onOpen: () => void }) {
  const [weaker, stronger] = sidesOf(draft);
  return (
    <tr data-row>
      <td>
        <DraftSide {...weaker} isWeaker />
      </td>
      <td>
        <DraftSide {...stronger} isWeaker={false} />
      </td>
      <td class="number wide-only">{ratio(draft.score / 1e6)}</td>
      <td>
        {draft.partnershipStatus !== undefined && (
          <span class="wide-only">
            <Link href={`/partnerships/${draft.partnershipId}`}>
              <Status code={draft.partnershipStatus} words={words.partnershipStatus(draft.partnershipStatus)} />
            </Link>
          </span>
        )}
        <button type="button" class="quiet" onClick={onOpen}>
          Why?
        </button>
      </td>
    </tr>
  );
}
