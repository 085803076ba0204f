import { beforeEach, describe, expect, it } from '@jest/globals';
import { derivedId } from '../../kernel/ids.js';
import { BearerKeys, type KnownKey } from './bearer-keys.js';

const keyId = derivedId('key');
const personId = derivedId('Ana');
const grants = [{ role: 'partner' as const, programId: derivedId('program') }];

let secrets: Map<string, Buffer>;
let known: KnownKey;
let lookedUp: number;
let now: string;
let monotonic: number;
let keys: BearerKeys;

beforeEach(() => {
  secrets = new Map();
  known = { exists: true, revoked: false, personId, grants };
  lookedUp = 0;
  now = '2026-03-01T09:00:00.000Z';
  monotonic = 0;
  keys = new BearerKeys(
    {
      secret: async (name) => secrets.get(name),
      putSecret: async (name, secret) => {
        const kept = secrets.get(name) ?? secret;
        secrets.set(name, kept);
        return kept;
      },
    },
    async () => {
      lookedUp++;
      return known;
    },
    { now: () => now },
    () => monotonic,
  );
});

const issued = async (id = keyId) => {
  const token = await keys.issue(id);
  if (token === undefined) throw new Error('There is a token already.');
  return token;
};
const twisted = (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;

describe('a token', () => {
  it('shows who holds it, and what the record grants them', async () => {
    expect(await keys.principalOf(await issued())).toEqual({ keyId, personId, grants });
  });

  it('of a key that is nobody’s shows no person', async () => {
    known = { exists: true, revoked: false, grants };
    expect(await keys.principalOf(await issued())).toEqual({ keyId, grants });
  });

  it('is given once: asked again there is none, and the first stays good', async () => {
    const token = await issued();
    expect(await keys.issue(keyId)).toBeUndefined();
    expect(await keys.principalOf(token)).toBeDefined();
  });

  it('is not what is kept of it', async () => {
    const token = await issued();
    const [, , secret = ''] = token.split('_');
    const kept = secrets.get(keyId);
    expect(kept).toHaveLength(32);
    expect(kept?.equals(Buffer.from(secret, 'base64url'))).toBe(false);
    expect(kept?.toString()).not.toContain(secret);
  });

  it('of one key does not open another', async () => {
    const other = derivedId('another key');
    const [token, another] = [await issued(), await issued(other)];
    const mixed = `mk_${other.replaceAll('-', '')}_${token.split('_').slice(2).join('_')}`;
    expect(await keys.principalOf(mixed)).toBeUndefined();
    expect((await keys.principalOf(another))?.keyId).toBe(other);
  });

  it('that is wrong, cut off or of another form shows nobody', async () => {
    const token = await issued();
    for (const wrong of [
      twisted(token),
      token.slice(0, -1),
      `${token}A`,
      token.toUpperCase(),
      'mk__',
      '',
      'Bearer',
      keyId,
    ])
      expect(await keys.principalOf(wrong)).toBeUndefined();
  });

  it('of a key that was never made shows nobody, and neither does one whose key is not in the record', async () => {
    const token = await issued();
    known = { exists: false, revoked: false, grants: [] };
    expect(await keys.principalOf(token)).toBeUndefined();
    secrets.clear();
    known = { exists: true, revoked: false, grants };
    expect(await keys.principalOf(token)).toBeUndefined();
  });
});

describe('a key that was revoked', () => {
  const revoke = () => {
    known = { ...known, revoked: true };
  };

  it('shows nobody', async () => {
    const token = await issued();
    revoke();
    expect(await keys.principalOf(token)).toBeUndefined();
  });

  it('on another node is taken for half a minute at most', async () => {
    const token = await issued();
    await keys.principalOf(token);
    revoke();
    monotonic = 29_999;
    expect(await keys.principalOf(token)).toBeDefined();
    monotonic = 30_000;
    expect(await keys.principalOf(token)).toBeUndefined();
  });

  it('on this node is not taken any longer', async () => {
    const token = await issued();
    await keys.principalOf(token);
    revoke();
    keys.revoked(keyId);
    expect(await keys.principalOf(token)).toBeUndefined();
  });
});

describe('a key that expires', () => {
  it.each(['2026-03-01T10:00:00.000Z', '2026-03-01T12:00:00+02:00', '2026-03-01T05:00:00.000-05:00'])(
    'at %s is good until then, however the instant is written',
    async (expiresAt) => {
      known = { ...known, expiresAt };
      const token = await issued();
      now = '2026-03-01T09:59:59.999Z';
      expect(await keys.principalOf(token)).toBeDefined();
      monotonic = 5000;
      now = '2026-03-01T10:00:00.000Z';
      expect(await keys.principalOf(token)).toBeUndefined();
    },
  );

  it('is not taken from the cache when its time is over', async () => {
    known = { ...known, expiresAt: '2026-03-01T09:00:00.500Z' };
    const token = await issued();
    expect(await keys.principalOf(token)).toBeDefined();
    now = '2026-03-01T09:00:00.500Z';
    expect(await keys.principalOf(token)).toBeUndefined();
  });
});

describe('the cache', () => {
  it('spares the look-up for half a minute', async () => {
    const token = await issued();
    await keys.principalOf(token);
    await keys.principalOf(token);
    expect(lookedUp).toBe(1);
    monotonic = 30_000;
    await keys.principalOf(token);
    expect(lookedUp).toBe(2);
  });

  it('never answers for a token that it has not seen whole', async () => {
    const token = await issued();
    await keys.principalOf(token);
    expect(await keys.principalOf(twisted(token))).toBeUndefined();
  });
});
