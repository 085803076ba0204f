import type { ComponentChildren } from 'preact';
import { useCommand } from '../api/use-command';
import { FormProblem } from './fields';

interface Props {
  readonly name: string;
  readonly path: string;
  readonly body: object;
  readonly said: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** An act that needs nothing but the touch. */
export function OneTouch({ name, path, body, said, class: look = 'main', children }: Props) {
  const { run, isBusy, problem } = useCommand(name);
  return (
    <>
      <button
        type="button"
        class={look}
        aria-busy={isBusy}
        disabled={isBusy}
        onClick={() => void run(path, body, said)}
      >
        {children}
      </button>
      <FormProblem problem={problem} />
    </>
  );
}
