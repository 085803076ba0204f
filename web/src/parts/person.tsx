import type { Name, Person } from '../api/types';
import { Link } from '../router';
import { oversees, useGenerationMark, useSession } from '../session';
import * as words from '../words';

export const nameOf = ({ name }: { readonly name: Name }): string => name ?? 'Name withheld';

/** A generation, by its color and its name. */
export function Generation({ of, short = false }: { readonly of: string; readonly short?: boolean }) {
  const mark = useGenerationMark();
  return (
    <span class="generation" title={short ? words.generation(of) : undefined}>
      <span class={`mark ${mark(of)}`} aria-hidden="true" />
      {short ? <span class="unseen">{words.generation(of)}</span> : words.generation(of)}
    </span>
  );
}

/** A partner in two lines: the name, and where they belong. Their profile is open to those who oversee programs. */
export function Who({ person }: { readonly person: Person }) {
  const { generation, unit, site } = person;
  const { me } = useSession();
  return (
    <span class="person">
      <span class="name">
        {generation !== '' && <Generation of={generation} short />}
        {oversees(me) ? <Link href={`/partners/${person.partnerId}`}>{nameOf(person)}</Link> : nameOf(person)}
      </span>
      <span class="belongs">
        {[words.generation(generation), unit, site].filter((each) => each !== '').join(' · ')}
      </span>
    </span>
  );
}
