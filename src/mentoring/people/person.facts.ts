import { foldOf } from '../../kernel/decider.js';
import { personEvents } from './person.events.js';

/** What others may know of a person. */
export interface PersonFacts {
  readonly exists: boolean;
  readonly generation: string;
  readonly unit: string;
  readonly site: string;
  readonly timeZone: string;
  readonly grade?: string;
  readonly managerId?: string;
  readonly hiredOn?: string;
}

export const personFacts = foldOf<PersonFacts, typeof personEvents>({
  events: personEvents,
  initial: { exists: false, generation: '', unit: '', site: '', timeZone: 'UTC' },

  evolve: {
    PersonRegistered: (_, details) => known(details),
    PersonDetailsChanged: (_, details) => known(details),
  },
});

type Known = Omit<PersonFacts, 'exists'>;

function known(details: Known & { organizationId: string; personId: string; details: unknown }): PersonFacts {
  const { organizationId: _, personId: __, details: ___, ...plain } = details;
  return { ...plain, exists: true };
}
