import type { ExchangeMatrix } from '../api/types';
import { duration, hours } from '../formats';
import { Generation } from '../parts/person';

interface Props {
  readonly matrix: ExchangeMatrix;
}

/** Rows teach, columns learn. The darker a cell, the more hours; the diagonal, where a group teaches its own, is marked. */
export function Matrix({ matrix: { by, groups, cells } }: Props) {
  const at = new Map(cells.map((cell) => [`${cell.from}\n${cell.to}`, cell]));
  const most = Math.max(1, ...cells.map(({ confirmed }) => confirmed));
  const sum = (side: 'from' | 'to', group: string) =>
    cells.filter((cell) => cell[side] === group).reduce((total, { confirmed }) => total + confirmed, 0);
  const total = cells.reduce((all, { confirmed }) => all + confirmed, 0);
  const name = (group: string) => (by === 'generation' ? <Generation of={group} /> : group);
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label="Who teaches whom">
      <table class="matrix">
        <caption class="unseen">Confirmed hours by who teaches (rows) and who learns (columns)</caption>
        <thead>
          <tr>
            <th scope="col" class="corner">
              teaches ↓ <span class="learns">learns →</span>
            </th>
            {groups.map((group) => (
              <th key={group} scope="col">
                {name(group)}
              </th>
            ))}
            <th scope="col" class="number">
              taught
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((from) => (
            <tr key={from}>
              <th scope="row">{name(from)}</th>
              {groups.map((to) => {
                const { confirmed = 0, waiting = 0 } = at.get(`${from}\n${to}`) ?? {};
                return (
                  <td
                    key={to}
                    class={`cell number ${from === to ? 'own' : ''}`}
                    style={{ '--share': String(confirmed / most) }}
                    title={`${duration(confirmed)} confirmed, ${duration(waiting)} not yet`}
                  >
                    {confirmed === 0 ? <span class="none">–</span> : hours(confirmed)}
                    {waiting > 0 && <small class="hollow">+{hours(waiting)}</small>}
                  </td>
                );
              })}
              <td class="sum number">{hours(sum('from', from))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">learned</th>
            {groups.map((to) => (
              <td key={to} class="sum number">
                {hours(sum('to', to))}
              </td>
            ))}
            <td class="sum number">{hours(total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
