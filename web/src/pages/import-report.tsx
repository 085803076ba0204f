import type { RosterLine, RosterReport } from '../api/roster';
import { count, counted } from '../formats';
import { Chips } from '../parts/chips';

interface Props {
  readonly report: RosterReport;
  readonly wasDry: boolean;
}

/** What an import did, or would do: counts, then everything that needs a look, by line. */
export function ImportReport({ report, wasDry }: Props) {
  const {
    rows,
    joined,
    changed,
    unchanged,
    rejected,
    warnings = [],
    unknownSkills = [],
    unknownColumns = [],
    missing = [],
  } = report;
  const rejectedRows = new Set(rejected.map(({ line }) => line)).size;
  const counts: readonly (readonly [string, number])[] = [
    ['Rows', rows],
    [wasDry ? 'Would join' : 'Joined', joined],
    [wasDry ? 'Would change' : 'Changed', changed],
    ['Unchanged', unchanged],
    ['Rejected', rejectedRows],
  ];
  return (
    <section class="block" aria-label="Result">
      <h2>{wasDry ? 'What would happen' : 'What was done'}</h2>
      <dl class="counts">
        {counts.map(([words, amount]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>{count(amount)}</dd>
          </div>
        ))}
      </dl>
      <Lines title={`${counted(rejected.length, 'problem')} in rejected rows`} of={rejected} />
      <Lines title={counted(warnings.length, 'warning')} of={warnings} />
      {unknownSkills.length > 0 && (
        <>
          <h3>Skills that the catalogue does not know</h3>
          <p class="hint">They are taken as they are written; people match on them only when they are written alike.</p>
          <Chips of={unknownSkills} />
        </>
      )}
      {unknownColumns.length > 0 && (
        <>
          <h3>Columns that are ignored</h3>
          <Chips of={unknownColumns} />
        </>
      )}
      {missing.length > 0 && (
        <p class="hint">
          {counted(missing.length, 'partner')} of the program {missing.length === 1 ? 'is' : 'are'} not in the file.
          Nothing is done about them.
        </p>
      )}
    </section>
  );
}

const SHOWN = 500;

function Lines({ title, of }: { readonly title: string; readonly of: readonly RosterLine[] }) {
  if (of.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <div class="table-box" tabIndex={0} role="region" aria-label={title}>
        <table>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col" class="number">
                Line
              </th>
              <th scope="col">Column</th>
              <th scope="col">What to do</th>
            </tr>
          </thead>
          <tbody>
            {of.slice(0, SHOWN).map(({ line, column, message }) => (
              <tr key={`${String(line)} ${column} ${message}`}>
                <td class="number">{count(line)}</td>
                <td>
                  <code>{column}</code>
                </td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {of.length > SHOWN && <p class="hint">The first {count(SHOWN)} are shown.</p>}
    </>
  );
}
