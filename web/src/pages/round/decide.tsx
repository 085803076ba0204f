import { useState } from 'preact/hooks';
import type { Round } from '../../api/rounds';
import { useCommand } from '../../api/use-command';
import { counted } from '../../formats';
import { Dialog } from '../../parts/dialog';
import { Acts, FormProblem } from '../../parts/fields';

/** Publishing tells people, and discarding throws away: both ask first. */
export function DecideRound({ round: { roundId, pairs = 0 } }: { readonly round: Round }) {
  const [asked, ask] = useState<'publish' | 'discard' | undefined>();
  const publishing = useCommand(`publish-${roundId}`);
  const discarding = useCommand(`discard-${roundId}`);
  const close = () => {
    ask(undefined);
  };
  const publish = async () => {
    if (
      (await publishing.run(
        `/match-rounds/${roundId}/publish-match-round`,
        {},
        'Published: the pairs are proposed to both partners.',
      )) !== undefined
    )
      close();
  };
  const discard = async () => {
    if (
      (await discarding.run(`/match-rounds/${roundId}/discard-match-round`, {}, 'The round is discarded.')) !==
      undefined
    )
      close();
  };
  return (
    <Acts>
      <button
        type="button"
        class="main"
        disabled={pairs === 0}
        onClick={() => {
          ask('publish');
        }}
      >
        Publish…
      </button>
      <button
        type="button"
        onClick={() => {
          ask('discard');
        }}
      >
        Discard…
      </button>
      {asked === 'publish' && (
        <Dialog title={`Propose ${counted(pairs, 'pair')}?`} onClose={close}>
          <p>Both partners of each pair are asked to accept. This cannot be undone; they can decline.</p>
          <FormProblem problem={publishing.problem} />
          <Acts>
            <button type="button" class="main" disabled={publishing.isBusy} onClick={() => void publish()}>
              {publishing.isBusy ? 'Publishing…' : 'Publish'}
            </button>
            <button type="button" onClick={close}>
              Not yet
            </button>
          </Acts>
        </Dialog>
      )}
      {asked === 'discard' && (
        <Dialog title="Discard this round?" onClose={close}>
          <p>Nobody is told of its {counted(pairs, 'draft')}. You can start another round.</p>
          <FormProblem problem={discarding.problem} />
          <Acts>
            <button type="button" class="danger" disabled={discarding.isBusy} onClick={() => void discard()}>
              {discarding.isBusy ? 'Discarding…' : 'Discard'}
            </button>
            <button type="button" onClick={close}>
              Keep it
            </button>
          </Acts>
        </Dialog>
      )}
    </Acts>
  );
}
