import { useEffect, useState } from 'preact/hooks';
import { whole, type AnyPartnerRow } from '../../api/partner-rows';
import type { Page, Partner } from '../../api/types';
import { useCommand } from '../../api/use-command';
import { useData } from '../../api/use-data';
import { Acts, Choice, Field, FormProblem } from '../../parts/fields';
import { nameOf } from '../../parts/person';
import { go } from '../../router';

const TYPING_PAUSE = 250;
const SHOWN = 8;

/** A coordinator knows two who should meet: both are asked, as after a round. */
export function Propose({ partner }: { readonly partner: Partner }) {
  const { partnerId, program } = partner;
  const [typed, type] = useState('');
  const [asked, ask] = useState('');
  const [chosen, choose] = useState('');
  const { run, isBusy, problem } = useCommand(`propose-${partnerId}`);
  useEffect(() => {
    const timer = setTimeout(() => {
      ask(typed.trim());
    }, TYPING_PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [typed]);
  const { data } = useData<Page<AnyPartnerRow>>(
    asked === ''
      ? null
      : `/programs/${program.programId}/partners?status=active&limit=${String(SHOWN + 1)}&q=${encodeURIComponent(asked)}`,
  );
  const found = (data?.items ?? []).map(whole).filter((other) => other.partnerId !== partnerId);
  const send = async (event: Event) => {
    event.preventDefault();
    const body = { programId: program.programId, a: partnerId, b: chosen };
    const done = await run('/partnerships', body, 'Proposed. Both are asked to accept.');
    if (done !== undefined) go(`/partnerships/${done.id}`);
  };
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      <Field label="Look for a partner by name" value={typed} onValue={type} />
      {found.length > 0 && (
        <Choice
          legend="Propose"
          required
          options={found
            .slice(0, SHOWN)
            .map((other) => [other.partnerId, `${nameOf(other)} · ${other.unit} · ${other.site}`] as const)}
          value={chosen}
          onValue={choose}
        />
      )}
      {asked !== '' && data !== undefined && found.length === 0 && <p class="nothing">Nobody active has this name.</p>}
      <FormProblem problem={problem} />
      <Acts>
        <button type="submit" disabled={isBusy || chosen === ''}>
          Propose the pair
        </button>
      </Acts>
    </form>
  );
}
