import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Props<T> {
  readonly caption: string;
  readonly head: JSX.Element;
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** One `tr` of the height that the style of the table gives to all of them. */
  readonly children: (row: T, place: number) => ComponentChildren;
  readonly hasMore?: boolean;
  readonly onEnd?: () => void;
  readonly class?: string;
  readonly isBusy?: boolean;
}

const STEP = 8;

/** A table of any length: only the rows that are near the window are on the page. */
export function WindowedTable<T>(props: Props<T>) {
  const { caption, head, rows, keyOf, children, hasMore = false, onEnd, isBusy = false } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const height = useRef(56);
  const [[first, last], setRange] = useState<readonly [number, number]>([0, 40]);

  const hasRows = rows.length > 0;
  useLayoutEffect(() => {
    const measure = () => {
      const row = body.current?.querySelector('tr[data-row]');
      if (row) height.current = Math.max(20, row.getBoundingClientRect().height);
    };
    measure();
    addEventListener('resize', measure);
    return () => {
      removeEventListener('resize', measure);
    };
  }, [hasRows]);

  useEffect(() => {
    const look = () => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      // Whole steps of rows: the page is drawn anew once in a while, not at every move.
      const from = Math.max(0, Math.floor(-top / height.current / STEP - 1) * STEP);
      const to = Math.ceil((innerHeight - top) / height.current / STEP + 1) * STEP;
      setRange((before) => (before[0] === from && before[1] === to ? before : [from, to]));
      if (hasMore && to >= rows.length) onEnd?.();
    };
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [rows.length, hasMore, onEnd]);

  const shown = rows.slice(first, last);
  const below = Math.max(0, rows.length - first - shown.length);
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={caption}>
      <table class={`rows ${props.class ?? ''}`} aria-rowcount={hasMore ? -1 : rows.length + 1} aria-busy={isBusy}>
        <caption class="unseen">{caption}</caption>
        <thead>{head}</thead>
        <tbody ref={body}>
          {first > 0 && <Gap height={Math.min(first, rows.length) * height.current} />}
          {shown.map((row, place) => (
            <Keyed key={keyOf(row)}>{children(row, first + place)}</Keyed>
          ))}
          {below > 0 && <Gap height={below * height.current} />}
        </tbody>
      </table>
    </div>
  );
}

const Keyed = ({ children }: { readonly children: ComponentChildren }) => <>{children}</>;

const Gap = ({ height }: { readonly height: number }) => (
  <tr class="gap" aria-hidden="true">
    <td style={{ height: `${String(height)}px` }} />
  </tr>
);
