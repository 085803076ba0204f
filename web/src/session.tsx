import { createContext, type ComponentChildren } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Me, Page, Program, Skill } from './api/types';
import { useData, type Loaded } from './api/use-data';

interface Session {
  readonly me: Me;
  readonly skillName: (id: string) => string;
  readonly skills: readonly Skill[];
  readonly programs: Loaded<Page<Program>>;
}

const Context = createContext<Session | undefined>(undefined);

interface Props {
  readonly me: Me;
  /** Read as early as who the reader is: every page of a program needs its name. */
  readonly programs: Loaded<Page<Program>>;
  readonly children: ComponentChildren;
}

export function SessionProvider({ me, programs, children }: Props) {
  const { data } = useData<Page<Skill>>('/skills', { settle: false });
  const session = useMemo(() => {
    const skills = data?.items ?? [];
    const names = new Map(skills.map(({ id, name }) => [id, name]));
    return { me, skills, programs, skillName: (id: string) => names.get(id) ?? id };
  }, [me, data, programs.data, programs.problem]);
  return <Context.Provider value={session}>{children}</Context.Provider>;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (session === undefined) throw new Error('There is no session around this part.');
  return session;
}

/** Of the programs that this key may see. */
export const useProgram = (programId: string): Program | undefined =>
  useSession().programs.data?.items.find((program) => program.programId === programId);

/** Places in the palette: the same generation has the same one on every page. */
export function useGenerationMark(): (generation: string) => string {
  const { generations } = useSession().me;
  return (generation) => {
    const place = generations.indexOf(generation);
    return place < 0 ? 'mark-unknown' : `mark-${(place % 5) + 1}`;
  };
}

const COORDINATING = ['admin', 'coordinator'];

export const coordinates = ({ grants, authOff }: Me, programId: string): boolean =>
  authOff ||
  grants.some(
    (grant) => COORDINATING.includes(grant.role) && (grant.programId === undefined || grant.programId === programId),
  );

/** May look at whole programs, not only at their own place in one. */
export const oversees = ({ grants, authOff }: Me): boolean => authOff || grants.some(({ role }) => role !== 'partner');

export const isAdmin = ({ grants, authOff }: Me): boolean => authOff || grants.some(({ role }) => role === 'admin');
