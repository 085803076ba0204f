import type { RecordedOf } from '../../kernel/events.js';
import { readModel } from '../../kernel/read-model.js';
import { accessEvents } from '../../mentoring/access/access.events.js';

type Created = Extract<RecordedOf<typeof accessEvents>, { type: 'KeyCreated' }>['data'];

/** A bearer key: whose, for what, until when. Its secret is nowhere but with its holder. */
export interface AccessKeyDocument extends Partial<Omit<Created, 'keyId'>> {
  readonly keyId: string;
  readonly createdOn: string;
  readonly revokedOn?: string;
}

const own = ({ data }: { readonly data: { readonly keyId: string } }) => data.keyId;

/** One document a key. */
export const accessKeys = readModel<AccessKeyDocument, typeof accessEvents>({
  name: 'access-keys',
  version: 1,
  events: [accessEvents],
  indexes: [['createdOn']],
  initial: (keyId) => ({ keyId, createdOn: '' }),
  on: {
    KeyCreated: { key: own, evolve: (_, { data, recordedDay }) => ({ ...data, createdOn: recordedDay }) },
    KeyRevoked: { key: own, evolve: (key, { recordedDay }) => ({ ...key, revokedOn: recordedDay }) },
  },
});
