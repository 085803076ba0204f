import { day, ratio, share } from '../formats';
import type { Measured } from '../api/types';

const WIDTH = 100;
const HEIGHT = 40;

/** How a number came to be what it is, from zero to one. What is not known is a gap. */
export function Sparkline({ unit, trend: asked }: Pick<Measured, 'unit' | 'trend'>) {
  const trend = asked.slice(
    Math.max(
      0,
      asked.findIndex(({ value }) => value !== null),
    ),
  );
  const known = trend.flatMap(({ value }, place) => (value === null ? [] : [{ value, place }]));
  const [first, last] = [known[0], known.at(-1)];
  if (known.length < 2 || first === undefined || last === undefined) return <span class="spark" />;
  const x = (place: number) => ((place / Math.max(1, trend.length - 1)) * WIDTH).toFixed(1);
  const y = (value: number) => (HEIGHT - 1 - Math.min(1, value) * (HEIGHT - 6)).toFixed(1);
  const line = known
    .map(({ value, place }, index) => `${known[index - 1]?.place === place - 1 ? 'L' : 'M'}${x(place)},${y(value)}`)
    .join('');
  const said = unit === 'share' ? share : ratio;
  const from = trend[first.place]?.asOf ?? '';
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${said(first.value)} on ${day(from)}, ${said(last.value)} now`}
    >
      <path class="zero" d={`M0,${String(HEIGHT - 0.5)}H${String(WIDTH)}`} />
      <path d={line} />
      <path class="end" d={`M${x(last.place)},${y(last.value)}h0`} />
    </svg>
  );
}
