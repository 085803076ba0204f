import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export interface Address {
  readonly path: string;
  readonly query: URLSearchParams;
}

const MOVED = 'address-moved';
/** The first page is focused by the browser itself; those that are gone to are focused by us. */
let hasMoved = false;
export const hasNavigated = (): boolean => hasMoved;

export function useAddress(): Address {
  const [address, setAddress] = useState(here);
  useEffect(() => {
    const read = () => {
      setAddress(here());
    };
    addEventListener('popstate', read);
    addEventListener(MOVED, read);
    return () => {
      removeEventListener('popstate', read);
      removeEventListener(MOVED, read);
    };
  }, []);
  return address;
}

export function go(to: string, { replace = false } = {}): void {
  const isOtherPage = new URL(to, location.href).pathname !== location.pathname;
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  if (isOtherPage) {
    hasMoved = true;
    scrollTo(0, 0);
  }
  dispatchEvent(new Event(MOVED));
}

/** Filters stand in the address, so that a link or a reload shows the same. An empty value is left out. */
export function filterBy({ path, query }: Address, change: Readonly<Record<string, string>>): void {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  go(`${path}${next.size === 0 ? '' : `?${next.toString()}`}`, { replace: true });
}

interface LinkProps {
  readonly href: string;
  readonly class?: string;
  readonly 'aria-current'?: 'page' | undefined;
  readonly children: ComponentChildren;
}

export function Link({ href, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    go(href);
  };
  return (
    <a {...rest} href={href} onClick={follow}>
      {children}
    </a>
  );
}

export type Parameters = Readonly<Record<string, string>>;

/** The parameters of a path by a pattern such as `/programs/:id/partners`; nothing when it is another path. */
export function matched(pattern: string, path: string): Parameters | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/\/+$/, '').split('/');
  if (path !== '/' && wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [place, part] of wanted.entries()) {
    const value = given[place] ?? '';
    if (part.startsWith(':') && value !== '') parameters[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return parameters;
}

const here = (): Address => ({ path: location.pathname, query: new URLSearchParams(location.search) });
