import { aggregate, factOf } from '../../kernel/aggregate.js';
import { ORGANIZATION_ID, organizationFacts } from '../organization/organization.facts.js';
import { ChangeDetails, RegisterPerson } from './person.commands.js';
import { person } from './person.js';

const facts = () => ({ organization: factOf(organizationFacts, ORGANIZATION_ID) });
const scope = (_: object, __: unknown, ___: unknown, id: string) => ({ persons: [id] });
const compares = ({ personRef, displayName, email, birthYear }: RegisterPerson, id: string) => ({
  of: id,
  fields: birthYear === undefined ? { personRef, displayName, email } : { personRef, displayName, email, birthYear },
});

// People come from the roster and from HR: the directory, which knows them by HR's number, is claimed before they are registered.
export const personAggregate = aggregate({
  collection: 'people',
  decider: person,
  commands: [
    {
      command: RegisterPerson,
      may: [],
      creates: true,
      facts,
      scope,
      compares,
      summary: 'Registers a person as HR knows them.',
    },
    { command: ChangeDetails, may: [], facts, scope, compares, summary: 'Replaces what HR knows of a person, whole.' },
  ],
});
