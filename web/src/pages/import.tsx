import { useState } from 'preact/hooks';
import { upload } from '../api/client';
import type { Problem } from '../api/problem';
import { settle } from '../api/settled';
import type { RosterReport } from '../api/roster';
import { asProblem } from '../api/use-data';
import { announce } from '../parts/announcer';
import { Acts, FormProblem } from '../parts/fields';
import { ProgramFrame } from '../parts/program-frame';
import { Link } from '../router';
import { ImportReport } from './import-report';

interface Result {
  readonly report: RosterReport;
  readonly wasDry: boolean;
}

/** Brings people in from a roster, tried first. */
export function ImportPage({ programId }: { readonly programId: string }) {
  const [file, setFile] = useState<File | undefined>();
  const [busy, setBusy] = useState<'no' | 'checking' | 'importing'>('no');
  const [result, setResult] = useState<Result | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();

  const send = async (isDry: boolean) => {
    if (file === undefined || busy !== 'no') return;
    setBusy(isDry ? 'checking' : 'importing');
    setProblem(undefined);
    setResult(undefined);
    try {
      const report = await upload<RosterReport>(`/programs/${programId}/roster${isDry ? '?dry-run=true' : ''}`, file);
      setResult({ report, wasDry: isDry });
      announce(isDry ? 'The file is checked.' : 'The roster is imported.');
      if (!isDry) await settle(undefined);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy('no');
  };

  return (
    <ProgramFrame programId={programId} section="import" title="Import a roster">
      <form
        class="form narrow"
        onSubmit={(event) => {
          event.preventDefault();
          void send(true);
        }}
      >
        <p>
          A CSV file in UTF-8, one person a row. Importing it again changes nothing; rows that are new or corrected are
          taken.
        </p>
        <div class="field">
          <label for="roster">Roster file</label>
          <input
            id="roster"
            type="file"
            accept=".csv,text/csv"
            required
            onChange={(event) => {
              setFile(event.currentTarget.files?.[0]);
              setResult(undefined);
              setProblem(undefined);
            }}
          />
        </div>
        <FormProblem problem={problem} />
        <Acts>
          <button type="submit" class={result === undefined ? 'main' : ''} disabled={busy !== 'no'}>
            {busy === 'checking' ? 'Checking…' : 'Check the file'}
          </button>
          <button
            type="button"
            class={result?.wasDry === true ? 'main' : ''}
            disabled={busy !== 'no' || file === undefined}
            onClick={() => void send(false)}
          >
            {busy === 'importing' ? 'Importing…' : 'Import it'}
          </button>
        </Acts>
        {busy !== 'no' && <progress aria-label={busy === 'checking' ? 'Checking' : 'Importing'} />}
      </form>
      {result !== undefined && (
        <>
          <ImportReport {...result} />
          {!result.wasDry && (
            <p>
              <Link href={`/programs/${programId}/partners`}>Look at the partners</Link> or{' '}
              <Link href={`/programs/${programId}/rounds`}>start a match round</Link>.
            </p>
          )}
        </>
      )}
    </ProgramFrame>
  );
}
