import { useMemo, useRef, useState } from 'preact/hooks';
import type { Week } from '../api/types';
import { day, dayNumber, duration, hours } from '../formats';
import { monthTicks, ticksTo } from './axis';
import { bars, stack, type Bar } from './bars';
import { useWidth } from './use-width';
import { WeeksTable } from './weeks-table';

const HEIGHT = 260;
const SPACE = { left: 44, right: 4, top: 8, bottom: 24 };

/**
 * Weekly hours: from the older to the younger above the line, from the younger to the older below it. What is exchanged within a
 * generation has no such direction: half of it stands on either side, hatched; so does what waits for confirmation, hollow.
 */
export function GiveAndTake({ weeks }: { readonly weeks: readonly Week[] }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [pointed, point] = useState<number | undefined>();
  const plot = useMemo(() => layout(weeks, width), [weeks, width]);
  const week = pointed === undefined ? undefined : weeks[pointed];

  const follow = (event: PointerEvent) => {
    const left = event.currentTarget instanceof Element ? event.currentTarget.getBoundingClientRect().left : 0;
    const place = Math.floor((event.clientX - left - SPACE.left) / plot.step);
    point(place >= 0 && place < weeks.length ? place : undefined);
  };
  const leave = () => {
    point(undefined);
  };

  return (
    <figure class="picture">
      <Legend week={week} />
      <div ref={box} class="plot plot-weeks" onPointerMove={follow} onPointerLeave={leave}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={inWords(weeks)}>
            <Hatch />
            {plot.ticks.map(({ y, label }) => (
              <g key={`${label}${String(y)}`}>
                <line class="grid" x1={SPACE.left} x2={width - SPACE.right} y1={y} y2={y} />
                <text class="tick" x={SPACE.left - 6} y={y + 4} text-anchor="end">
                  {label}
                </text>
              </g>
            ))}
            <path class="bar give" d={bars(plot.give)} />
            <path class="bar take" d={bars(plot.take)} />
            <path class="bar same" d={bars(plot.same)} fill="url(#hatch)" />
            <path class="bar waiting" d={bars(plot.waiting)} />
            <line class="zero" x1={SPACE.left} x2={width - SPACE.right} y1={plot.zero} y2={plot.zero} />
            {plot.months.map(({ x, label }) => (
              <text key={x} class="tick" x={x} y={HEIGHT - 6}>
                {label}
              </text>
            ))}
            {pointed !== undefined && (
              <rect
                class="pointed"
                x={SPACE.left + pointed * plot.step}
                y={SPACE.top}
                width={plot.step}
                height={HEIGHT - SPACE.top - SPACE.bottom}
              />
            )}
          </svg>
        )}
      </div>
      <WeeksTable weeks={weeks} />
    </figure>
  );
}

function Legend({ week }: { readonly week: Week | undefined }) {
  const said = (minutes: number | undefined) => (minutes === undefined ? '' : ` ${hours(minutes)}`);
  return (
    <figcaption class="legend">
      <span>
        <i class="key give" /> older → younger<b>{said(week?.olderToYounger)}</b>
      </span>
      <span>
        <i class="key take" /> younger → older<b>{said(week?.youngerToOlder)}</b>
      </span>
      <span>
        <i class="key same" /> same generation<b>{said(week?.same)}</b>
      </span>
      <span>
        <i class="key waiting" /> not confirmed yet<b>{said(week?.waiting)}</b>
      </span>
      <span class="pointed-week">{week === undefined ? '' : `week of ${day(week.week)}`}</span>
    </figcaption>
  );
}

/** Stripes for what has no direction. */
const Hatch = () => (
  <defs>
    <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line class="hatching" x1="0" y1="0" x2="0" y2="5" />
    </pattern>
  </defs>
);

function layout(weeks: readonly Week[], width: number) {
  const step = Math.max(0.5, (width - SPACE.left - SPACE.right) / Math.max(1, weeks.length));
  const most = Math.max(
    1,
    ...weeks.map(
      ({ olderToYounger, youngerToOlder, same, waiting }) =>
        Math.max(olderToYounger, youngerToOlder) + (same + waiting) / 2,
    ),
  );
  const amounts = ticksTo(most / 60, 3);
  const top = amounts.at(-1) ?? 1;
  const zero = SPACE.top + (HEIGHT - SPACE.top - SPACE.bottom) / 2;
  const perHour = (HEIGHT - SPACE.top - SPACE.bottom) / 2 / top;
  const columns: { give: Bar[]; take: Bar[]; same: Bar[]; waiting: Bar[] } = {
    give: [],
    take: [],
    same: [],
    waiting: [],
  };
  const gap = step > 6 ? 2 : step > 3 ? 1 : 0;
  weeks.forEach(({ olderToYounger, youngerToOlder, same, waiting }, place) => {
    const at = { x: SPACE.left + place * step + gap / 2, width: step - gap };
    const unit = perHour / 60;
    const [give, sameAbove, waitingAbove] = stack(zero, -unit, [olderToYounger, same / 2, waiting / 2]);
    const [take, sameBelow, waitingBelow] = stack(zero, unit, [youngerToOlder, same / 2, waiting / 2]);
    columns.give.push({ ...at, ...give });
    columns.take.push({ ...at, ...take });
    columns.same.push({ ...at, ...sameAbove }, { ...at, ...sameBelow });
    columns.waiting.push({ ...at, ...waitingAbove }, { ...at, ...waitingBelow });
  });
  const ticks = amounts.flatMap((amount) => {
    const label = top < 2 ? duration(Math.round(amount * 60)) : hours(amount * 60);
    return amount === 0
      ? [{ y: zero, label: '0' }]
      : [zero - amount * perHour, zero + amount * perHour].map((y) => ({ y, label }));
  });
  return { step, zero, ticks, months: months(weeks, step, width), ...columns };
}

function months(weeks: readonly Week[], step: number, width: number) {
  const [first, last] = [weeks[0]?.week, weeks.at(-1)?.week];
  if (first === undefined || last === undefined) return [];
  return monthTicks(first, last, Math.max(2, width / 76))
    .map(({ day: number, label }) => ({ x: SPACE.left + ((number - dayNumber(first)) / 7) * step, label }))
    .filter(({ x }) => x < width - 40);
}

function inWords(weeks: readonly Week[]): string {
  const sum = (of: (week: Week) => number) => hours(weeks.reduce((total, week) => total + of(week), 0));
  return `Hours by week. In ${String(weeks.length)} weeks: ${sum((week) => week.olderToYounger)} from the older to the younger, ${sum(
    (week) => week.youngerToOlder,
  )} from the younger to the older, ${sum((week) => week.same)} within a generation, ${sum((week) => week.waiting)} not confirmed yet. The table below has each week.`;
}
