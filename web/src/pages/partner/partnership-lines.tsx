import type { PartnershipRow, Person } from '../../api/types';
import { nameOf } from '../../parts/person';
import { Status } from '../../parts/status';
import { Day } from '../../parts/when';
import { Link } from '../../router';
import * as words from '../../words';

interface Props {
  readonly of: readonly PartnershipRow[];
  /** The partner from whose side they are told. */
  readonly own: string;
}

/** A line each: with whom, how it stands, since when. */
export const PartnershipLines = ({ of, own }: Props) => (
  <ul class="lines">
    {of.map(({ partnershipId, a, b, status, closedOn, formedOn, proposedOn, acceptedBy }) => (
      <li key={partnershipId}>
        <Link href={`/partnerships/${partnershipId}`}>{nameOf(otherOf(a, b, own))}</Link>{' '}
        <Status code={status} words={words.partnershipStatus(status)} /> <Day of={closedOn ?? formedOn ?? proposedOn} />
        {status === 'proposed' && acceptedBy.includes(own) && ' · accepted on this side'}
      </li>
    ))}
  </ul>
);

export const otherOf = (a: Person, b: Person, own: string): Person => (a.partnerId === own ? b : a);
