import type { Measured } from '../../api/types';
import { count, ratio, share } from '../../formats';
import { Skeleton } from '../../parts/states';
import { Day } from '../../parts/when';
import { Sparkline } from '../../pictures/sparkline';
import * as words from '../../words';

interface Props {
  readonly numbers: readonly Measured[];
  /** Below it a share of so few says nothing: they are counted. */
  readonly atLeast: number;
}

export const Numbers = ({ numbers, atLeast }: Props) => (
  <section class="numbers" aria-label="Numbers">
    {numbers.map((number) => (
      <NumberTile key={number.name} number={number} atLeast={atLeast} />
    ))}
  </section>
);

/** What a number is said of. */
const OF: Readonly<Record<string, readonly [one: string, many: string]>> = {
  'match-rate': ['active partner', 'active partners'],
  acceptance: ['answered proposal', 'answered proposals'],
  reciprocity: ['partnership', 'partnerships'],
};

function NumberTile({ number, atLeast }: { readonly number: Measured; readonly atLeast: number }) {
  const { name, title, unit, definition, definitionVersion, value, of, parts, trend } = number;
  const said = unit === 'share' ? share : ratio;
  const [one, many] = OF[name] ?? ['case', 'cases'];
  const isCounted = value !== null && unit === 'share' && of < atLeast;
  const whom = of === 1 ? one : many;
  const saidOf =
    value === null
      ? `no ${many} yet`
      : isCounted
        ? whom
        : `${unit === 'ratio' ? 'median ' : ''}of ${count(of)} ${whom}`;
  return (
    <article class="number-tile">
      <h2>{title}</h2>
      <p class="value">
        {value === null ? '–' : isCounted ? `${count(Math.round(value * of))} of ${count(of)}` : said(value)}
      </p>
      <Sparkline unit={unit} trend={trend} />
      <p class="of">{saidOf}</p>
      <details>
        <summary>Definition and figures</summary>
        <p>{definition}</p>
        <p class="hint">Definition version {definitionVersion}.</p>
        <table>
          <caption class="unseen">What {title} is made of</caption>
          <tbody>
            {Object.entries(parts).map(([part, amount]) => (
              <tr key={part}>
                <th scope="row">{words.partWithReason(part)}</th>
                <td class="number">{amount === null ? '–' : isWhole(amount) ? count(amount) : ratio(amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Trend number={number} />
      </details>
    </article>
  );
}

function Trend({ number: { title, unit, trend } }: { readonly number: Measured }) {
  const said = unit === 'share' ? share : ratio;
  return (
    <div class="trend" tabIndex={0} role="region" aria-label={`${title} over time`}>
      <table>
        <caption class="unseen">{title} over time</caption>
        <thead>
          <tr>
            <th scope="col">As of</th>
            <th scope="col" class="number">
              {title}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...trend].reverse().map(({ asOf, value }) => (
            <tr key={asOf}>
              <th scope="row">
                <Day of={asOf} />
              </th>
              <td class="number">{value === null ? '–' : said(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isWhole = (amount: number): boolean => amount % 1 === 0;

export const NumbersSkeleton = () => (
  <section class="numbers" aria-hidden="true">
    {['match-rate', 'acceptance', 'reciprocity'].map((name) => (
      <div key={name} class="number-tile">
        <Skeleton class="skeleton-number" />
      </div>
    ))}
  </section>
);
