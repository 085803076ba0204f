import { useMemo, useState } from 'preact/hooks';
import type { Unmatched } from '../../api/rounds';
import { useList } from '../../api/use-list';
import { count } from '../../formats';
import { Who } from '../../parts/person';
import { Refused, Skeleton } from '../../parts/states';
import * as words from '../../words';

const SHOWN = 50;

/** Who stays without a pair, by reason, the commonest first. */
export function UnmatchedList({ roundId }: { readonly roundId: string }) {
  const { items, isFirst, problem, reload } = useList<Unmatched>(`/match-rounds/${roundId}/unmatched`, {
    limit: 500,
    all: true,
  });
  const groups = useMemo(() => [...grouped(items)].sort(([, one], [, other]) => other.length - one.length), [items]);
  return (
    <section class="block">
      <h2>Without a pair</h2>
      {problem !== undefined && <Refused problem={problem} retry={reload} isOld={items.length > 0} />}
      {isFirst && problem === undefined && <Skeleton lines={3} class="skeleton-rows" />}
      {groups.map(([reason, members]) => (
        <Group key={reason} reason={reason} members={members} />
      ))}
    </section>
  );
}

interface GroupProps {
  readonly reason: string;
  readonly members: readonly Unmatched[];
}

function Group({ reason, members }: GroupProps) {
  const [most, setMost] = useState(SHOWN);
  const rest = members.length - most;
  return (
    <details class="group">
      <summary>
        {words.unmatchedReason(reason)} <span class="amount">{count(members.length)}</span>
      </summary>
      <p class="hint">{words.unmatchedAdvice(reason)}</p>
      <ul class="people">
        {members.slice(0, most).map(({ partner, rule, candidates }) => (
          <li key={partner.partnerId}>
            <Who person={partner} />
            {rule !== undefined && <small>mostly: {words.rule(rule)}</small>}
            {candidates > 0 && <small>{count(candidates)} would have fitted</small>}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button
          type="button"
          onClick={() => {
            setMost(most + 200);
          }}
        >
          Show {count(Math.min(200, rest))} more
        </button>
      )}
    </details>
  );
}

function grouped(items: readonly Unmatched[]): ReadonlyMap<string, readonly Unmatched[]> {
  return Map.groupBy(items, ({ reason }) => reason);
}
