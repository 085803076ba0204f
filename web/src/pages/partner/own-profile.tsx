import { useState } from 'preact/hooks';
import type { PartnerRow } from '../../api/types';
import { Acts } from '../../parts/fields';
import { Opened } from '../../parts/opening';
import { EditCapacity } from './edit-capacity';
import { EditSkills } from './edit-skills';
import { ProfileFacts } from './profile-facts';

type Edited = 'offers' | 'wants' | 'capacity';

const EDITS: readonly (readonly [Edited, string])[] = [
  ['offers', 'Change what you teach'],
  ['wants', 'Change what you want to learn'],
  ['capacity', 'Change for how many you have room'],
];

/** What I said of myself, and how to say it anew. */
export function OwnProfile({ partner }: { readonly partner: PartnerRow }) {
  const [edited, edit] = useState<Edited | undefined>();
  const { partnerId, offers, wants } = partner;
  const close = () => {
    edit(undefined);
  };
  if (edited === undefined)
    return (
      <>
        <ProfileFacts partner={partner} />
        <Acts>
          {EDITS.map(([what, words]) => (
            <button
              key={what}
              type="button"
              onClick={() => {
                edit(what);
              }}
            >
              {words}
            </button>
          ))}
        </Acts>
      </>
    );
  return (
    <Opened label={EDITS.find(([what]) => what === edited)?.[1] ?? ''}>
      {edited === 'capacity' && <EditCapacity partner={partner} onDone={close} />}
      {edited === 'offers' && (
        <EditSkills
          partnerId={partnerId}
          kind="offers"
          now={offers.map(({ skill, level }) => ({ skill, weight: level }))}
          onDone={close}
        />
      )}
      {edited === 'wants' && (
        <EditSkills
          partnerId={partnerId}
          kind="wants"
          now={wants.map(({ skill, priority }) => ({ skill, weight: priority }))}
          onDone={close}
        />
      )}
    </Opened>
  );
}
