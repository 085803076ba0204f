import { useState } from 'preact/hooks';

/** What is typed into a form stays through an error and a reload, until the form is done. `name` tells forms apart. */
export function useKept<T extends object>(
  name: string,
  initial: () => T,
): readonly [T, (change: Partial<T>) => void, () => void] {
  const key = `form:${name}`;
  const [value, setValue] = useState<T>(() => ({ ...initial(), ...read<T>(key) }));
  const change = (part: Partial<T>) => {
    setValue((before) => {
      const next = { ...before, ...part };
      sessionStorage.setItem(key, JSON.stringify(next));
      return next;
    });
  };
  const forget = () => {
    sessionStorage.removeItem(key);
    setValue(initial());
  };
  return [value, change, forget];
}

function read<T>(key: string): Partial<T> {
  const kept = sessionStorage.getItem(key);
  if (kept === null) return {};
  try {
    return JSON.parse(kept) as Partial<T>;
  } catch {
    return {};
  }
}
