import { useState } from 'preact/hooks';
import { forgetToken, keepToken } from '../api/token';
import { Acts, Field } from '../parts/fields';
import { PageTitle } from '../parts/page-title';

interface Props {
  readonly wasRefused: boolean;
  readonly onSignIn: () => Promise<void>;
}

export function SignIn({ wasRefused, onSignIn }: Props) {
  const [key, setKey] = useState('');
  const [isBusy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    keepToken(key);
    await onSignIn();
    setBusy(false);
  };
  return (
    <main class="page narrow" id="main">
      <PageTitle title="Sign in" />
      <p>
        Open the link you were given, or paste your key here. It is kept in this tab only and is gone when you close it.
      </p>
      <form class="form" onSubmit={(event) => void send(event)}>
        <Field
          label="Your key"
          type="password"
          autoComplete="off"
          spellcheck={false}
          required
          value={key}
          onValue={setKey}
          error={
            wasRefused && !isBusy
              ? 'This key is not accepted. It may be mistyped, expired or revoked: ask who gave it to you.'
              : undefined
          }
        />
        <Acts>
          <button type="submit" class="main" disabled={isBusy}>
            Sign in
          </button>
          {wasRefused && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                forgetToken();
                void onSignIn();
              }}
            >
              Forget it
            </button>
          )}
        </Acts>
      </form>
      <details>
        <summary>Where do I get a key?</summary>
        <p>
          Who runs the server finds the first one in the file <code>admin-token</code> of its data folder. Others are
          made with <code>mentoring keys create</code>.
        </p>
      </details>
    </main>
  );
}
