import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { get } from './client';
import { Problem } from './problem';
import { onSettle } from './settled';

export interface Loaded<T> {
  /** What was answered last; it stays while it is read anew, and when that fails. */
  readonly data?: T;
  readonly problem?: Problem;
  readonly reload: () => Promise<void>;
}

interface Options {
  /** Read again every so many milliseconds, as long as the page is looked at. */
  readonly every?: number | undefined;
  readonly settle?: boolean;
}

/** Reads what a page shows, again after each command of this tab. `null`: nothing to read. */
export function useData<T>(path: string | null, { every, settle = true }: Options = {}): Loaded<T> {
  const [state, setState] = useState<{ path: string | null; data?: T; problem?: Problem }>({ path });
  const asked = useRef(0);

  const reload = useCallback(async () => {
    if (path === null) return;
    const turn = ++asked.current;
    let next: { data: T } | { problem: Problem };
    try {
      next = { data: await get<T>(path, { settle }) };
    } catch (error) {
      next = { problem: asProblem(error) };
    }
    if (turn !== asked.current) return;
    setState((before) =>
      'data' in next ? { path, data: next.data } : { ...(before.path === path ? before : { path }), ...next },
    );
  }, [path, settle]);

  useEffect(() => {
    void reload();
    const stop = onSettle(reload);
    const again = () => void reload();
    addEventListener('online', again);
    return () => {
      stop();
      removeEventListener('online', again);
      asked.current++;
    };
  }, [reload]);

  useEffect(() => {
    if (every === undefined) return;
    const timer = setInterval(() => {
      if (!document.hidden) void reload();
    }, every);
    return () => {
      clearInterval(timer);
    };
  }, [every, reload]);

  return state.path === path ? { ...state, reload } : { reload };
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem
    ? error
    : new Problem('failed', error instanceof Error ? error.message : String(error));
}
