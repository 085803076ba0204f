import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { keepFocus } from './focus';

/** What opens below a button has the focus at once, and gives it back when it closes. */
export function Opened({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = box.current?.parentElement;
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
    return () => {
      keepFocus(place);
    };
  }, []);
  return (
    <div ref={box} class="opened" tabIndex={-1} role="group" aria-label={label}>
      {children}
    </div>
  );
}
