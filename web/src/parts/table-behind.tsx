import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  readonly caption: string;
  readonly children: ComponentChildren;
}

/** The figures behind a picture, made when they are asked for. */
export function TableBehind({ caption, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      class="behind"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>Show the figures</summary>
      {isOpen && (
        <div class="table-box" tabIndex={0} role="region" aria-label={caption}>
          <table>
            <caption class="unseen">{caption}</caption>
            {children}
          </table>
        </div>
      )}
    </details>
  );
}
