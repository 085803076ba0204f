import { useState } from 'preact/hooks';
import type { PartnerRow } from '../../api/types';
import { Dialog } from '../../parts/dialog';
import { Acts } from '../../parts/fields';
import { OneTouch } from '../../parts/one-touch';
import { ReasonForm } from '../../parts/reason-form';
import { WITHDRAWAL_REASONS } from '../../words';
import { OwnProfile } from './own-profile';

/** What I said of myself, a pause, and the way out. */
export function TakingPart({ partner }: { readonly partner: PartnerRow }) {
  const { partnerId, status } = partner;
  const [isLeaving, setLeaving] = useState(false);
  if (status === 'withdrawn') return null;
  const isPaused = status === 'paused';
  return (
    <section class="block">
      <h2>Taking part</h2>
      <details>
        <summary>What you offer and want</summary>
        <OwnProfile partner={partner} />
      </details>
      <p class="about">
        {isPaused
          ? 'You are paused: no round proposes anybody to you.'
          : 'You can be proposed to others as long as you have a free place.'}
      </p>
      <Acts>
        <OneTouch
          name={`${isPaused ? 'resume' : 'pause'}-${partnerId}`}
          path={`/partners/${partnerId}/${isPaused ? 'resume' : 'pause'}-participation`}
          body={{}}
          said={isPaused ? 'Welcome back.' : 'You are paused. Partnerships that run go on.'}
          class=""
        >
          {isPaused ? 'Take part again' : 'Pause'}
        </OneTouch>
        <button
          type="button"
          class="quiet"
          onClick={() => {
            setLeaving(true);
          }}
        >
          Leave the program…
        </button>
      </Acts>
      {isLeaving && (
        <Dialog
          title="Leave the program?"
          onClose={() => {
            setLeaving(false);
          }}
        >
          <p>Open proposals lapse, and your partnerships begin to close. A pause keeps them.</p>
          <ReasonForm
            name={`withdraw-${partnerId}`}
            legend="Why do you leave?"
            reasons={WITHDRAWAL_REASONS}
            path={`/partners/${partnerId}/withdraw`}
            act="Leave the program"
            said="You have left the program."
            isDangerous
            onDone={() => {
              setLeaving(false);
            }}
          />
        </Dialog>
      )}
    </section>
  );
}
