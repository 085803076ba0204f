import { useEffect } from 'preact/hooks';
import { token } from './api/token';
import type { Me, Page, Program } from './api/types';
import { useData } from './api/use-data';
import { NotFound } from './pages/not-found';
import { SignIn } from './pages/sign-in';
import { Announcer } from './parts/announcer';
import { Refused } from './parts/states';
import { Frame } from './parts/frame';
import { go, matched, useAddress } from './router';
import { routes } from './routes';
import { oversees, SessionProvider } from './session';

export function App() {
  const { data: me, problem, reload } = useData<Me>('/me', { settle: false });
  const programs = useData<Page<Program>>('/programs');
  const signIn = async () => {
    await Promise.all([reload(), programs.reload()]);
  };
  if (me === undefined || problem?.kind === 'signed-out') {
    if (problem === undefined) return <p class="opening">Opening…</p>;
    if (problem.kind === 'signed-out') return <SignIn wasRefused={token() !== null} onSignIn={signIn} />;
    return (
      <main class="page" id="main">
        <h1>Mentoring partnerships</h1>
        <Refused problem={problem} retry={reload} />
      </main>
    );
  }
  return (
    <SessionProvider me={me} programs={programs}>
      <Frame>
        <CurrentPage me={me} />
      </Frame>
      <Announcer />
    </SessionProvider>
  );
}

function CurrentPage({ me }: { readonly me: Me }) {
  const address = useAddress();
  const own = !oversees(me) && address.path === '/' ? me.partners[0]?.partnerId : undefined;
  useEffect(() => {
    if (own !== undefined) go(`/partners/${own}`, { replace: true });
  }, [own]);
  if (own !== undefined) return null;
  for (const [pattern, page] of routes) {
    const parameters = matched(pattern, address.path);
    if (parameters !== undefined) return page(parameters, address);
  }
  return <NotFound />;
}
