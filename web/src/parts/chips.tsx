import type { Learning } from '../api/types';
import { useSession } from '../session';

/** What one learns from another, the strongest wish first. */
export function Learnings({ of, most = 12 }: { readonly of: readonly Learning[]; readonly most?: number }) {
  const { skillName } = useSession();
  const sorted = [...of].sort((one, other) => other.priority - one.priority || other.level - one.level);
  const rest = sorted.length - most;
  return (
    <ul class="chips">
      {sorted.slice(0, most).map(({ skill, by, level }) => (
        <li key={skill} title={`Taught by one at level ${String(level)} of 5`}>
          {skillName(skill)}
          {by !== skill && <small> by {skillName(by)}</small>}
        </li>
      ))}
      {rest > 0 && <li class="more">+{rest}</li>}
    </ul>
  );
}

export function Chips({ of }: { readonly of: readonly string[] }) {
  if (of.length === 0) return <span class="none">none</span>;
  return (
    <ul class="chips">
      {of.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}
