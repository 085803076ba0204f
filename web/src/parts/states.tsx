import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/problem';
import { forgetToken } from '../api/token';
import type { Loaded } from '../api/use-data';

interface ShownProps<T> {
  readonly of: Loaded<T>;
  /** Of the same size as what comes: nothing jumps. */
  readonly skeleton: ComponentChildren;
  readonly children: (data: T) => ComponentChildren;
}

/** What was read, as soon as it is there; until then its skeleton. When reading anew fails, the old stays and says so. */
export function Shown<T>({ of: { data, problem, reload }, skeleton, children }: ShownProps<T>) {
  if (data === undefined) return problem === undefined ? <>{skeleton}</> : <Refused problem={problem} retry={reload} />;
  return (
    <>
      {problem !== undefined && <Refused problem={problem} retry={reload} isOld />}
      {children(data)}
    </>
  );
}

interface RefusedProps {
  readonly problem: Problem;
  readonly retry: () => Promise<void>;
  /** Something older is still shown. */
  readonly isOld?: boolean;
}

export function Refused({ problem, retry, isOld = false }: RefusedProps) {
  const { kind, message } = problem;
  const signIn = () => {
    forgetToken();
    location.assign('/');
  };
  return (
    <div class="notice" role="alert" data-kind={kind}>
      <p>
        {message}
        {isOld && ' What you see below is from before.'}
      </p>
      {kind === 'signed-out' && (
        <button type="button" onClick={signIn}>
          Sign in again
        </button>
      )}
      {['offline', 'not-yet', 'failed'].includes(kind) && (
        <button type="button" onClick={() => void retry()}>
          Try again
        </button>
      )}
    </div>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A grey place of so many lines. */
export function Skeleton({ lines = 1, class: name = '' }: { readonly lines?: number; readonly class?: string }) {
  return (
    <div class={`skeleton ${name}`} aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} />
      ))}
    </div>
  );
}
