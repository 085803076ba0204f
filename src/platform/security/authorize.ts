import type { Actor, ActorKind, Principal, Scope } from '../../kernel/actor.js';
import { Refusal } from '../../kernel/refusal.js';

/** In which of the allowed parts a principal may act on this, the first that fits. @throws Refusal `not-allowed` */
export function actorFor(principal: Principal, may: readonly ActorKind[], scope: Scope): Actor {
  for (const kind of may) {
    const actor = actingAs(kind, principal, scope);
    if (actor !== undefined) return actor;
  }
  throw new Refusal(
    'not-allowed',
    `Your key does not allow this; it is for: ${may.map((kind) => WORDS[kind] ?? kind).join(', ')}. Ask whoever administers the program.`,
    'forbidden',
  );
}

function actingAs(kind: ActorKind, principal: Principal, scope: Scope): Actor | undefined {
  for (const { role, programId } of principal.grants) {
    if (programId !== undefined && scope.programId !== undefined && programId !== scope.programId) continue;
    if (programId !== undefined && scope.programId === undefined) continue;
    if (role === 'admin' && ADMINISTERED.has(kind))
      return { kind: 'service', id: principal.personId ?? principal.keyId };
    if (role !== kind || role === 'service') continue; // services read; what a service may command, only administrators may
    if (kind === 'partner') {
      const { personId } = principal;
      if (personId !== undefined && scope.persons?.includes(personId) === true) return { kind, id: personId };
      continue;
    }
    return { kind, id: principal.personId ?? principal.keyId };
  }
  return undefined;
}

/** The parts in which an administrator may act: all that do not speak for a person. */
const ADMINISTERED: ReadonlySet<ActorKind> = new Set(['coordinator', 'auditor', 'analyst', 'hr', 'service']);

const WORDS: Partial<Record<ActorKind, string>> = {
  partner: 'the partners themselves',
  coordinator: 'coordinators',
  auditor: 'auditors',
  analyst: 'analysts',
  hr: 'the HR department',
  service: 'administrators',
};
