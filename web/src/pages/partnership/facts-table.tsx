import type { Fact } from '../../api/facts';
import type { Person } from '../../api/types';
import { Moment } from '../../parts/when';
import { nameOf } from '../../parts/person';
import * as words from '../../words';
import { FactWords } from './fact-words';

interface Props {
  readonly facts: readonly Fact[];
  readonly a: Person;
  readonly b: Person;
}

/** Every fact that this reader may see: what, who, when it happened, and when it was recorded. Newest first. */
export const FactsTable = ({ facts, a, b }: Props) => (
  <div class="table-box" tabIndex={0} role="region" aria-label="Facts">
    <table class="facts">
      <caption class="unseen">Facts of this partnership, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Happened</th>
          <th scope="col">What</th>
          <th scope="col">Who</th>
          <th scope="col" class="wide-only">
            Recorded
          </th>
          <th scope="col" class="number">
            Version
          </th>
        </tr>
      </thead>
      <tbody>
        {[...facts].reverse().map((fact) => (
          <tr key={fact.position}>
            <td>
              <Moment of={fact.occurredAt} />
            </td>
            <td>
              <FactWords fact={fact} a={a} b={b} />
            </td>
            <td>{actorOf(fact, a, b)}</td>
            <td class="wide-only">
              <Moment of={fact.recordedAt} />
            </td>
            <td class="number">{versionOf(fact)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function actorOf({ actor, onBehalf, data }: Fact, a: Person, b: Person): string {
  const who = actor.name ?? words.actorKind(actor.kind);
  const side = 'by' in data ? [a, b].find(({ partnerId }) => partnerId === data.by) : undefined;
  return onBehalf === true && side !== undefined ? `${who}, for ${nameOf(side)}` : who;
}

function versionOf(fact: Fact): string {
  switch (fact.type) {
    case 'ExchangeLogged':
    case 'ExchangeConfirmed':
      return String(fact.data.exchange.version);
    case 'ExchangeDisputed':
    case 'DisputeWithdrawn':
    case 'ExchangeVoided':
    case 'VoidingConfirmed':
      return String(fact.data.version);
    case 'ExchangeCorrected':
      return `${String(fact.data.before.version)} → ${String(fact.data.after.version)}`;
    default:
      return '';
  }
}
