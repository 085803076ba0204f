export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORED = 'theme';

export function theme(): Theme {
  const kept = localStorage.getItem(STORED);
  return THEMES.find((each) => each === kept) ?? 'auto';
}

export function setTheme(chosen: Theme): void {
  localStorage.setItem(STORED, chosen);
  document.documentElement.dataset['theme'] = chosen;
}
