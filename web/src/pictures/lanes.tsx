import { useMemo } from 'preact/hooks';
import type { Fact } from '../api/facts';
import type { Person } from '../api/types';
import { counted, day, dayNumber, dayOfNumber, duration, hours } from '../formats';
import { Generation, nameOf } from '../parts/person';
import { useGenerationMark, useSession } from '../session';
import * as words from '../words';
import { historyOf, type Mark, type Version } from './exchange-history';
import { monthTicks } from './axis';
import { inRows, PIXELS_A_DAY, TOP } from './lane-layout';

interface Props {
  readonly a: Person;
  readonly b: Person;
  readonly facts: readonly Fact[];
  /** The axis ends here, or with the last fact when that is later. */
  readonly until: string;
}

/** Two lanes, one a person, time downwards. What one gave stands in the giver's lane, as long as it took. */
export function Lanes({ a, b, facts, until }: Props) {
  const { versions, marks } = useMemo(() => historyOf(facts), [facts]);
  const days = [...versions.map(({ exchange }) => exchange.heldAt), ...marks.map(({ at }) => at)].map(dayNumber);
  if (days.length === 0) return <p class="none">Nothing has happened yet.</p>;
  const first = Math.min(...days);
  const last = Math.max(...days, dayNumber(until));
  const y = (instant: string) => TOP + (dayNumber(instant) - first) * PIXELS_A_DAY;
  const placed = inRows([
    ...marks.map((mark) => ({ at: y(mark.at), lines: 1, mark })),
    ...versions.map((version) => ({ at: y(version.exchange.heldAt), lines: linesOf(version), version })),
  ]);
  const height =
    Math.max(
      TOP + (last - first) * PIXELS_A_DAY,
      (placed.at(-1)?.row ?? 0) + 21 * ((placed.at(-1)?.lines ?? 1) - 1) + 12,
    ) + 28;
  const longest = Math.max(
    30,
    ...versions.flatMap(({ exchange }) => exchange.contributions.map(({ minutes }) => minutes)),
  );
  return (
    <figure class="lanes">
      <div class="lane-heads">
        {[a, b].map((person) => (
          <span key={person.partnerId}>
            <Generation of={person.generation} short />
            {nameOf(person)}
          </span>
        ))}
      </div>
      <div
        class="lane-field"
        style={{ height: `${String(height)}px` }}
        role="img"
        aria-label={inWords(versions, first, last)}
      >
        <span class="lane-axis" />
        {monthTicks(dayOfNumber(first), dayOfNumber(last), Infinity).map(({ day: number, label }) => (
          <span key={number} class="lane-month" style={{ top: `${String(TOP + (number - first) * PIXELS_A_DAY)}px` }}>
            {label}
          </span>
        ))}
        {placed.map((entry) => (
          <div
            key={'mark' in entry ? `${entry.mark.type}${entry.mark.at}` : keyOf(entry.version)}
            class={`lane-row ${'mark' in entry ? 'of-mark' : ''}`}
            style={{ top: `${String(entry.row)}px`, '--back': `${String(entry.at - entry.row)}px` }}
          >
            {'mark' in entry ? (
              <MarkRow mark={entry.mark} />
            ) : (
              <VersionRow version={entry.version} a={a} b={b} longest={longest} />
            )}
          </div>
        ))}
      </div>
      <LaneLegend />
    </figure>
  );
}

/** As many as the side that gave more often. */
const linesOf = ({ exchange: { contributions } }: Version): number => {
  const ofOne = contributions.filter(({ from }) => from === contributions[0]?.from).length;
  return Math.max(1, ofOne, contributions.length - ofOne);
};

const keyOf = ({ exchange: { exchangeId, version } }: Version): string => `${exchangeId}${String(version)}`;

const MARK_WORDS: Partial<Record<Fact['type'], string>> = {
  PairProposed: 'proposed',
  ProposalAccepted: 'accepted',
  ProposalDeclined: 'declined',
  ProposalLapsed: 'lapsed',
  PairFormed: 'pair formed',
  ClosureBegun: 'closing',
  ReflectionSubmitted: 'reflection',
  PartnershipClosed: 'closed',
};

const MarkRow = ({ mark: { type, at } }: { readonly mark: Mark }) => (
  <span class="lane-mark" title={day(at.slice(0, 10))}>
    {MARK_WORDS[type]}
  </span>
);

interface VersionProps {
  readonly version: Version;
  readonly a: Person;
  readonly b: Person;
  readonly longest: number;
}

function VersionRow({ version: { exchange, standing, reason, stillCounts }, a, b, longest }: VersionProps) {
  const mark = useGenerationMark();
  const { skillName } = useSession();
  return (
    <>
      <span class="lane-dot" data-standing={standing} />
      {[a, b].map((giver) => (
        <span key={giver.partnerId} class={`lane ${giver === a ? 'left' : 'right'}`}>
          {exchange.contributions.map(({ from, minutes, skill }, place) =>
            from !== giver.partnerId ? null : (
              <span key={place} class="given" data-standing={standing} data-counts={stillCounts === true}>
                <span
                  class={`given-bar ${mark(giver.generation)}`}
                  style={{ width: `${String(8 + (minutes / longest) * 40)}%` }}
                />
                <span class="given-words">
                  {exchange.sealed?.topics[place] ?? (skill === undefined ? '' : skillName(skill))}
                  {standing === 'struck' && reason !== undefined && <em> {words.reason(reason).toLowerCase()}</em>}
                </span>
                <span class="given-minutes">{duration(minutes)}</span>
              </span>
            ),
          )}
        </span>
      ))}
    </>
  );
}

const LaneLegend = () => (
  <figcaption class="legend">
    {(['confirmed', 'waiting', 'disputed', 'struck'] as const).map((standing) => (
      <span key={standing} class="given" data-standing={standing}>
        <span class="given-bar mark-1" /> {LEGEND[standing]}
      </span>
    ))}
  </figcaption>
);

const LEGEND = {
  confirmed: 'confirmed',
  waiting: 'waits for confirmation',
  disputed: 'disputed',
  struck: 'corrected or taken back',
} as const;

function inWords(versions: readonly Version[], first: number, last: number): string {
  const confirmed = versions.filter(({ standing }) => standing === 'confirmed');
  const minutes = confirmed
    .flatMap(({ exchange }) => exchange.contributions)
    .reduce((sum, each) => sum + each.minutes, 0);
  return `From ${day(dayOfNumber(first))} to ${day(dayOfNumber(last))}: ${counted(confirmed.length, 'confirmed exchange')}, ${hours(minutes)} given. Every fact is in the table of facts.`;
}
