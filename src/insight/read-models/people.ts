import { readModel } from '../../kernel/read-model.js';
import type { RecordedOf } from '../../kernel/events.js';
import type { Box } from '../../kernel/sealed.js';
import { personEvents } from '../../mentoring/people/person.events.js';

/** A person as HR knows them. `details` is sealed: reference, name, e-mail, birth year. */
export interface PersonDocument {
  readonly personId: string;
  readonly generation: string;
  readonly unit: string;
  readonly site: string;
  readonly timeZone: string;
  readonly grade?: string;
  readonly managerId?: string;
  readonly hiredOn?: string;
  readonly registeredOn: string;
  readonly details: Box;
}

type Details = Extract<RecordedOf<typeof personEvents>, { type: 'PersonRegistered' }>['data'];
const person = ({ data }: { readonly data: { readonly personId: string } }) => data.personId;

/** One document a person. */
export const people = readModel<PersonDocument, typeof personEvents>({
  name: 'people',
  version: 1,
  events: [personEvents],
  indexes: [['unit']],
  initial: () => NOBODY,
  on: {
    PersonRegistered: { key: person, evolve: (_, { data, recordedDay }) => known(data, recordedDay) },
    PersonDetailsChanged: { key: person, evolve: ({ registeredOn }, { data }) => known(data, registeredOn) },
  },
});

const NOBODY: PersonDocument = {
  personId: '',
  generation: '',
  unit: '',
  site: '',
  timeZone: 'UTC',
  registeredOn: '',
  details: { box: '', commit: '' },
};

const known = ({ organizationId: _, ...details }: Details, registeredOn: string): PersonDocument => ({
  ...details,
  registeredOn,
});
