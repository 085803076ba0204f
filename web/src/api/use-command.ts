import { useRef, useState } from 'preact/hooks';
import { announce } from '../parts/announcer';
import { keepFocus } from '../parts/focus';
import { post } from './client';
import { Problem } from './problem';
import { settle } from './settled';
import type { Done } from './types';
import { asProblem } from './use-data';

export interface Command {
  /** Resolves with the answer when the new truth is on the page; with nothing when it was refused: then `problem` says why. */
  readonly run: (path: string, body: object, said: string) => Promise<Done | undefined>;
  readonly isBusy: boolean;
  readonly problem?: Problem;
}

/**
 * One form, or one touch. Its key is made when it opens and survives a reload, so however often it is sent, it is done once.
 * After a refusal nothing was done: what is changed and sent then has a new key.
 */
export function useCommand(name: string): Command {
  const stored = `key:${name}`;
  const isRunning = useRef(false);
  const [state, setState] = useState<{ isBusy: boolean; problem?: Problem }>({ isBusy: false });

  const run = async (path: string, body: object, said: string) => {
    if (isRunning.current) return undefined;
    isRunning.current = true;
    setState({ isBusy: true });
    try {
      const done = await post(path, body, keyOf(stored));
      sessionStorage.removeItem(stored);
      await settle(done.position);
      announce(said);
      keepFocus();
      setState({ isBusy: false });
      return done;
    } catch (error) {
      const problem = asProblem(error);
      if (!problem.isUncertain) sessionStorage.removeItem(stored);
      if (problem.code === DONE_BEFORE) await settle(undefined);
      setState({ isBusy: false, problem: problem.code === DONE_BEFORE ? doneBefore() : problem });
      return undefined;
    } finally {
      isRunning.current = false;
    }
  };
  useState(() => keyOf(stored));
  return { run, ...state };
}

/** What was sent first has reached the server although no answer came, and was changed here afterwards. */
const DONE_BEFORE = 'idempotency-key-reused';
const doneBefore = () =>
  new Problem(
    'refused',
    'What you sent first has been done after all. Look at it; what you changed since is not sent yet.',
  );

function keyOf(stored: string): string {
  const kept = sessionStorage.getItem(stored) ?? uuid();
  sessionStorage.setItem(stored, kept);
  return kept;
}

/** `crypto.randomUUID` is there on secure origins only, and these pages may be served in a plain local network. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, place) => {
    const value = place === 6 ? (byte & 0x0f) | 0x40 : place === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
