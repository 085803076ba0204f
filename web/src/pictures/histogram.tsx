import { count, counted } from '../formats';
import { TableBehind } from '../parts/table-behind';

const HEIGHT = 150;
const BASE = HEIGHT - 20;
const TOP = 18;

interface Props {
  /** Partnerships with a reciprocity of 0-0.1 … 0.9-1. */
  readonly counts: readonly number[];
}

/** How many partnerships are how even: at the right both give alike, at the left only one gives. */
export function ReciprocityHistogram({ counts }: Props) {
  const most = Math.max(1, ...counts);
  const total = counts.reduce((sum, each) => sum + each, 0);
  const even = counts.slice(5).reduce((sum, each) => sum + each, 0);
  return (
    <figure class="picture">
      <div class="plot plot-histogram">
        <svg
          viewBox={`0 0 320 ${String(HEIGHT)}`}
          role="img"
          aria-label={`${counted(total, 'partnership')}, ${count(even)} of them with a reciprocity of 0.5 or more.`}
        >
          {counts.map((each, place) => {
            const height = (each / most) * (BASE - TOP);
            return (
              <g key={place}>
                <rect
                  class={place < 5 ? 'uneven' : 'even'}
                  x={place * 32 + 2}
                  y={BASE - height}
                  width={28}
                  height={height}
                />
                {each > 0 && (
                  <text class="amount" x={place * 32 + 16} y={BASE - height - 4} text-anchor="middle">
                    {count(each)}
                  </text>
                )}
              </g>
            );
          })}
          <line class="zero" x1="0" x2="320" y1={BASE + 0.5} y2={BASE + 0.5} />
          <text class="tick" x="2" y={HEIGHT - 5}>
            0 · one-way
          </text>
          <text class="tick" x="160" y={HEIGHT - 5} text-anchor="middle">
            0.5
          </text>
          <text class="tick" x="318" y={HEIGHT - 5} text-anchor="end">
            even · 1
          </text>
        </svg>
      </div>
      <TableBehind caption="Partnerships by reciprocity">
        <thead>
          <tr>
            <th scope="col">Reciprocity</th>
            <th scope="col" class="number">
              Partnerships
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.map((each, place) => (
            <tr key={place}>
              <th scope="row">
                {(place / 10).toFixed(1)}–{((place + 1) / 10).toFixed(1)}
              </th>
              <td class="number">{count(each)}</td>
            </tr>
          ))}
        </tbody>
      </TableBehind>
    </figure>
  );
}
