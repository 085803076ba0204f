import { describe, it } from '@jest/globals';
import { specificationOf } from '../../kernel/specification.js';
import type { AccessEvent } from './access.events.js';
import { access } from './access.js';

const keyId = '00000000-0000-4000-8000-00000000000a';
const personId = '00000000-0000-4000-8000-000000000001';
const programId = '00000000-0000-4000-8000-0000000000f1';
const { given } = specificationOf(access, {
  id: keyId,
  actor: { kind: 'service', id: 'admin-key' },
  commandId: 'c1',
  now: '2026-03-01T09:00:00.000Z',
  facts: {},
});
const created: AccessEvent = {
  type: 'KeyCreated',
  data: { keyId, personId, label: 'partner', grants: [{ role: 'partner', programId }] },
};

describe('a key', () => {
  it('gives a role in one program and is called after it', () => {
    given().when('createKey', { role: 'partner', personId, programId }).then(created);
  });

  it('may hold in all programs, have a name of its own, and expire', () => {
    given()
      .when('createKey', { role: 'auditor', label: 'audit 2026', expiresAt: '2026-03-01T10:00:00.001+01:00' })
      .then({
        type: 'KeyCreated',
        data: { keyId, label: 'audit 2026', grants: [{ role: 'auditor' }], expiresAt: '2026-03-01T10:00:00.001+01:00' },
      });
  });

  it('is made once', () => {
    given(created).when('createKey', { role: 'partner', personId }).thenRefused('key-exists');
  });

  it('for an administrator is made by administrators and the system alone', () => {
    given()
      .when('createKey', { role: 'admin' }, { actor: { kind: 'coordinator', id: personId } })
      .thenRefused('admin-only');
    given()
      .when('createKey', { role: 'admin' }, { actor: { kind: 'system', id: 'first-start' } })
      .then({ type: 'KeyCreated', data: { keyId, label: 'admin', grants: [{ role: 'admin' }] } });
  });

  it('for a partner is the key of a person', () => {
    given().when('createKey', { role: 'partner', programId }).thenRefused('key-without-person');
  });

  it.each(['admin', 'auditor', 'hr', 'service'] as const)('for the role %s is never for one program', (role) => {
    given().when('createKey', { role, programId }).thenRefused('role-beyond-program');
  });

  it('does not expire before it is made', () => {
    given()
      .when('createKey', { role: 'analyst', expiresAt: '2026-03-01T10:00:00+01:00' })
      .thenRefused('expiry-not-ahead');
  });

  it('is revoked once', () => {
    given(created).when('revokeKey', {}).then({ type: 'KeyRevoked', data: { keyId, personId } });
    given(created, { type: 'KeyRevoked', data: { keyId, personId } }).when('revokeKey', {}).thenNothingHappens();
  });

  it('that does not exist is not revoked', () => {
    given().when('revokeKey', {}).thenRefused('key-not-found');
  });
});
