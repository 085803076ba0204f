import { Learnings } from '../../parts/chips';
import { Who } from '../../parts/person';
import { Gain } from '../../pictures/gains';
import type { SideOfDraft } from './sides';

export const DraftSide = ({ person, learns, gain, isWeaker }: SideOfDraft & { readonly isWeaker: boolean }) => (
  <div class="draft-side">
    <Who person={person} />
    <Gain of={gain} isWeaker={isWeaker} />
    <Learnings of={learns} most={4} />
  </div>
);
