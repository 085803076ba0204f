import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { hasNavigated } from '../router';

interface Props {
  /** For the browser's tab. */
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** The heading of a page: what is gone to has the focus, so that a screen reader and the tab key begin there. */
export function PageTitle({ title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasNavigated()) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = title === '' ? 'Mentoring Partnerships' : `${title} · Mentoring Partnerships`;
  }, [title]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
