import type { Week } from '../api/types';
import { duration } from '../formats';
import { TableBehind } from '../parts/table-behind';
import { Day } from '../parts/when';

export const WeeksTable = ({ weeks }: { readonly weeks: readonly Week[] }) => (
  <TableBehind caption="Confirmed time by week">
    <thead>
      <tr>
        <th scope="col">Week of</th>
        <th scope="col" class="number">
          Older → younger
        </th>
        <th scope="col" class="number">
          Younger → older
        </th>
        <th scope="col" class="number">
          Same generation
        </th>
        <th scope="col" class="number">
          Not confirmed
        </th>
      </tr>
    </thead>
    <tbody>
      {[...weeks].reverse().map(({ week, olderToYounger, youngerToOlder, same, waiting }) => (
        <tr key={week}>
          <th scope="row">
            <Day of={week} />
          </th>
          <td class="number">{duration(olderToYounger)}</td>
          <td class="number">{duration(youngerToOlder)}</td>
          <td class="number">{duration(same)}</td>
          <td class="number">{duration(waiting)}</td>
        </tr>
      ))}
    </tbody>
  </TableBehind>
);
