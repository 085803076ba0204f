import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { forgetToken } from '../api/token';
import { Link } from '../router';
import { useSession } from '../session';
import { setTheme, theme, THEMES, type Theme } from '../theme';

/** What is around every page. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  const { me } = useSession();
  return (
    <>
      <a class="skip" href="#main">
        Go to the content
      </a>
      <header class="top">
        <Link href="/" class="home">
          {me.organization.name}
        </Link>
        <ThemeSwitch />
        <span class="who">{me.name ?? roleOf(me.grants)}</span>
        {!me.authOff && <SignOut />}
      </header>
      {me.authOff && (
        <p class="banner">Access control is off (AUTH=off): whoever reaches this address may see and do everything.</p>
      )}
      <Offline />
      <main id="main" class="page">
        {children}
      </main>
    </>
  );
}

const ROLES: Readonly<Record<string, string>> = {
  admin: 'Administrator',
  coordinator: 'Coordinator',
  partner: 'Partner',
  auditor: 'Auditor',
  analyst: 'Analyst',
};
const roleOf = (grants: readonly { readonly role: string }[]): string => {
  const role = grants[0]?.role ?? '';
  return ROLES[role] ?? role;
};

const MARKS: Readonly<Record<Theme, string>> = { auto: '◐', light: '○', dark: '●' };

function ThemeSwitch() {
  const [chosen, choose] = useState(theme);
  const next = THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length] ?? 'auto';
  const change = () => {
    setTheme(next);
    choose(next);
  };
  return (
    <button type="button" class="quiet theme" onClick={change} aria-label={`Colors: ${chosen}. Change to ${next}`}>
      <span aria-hidden="true">{MARKS[chosen]}</span>
      <span class="wide-only">{chosen}</span>
    </button>
  );
}

function SignOut() {
  const leave = () => {
    forgetToken();
    location.assign('/');
  };
  return (
    <button type="button" class="quiet" onClick={leave}>
      Sign out
    </button>
  );
}

function Offline() {
  const [isOff, setOff] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => {
      setOff(!navigator.onLine);
    };
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  if (!isOff) return null;
  return (
    <p class="banner" role="status">
      You are offline. What you see may be old; what you type is kept.
    </p>
  );
}
