import { share } from '../formats';

/** What one gains of a pair, 0-1 of what they could wish for. */
export const Gain = ({ of, isWeaker }: { readonly of: number; readonly isWeaker: boolean }) => (
  <span class="gain" data-weaker={isWeaker}>
    <span class="gain-bar" aria-hidden="true">
      <span style={{ width: `${String(Math.round(Math.min(1, of) * 100))}%` }} />
    </span>
    <span class="gain-value">
      <span class="unseen">gains </span>
      {share(of)}
    </span>
  </span>
);
