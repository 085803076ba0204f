import type { Grant } from '../../kernel/actor.js';
import { foldOf } from '../../kernel/decider.js';
import { accessEvents } from './access.events.js';

/** What others may know of a key. */
export interface AccessFacts {
  readonly exists: boolean;
  readonly revoked: boolean;
  readonly personId?: string;
  readonly grants: readonly Grant[];
  readonly expiresAt?: string;
}

export const accessFacts = foldOf<AccessFacts, typeof accessEvents>({
  events: accessEvents,
  initial: { exists: false, revoked: false, grants: [] },

  evolve: {
    KeyCreated: (_, { keyId: __, label: ___, ...key }) => ({ ...key, exists: true, revoked: false }),
    KeyRevoked: (key) => ({ ...key, revoked: true }),
  },
});
