import type { ComponentChildren } from 'preact';
import type { PartnerRow } from '../../api/types';
import { counted } from '../../formats';
import { Chips } from '../../parts/chips';
import { useSession } from '../../session';
import * as words from '../../words';

const WISHES: Readonly<Record<number, string>> = { 3: 'most', 2: 'much', 1: 'a little' };

/** What a partner said of themselves. */
export function ProfileFacts({ partner }: { readonly partner: PartnerRow }) {
  const { skillName } = useSession();
  const { offers, wants, methods, learningStyles, availability, languages, timeZone, capacity } = partner;
  const byLevel = [...offers].sort((one, other) => other.level - one.level);
  const byPriority = [...wants].sort((one, other) => other.priority - one.priority);
  const rows: readonly (readonly [string, ComponentChildren])[] = [
    ['Teaches', <Chips key="o" of={byLevel.map(({ skill, level }) => `${skillName(skill)} · ${String(level)}/5`)} />],
    [
      'Wants to learn',
      <Chips key="w" of={byPriority.map(({ skill, priority }) => `${skillName(skill)} · ${WISHES[priority] ?? ''}`)} />,
    ],
    ['Learns best', learningStyles.map(words.learningStyle).join(', ') || '–'],
    ['Meets', methods.map(words.method).join(', ') || '–'],
    ['Is free', <Chips key="a" of={words.slots(availability)} />],
    ['Speaks', languages.map(words.languageName).join(', ') || '–'],
    ['Time zone', timeZone],
    ['Has room for', counted(capacity, 'partnership')],
  ];
  return (
    <dl class="profile">
      {rows.map(([term, said]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
}
