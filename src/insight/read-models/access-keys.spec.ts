import { describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import type { AccessEvent } from '../../mentoring/access/access.events.js';
import { accessKeys } from './access-keys.js';
import { document, folded, on } from './folding.examples.js';

const keyId = derivedId('key');
const created: AccessEvent = {
  type: 'KeyCreated',
  data: { keyId, label: 'audit 2026', grants: [{ role: 'auditor' }], expiresAt: '2026-12-31T23:00:00Z' },
};

describe('the list of keys', () => {
  it('says what a key is for and since when', () => {
    expect(document(folded(accessKeys, on('2026-03-02', created)))).toEqual({
      ...created.data,
      createdOn: '2026-03-02',
    });
  });

  it('keeps a key that was revoked, with the day', () => {
    const revoked: AccessEvent = { type: 'KeyRevoked', data: { keyId } };
    expect(document(folded(accessKeys, on('2026-03-02', created), on('2026-04-01', revoked)))).toMatchObject({
      label: 'audit 2026',
      createdOn: '2026-03-02',
      revokedOn: '2026-04-01',
    });
  });
});
