const STORED = 'token';

/** The key of this tab. It never leaves the tab: no cookie, no storage that others read. */
export const token = (): string | null => sessionStorage.getItem(STORED);

export function keepToken(value: string): void {
  sessionStorage.clear();
  sessionStorage.setItem(STORED, value.trim());
}

export function forgetToken(): void {
  sessionStorage.clear();
}

/** A link that opens the pages brings the token in its fragment, which no server sees: it is taken out of the address at once. */
export function takeTokenFromAddress(): boolean {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const brought = fragment.get('token');
  if (brought === null) return false;
  keepToken(brought);
  const to = fragment.get('to') ?? '';
  history.replaceState(null, '', /^\/(?!\/)/.test(to) ? to : location.pathname + location.search);
  return true;
}
