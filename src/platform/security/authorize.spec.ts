import { describe, expect, it } from '@jest/globals';
import type { ActorKind, Grant, Principal, Role, Scope } from '../../kernel/actor.js';
import { Refusal } from '../../kernel/refusal.js';
import { actorFor } from './authorize.js';

const ana = 'ana';
const holding = (grants: readonly Grant[]): Principal => ({ keyId: 'key', personId: ana, grants });
const withRole = (role: Role, programId?: string) =>
  holding([{ role, ...(programId === undefined ? {} : { programId }) }]);

const acts = (principal: Principal, may: readonly ActorKind[], scope: Scope = { programId: 'p' }) =>
  actorFor(principal, may, scope);
const expectRefused = (principal: Principal, may: readonly ActorKind[], scope: Scope = { programId: 'p' }) => {
  expect(() => acts(principal, may, scope)).toThrow(Refusal);
  expect(() => acts(principal, may, scope)).toThrow(
    expect.objectContaining({ code: 'not-allowed', kind: 'forbidden' }),
  );
};

describe('a coordinator', () => {
  it('acts in the program of the key, as the person they are', () => {
    expect(acts(withRole('coordinator', 'p'), ['coordinator'])).toEqual({ kind: 'coordinator', id: ana });
  });

  it('does not act in another program, nor in what is of no program', () => {
    expectRefused(withRole('coordinator', 'p'), ['coordinator'], { programId: 'q' });
    expectRefused(withRole('coordinator', 'p'), ['coordinator'], {});
  });

  it('of all programs acts in each, and in what is of none', () => {
    for (const scope of [{ programId: 'p' }, { programId: 'q' }, {}])
      expect(acts(withRole('coordinator'), ['coordinator'], scope)).toEqual({ kind: 'coordinator', id: ana });
  });

  it('without a person acts as the key', () => {
    expect(actorFor({ keyId: 'key', grants: [{ role: 'coordinator' }] }, ['coordinator'], {})).toEqual({
      kind: 'coordinator',
      id: 'key',
    });
  });

  it('does not act as a partner, an auditor or HR', () => {
    for (const kind of ['partner', 'auditor', 'hr'] as const)
      expectRefused(withRole('coordinator', 'p'), [kind], { programId: 'p', persons: [ana] });
  });
});

describe('a partner', () => {
  it('acts in what is their own matter', () => {
    expect(acts(withRole('partner', 'p'), ['partner'], { programId: 'p', persons: ['bo', ana] })).toEqual({
      kind: 'partner',
      id: ana,
    });
  });

  it('does not act in what is of others, or of nobody', () => {
    expectRefused(withRole('partner', 'p'), ['partner'], { programId: 'p', persons: ['bo', 'cy'] });
    expectRefused(withRole('partner', 'p'), ['partner'], { programId: 'p', persons: [] });
    expectRefused(withRole('partner', 'p'), ['partner']);
  });

  it('does not act in another program, though it be their own matter', () => {
    expectRefused(withRole('partner', 'p'), ['partner'], { programId: 'q', persons: [ana] });
  });

  it('is a person: a key without one acts for nobody', () => {
    const nobody: Principal = { keyId: ana, grants: [{ role: 'partner' }] };
    expectRefused(nobody, ['partner'], { programId: 'p', persons: [ana] });
  });
});

describe('an administrator', () => {
  it.each(['coordinator', 'auditor', 'analyst', 'hr', 'service'] as const)(
    'may do what a %s may, as a service',
    (kind) => {
      expect(acts(withRole('admin'), [kind])).toEqual({ kind: 'service', id: ana });
    },
  );

  it('never speaks for a partner, an import, the system or a respondent', () => {
    for (const kind of ['partner', 'import', 'system', 'respondent'] as const)
      expectRefused(withRole('admin'), [kind], { programId: 'p', persons: [ana] });
  });
});

describe('a service', () => {
  it('commands nothing, not even what services may', () => {
    expectRefused(withRole('service'), ['service', 'coordinator']);
  });
});

describe('whoever holds several roles', () => {
  const both = holding([
    { role: 'partner', programId: 'p' },
    { role: 'coordinator', programId: 'p' },
  ]);

  it('acts in the first part that is allowed and fits', () => {
    const own = { programId: 'p', persons: [ana] };
    expect(acts(both, ['partner', 'coordinator'], own).kind).toBe('partner');
    expect(acts(both, ['coordinator', 'partner'], own).kind).toBe('coordinator');
    expect(acts(both, ['partner', 'coordinator'], { programId: 'p', persons: ['bo'] }).kind).toBe('coordinator');
  });

  it('is a coordinator only where they are one', () => {
    const elsewhere = holding([
      { role: 'partner', programId: 'p' },
      { role: 'coordinator', programId: 'q' },
    ]);
    expectRefused(elsewhere, ['partner', 'coordinator'], { programId: 'p', persons: ['bo'] });
  });
});

describe('nobody', () => {
  it('may do what is for the system alone', () => {
    for (const role of ['admin', 'coordinator', 'partner', 'service'] as const) expectRefused(withRole(role), []);
  });

  it('acts with a key that grants nothing; the answer says which key it takes', () => {
    expectRefused(holding([]), ['coordinator', 'hr']);
    expect(() => acts(holding([]), ['coordinator', 'hr'])).toThrow('it is for: coordinators, the HR department.');
  });
});
