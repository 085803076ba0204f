import type { ComponentChildren } from 'preact';
import { Link } from '../router';
import { coordinates, useProgram, useSession } from '../session';
import { PageTitle } from './page-title';

export type Section = 'overview' | 'partners' | 'rounds' | 'partnerships' | 'teaching' | 'import';

const SECTIONS: readonly (readonly [section: Section, path: string, words: string])[] = [
  ['overview', '', 'Overview'],
  ['partners', '/partners', 'Partners'],
  ['rounds', '/rounds', 'Match rounds'],
  ['partnerships', '/partnerships', 'Partnerships'],
  ['teaching', '/teaching', 'Who teaches whom'],
  ['import', '/import', 'Import'],
];

interface Props {
  readonly programId: string;
  readonly section: Section;
  /** Without it, the program's name. */
  readonly title?: string;
  /** Where it is known already. */
  readonly name?: string | undefined;
  readonly children: ComponentChildren;
}

/** A page of a program: its name, the way to its other pages, and the page's own heading. */
export function ProgramFrame({ programId, section, title, name: given, children }: Props) {
  const program = useProgram(programId);
  const name = given ?? program?.name ?? '';
  const { me } = useSession();
  const shown = SECTIONS.filter(([each]) => each !== 'import' || coordinates(me, programId));
  return (
    <>
      <nav class="sections" aria-label="Program">
        <ul>
          {shown.map(([each, path, words]) => (
            <li key={each}>
              <Link href={`/programs/${programId}${path}`} aria-current={each === section ? 'page' : undefined}>
                {words}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {title !== undefined && <p class="above-title">{name}&nbsp;</p>}
      <PageTitle title={title ?? name}>{title ?? (name === '' ? '\u00a0' : name)}</PageTitle>
      {children}
    </>
  );
}
