import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { get } from './client';
import type { Problem } from './problem';
import { onSettle } from './settled';
import type { Page } from './types';
import { asProblem } from './use-data';

export interface List<T> {
  readonly items: readonly T[];
  /** Nothing was answered yet. */
  readonly isFirst: boolean;
  readonly hasMore: boolean;
  readonly problem?: Problem;
  readonly more: () => void;
  readonly reload: () => Promise<void>;
}

interface State<T> {
  readonly path: string;
  readonly items: readonly T[];
  readonly isFirst: boolean;
  readonly next?: string;
  readonly problem?: Problem;
}

/** Reads a list page by page, the next when it is asked for; with `all`, one after the other to the end. */
export function useList<T>(path: string, { limit = 100, all = false } = {}): List<T> {
  const [state, setState] = useState<State<T>>(empty(path));
  const turn = useRef(0);
  const isBusy = useRef(false);

  const read = useCallback(
    async (after: string | undefined, before: readonly T[]) => {
      const mine = ++turn.current;
      isBusy.current = true;
      try {
        const page = await get<Page<T>>(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor(after)}`);
        if (mine !== turn.current) return;
        const items = [...before, ...page.items];
        setState({ path, items, isFirst: false, ...(page.next !== undefined && { next: page.next }) });
        isBusy.current = false;
        if (all && page.next !== undefined) await read(page.next, items);
      } catch (error) {
        if (mine === turn.current)
          setState((now) => ({ ...(now.path === path ? now : empty<T>(path)), problem: asProblem(error) }));
      } finally {
        if (mine === turn.current) isBusy.current = false;
      }
    },
    [path, limit, all],
  );
  const reload = useCallback(() => read(undefined, []), [read]);

  useEffect(() => {
    void reload();
    const stop = onSettle(reload);
    return () => {
      stop();
      turn.current++;
    };
  }, [reload]);

  const shown = state.path === path ? state : empty<T>(path);
  const more = () => {
    if (!isBusy.current && shown.next !== undefined) void read(shown.next, shown.items);
  };
  const { items, isFirst, next, problem } = shown;
  return { items, isFirst, hasMore: next !== undefined, more, reload, ...(problem !== undefined && { problem }) };
}

const empty = <T>(path: string): State<T> => ({ path, items: [], isFirst: true });

const cursor = (after: string | undefined) => (after === undefined ? '' : `&after=${encodeURIComponent(after)}`);
