import type { ComponentChildren } from 'preact';
import type { Fact } from '../../api/facts';
import type { Exchange, Person } from '../../api/types';
import { Day, Moment } from '../../parts/when';
import { ExchangeWords, giftsOf } from '../../parts/exchange-words';
import { duration } from '../../formats';
import * as words from '../../words';

interface Props {
  readonly fact: Fact;
  readonly a: Person;
  readonly b: Person;
}

/** One fact in words, with what was corrected beside what stands. */
export function FactWords({ fact, a, b }: Props) {
  const told = (exchange: Exchange) => <ExchangeWords exchange={exchange} a={a} b={b} />;
  switch (fact.type) {
    case 'PairProposed':
      return <>Proposed as a pair</>;
    case 'ProposalAccepted':
      return <Told what="Accepted the proposal" data={fact.data} />;
    case 'ProposalDeclined':
      return <Told what="Declined the proposal" data={fact.data} />;
    case 'ProposalLapsed':
      return <Told what="The proposal lapsed" data={fact.data} />;
    case 'PairFormed':
      return (
        <>
          The pair is formed, planned until <Day of={fact.data.plannedEnd} />
        </>
      );
    case 'ExchangeLogged':
      return <>Logged: {told(fact.data.exchange)}</>;
    case 'ExchangeConfirmed':
      return (
        <Told what="Confirmed" data={fact.data}>
          <Moment of={fact.data.exchange.heldAt} />, {duration(fact.data.exchange.minutes)}
        </Told>
      );
    case 'ExchangeDisputed':
      return <Told what="Disputed an exchange" data={fact.data} />;
    case 'DisputeWithdrawn':
      return <>Withdrew the dispute</>;
    case 'ExchangeCorrected':
      return (
        <Told what="Corrected" data={fact.data}>
          <Change before={fact.data.before} after={fact.data.after} a={a} b={b} />
        </Told>
      );
    case 'ExchangeVoided':
      return (
        <Told what={fact.data.counted === undefined ? 'Took back' : 'Asked to take back'} data={fact.data}>
          <del>{told(fact.data.exchange)}</del>
        </Told>
      );
    case 'VoidingConfirmed':
      return (
        <Told what="Confirmed that this is taken back" data={fact.data}>
          <del>{told(fact.data.counted)}</del>
        </Told>
      );
    case 'ClosureBegun':
      return (
        <Told what="Began to close" data={fact.data}>
          reflections until <Day of={fact.data.graceEndsOn} />
        </Told>
      );
    case 'ReflectionSubmitted':
      return (
        <>
          Reflected: gave {fact.data.gave} of 5, received {fact.data.received} of 5
          {fact.data.text && <q>{fact.data.text.words}</q>}
        </>
      );
    case 'PartnershipClosed':
      return <Told what="The partnership is closed" data={fact.data} />;
  }
}

interface ToldProps {
  readonly what: string;
  readonly data: { readonly reason?: string; readonly words?: { readonly words: string } | null };
  readonly children?: ComponentChildren;
}

const Told = ({ what, data, children }: ToldProps) => (
  <>
    {what}
    {data.reason !== undefined && <> – {words.reason(data.reason).toLowerCase()}</>}
    {children !== undefined && <>: {children}</>}
    {data.words && <q>{data.words.words}</q>}
  </>
);

interface ChangeProps {
  readonly before: Exchange;
  readonly after: Exchange;
  readonly a: Person;
  readonly b: Person;
}

/** Only what differs, struck and anew. */
function Change({ before, after, a, b }: ChangeProps) {
  const gifts = (exchange: Exchange) =>
    giftsOf(exchange, a, b)
      .map(({ giver, topic, minutes }) => `${giver}: ${topic}, ${duration(minutes)}`)
      .join('; ');
  const rows: readonly (readonly [ComponentChildren, ComponentChildren, boolean])[] = [
    [<Moment key="b" of={before.heldAt} />, <Moment key="a" of={after.heldAt} />, before.heldAt !== after.heldAt],
    [duration(before.minutes), duration(after.minutes), before.minutes !== after.minutes],
    [words.method(before.method), words.method(after.method), before.method !== after.method],
    [gifts(before), gifts(after), gifts(before) !== gifts(after)],
  ];
  const changed = rows.filter(([, , differs]) => differs);
  if (changed.length === 0) return <>words only</>;
  return (
    <>
      {changed.map(([old, now], place) => (
        <span key={place} class="change">
          <del>{old}</del> <ins>{now}</ins>
        </span>
      ))}
    </>
  );
}
