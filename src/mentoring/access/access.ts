import type { Role } from '../../kernel/actor.js';
import { decider, type Context } from '../../kernel/decider.js';
import { present } from '../../kernel/present.js';
import { Refusal } from '../../kernel/refusal.js';
import type { CreateKey, RevokeKey } from './access.commands.js';
import { type accessEvents } from './access.events.js';
import { accessFacts, type AccessFacts } from './access.facts.js';

/** Roles that can be given for one program alone. */
const WITHIN_A_PROGRAM: ReadonlySet<Role> = new Set<Role>(['coordinator', 'partner', 'analyst']);

/** A bearer key: who holds it may do what its grants say, until it expires or is revoked. */
export const access = decider<AccessFacts, typeof accessEvents>()({
  ...accessFacts,

  decide: {
    createKey(state, command: CreateKey, { id: keyId, actor, now }: Context) {
      const { role, programId, personId, expiresAt, label = role } = command;
      if (state.exists) throw new Refusal('key-exists', 'This key was made before.', 'conflict');
      if (role === 'admin' && actor.kind !== 'service' && actor.kind !== 'system')
        throw new Refusal('admin-only', 'Only an administrator makes keys for administrators.', 'forbidden');
      if (role === 'partner' && personId === undefined)
        throw new Refusal('key-without-person', 'A key for a partner needs the person whose key it is.');
      if (programId !== undefined && !WITHIN_A_PROGRAM.has(role))
        throw new Refusal('role-beyond-program', `The role ${role} holds in all programs: leave the program out.`);
      if (expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(now))
        throw new Refusal('expiry-not-ahead', 'The key would have expired already: give a later time.');
      const grants = [present({ role, programId })];
      return [{ type: 'KeyCreated', data: present({ keyId, personId, label, grants, expiresAt }) }];
    },

    revokeKey({ exists, revoked, personId }, _: RevokeKey, { id: keyId }: Context) {
      if (!exists) throw new Refusal('key-not-found', 'There is no such key.', 'not-found');
      return revoked ? [] : [{ type: 'KeyRevoked', data: present({ keyId, personId }) }];
    },
  },
});
