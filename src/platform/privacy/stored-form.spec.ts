import { describe, expect, it } from '@jest/globals';
import { createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import type { Box } from '../../kernel/sealed.js';
import { opener } from './opening.js';
import { sealer } from './sealing.js';

/** Boxes as they were once stored. They are opened for ever: when one of these tests fails, the change is wrong, not the test. */
const OF_ONE: Box = {
  box: '1.11111111-1111-4111-8111-111111111111.99999999-9999-5999-8999-999999999999.0.FNCLauM7ztpJ4qOG.RAnsF1U8iAr8xfnSB5uyLejtPoIYhwb4CLA-aCQEh0oznaF5RrjajGXGGx_Vfjs6SSAEI4aST6g1HvgI7zL7dVVA_jGeWUXGlHf2cpTnjHKcaby5xZbrsxhp3gQKceSAgRBhPs9GzENpPA',
  commit: 'agbzAPRPfbXninUYFE0q6X6cuYNlGGMUuT35VTWcvwc',
  same: 'sB5339bd963IL9OXC8NO8Ac7wgsiwZNsrTRUOWOtFHc',
};
const OF_TWO: Box = {
  box: '1.11111111-1111-4111-8111-111111111111,22222222-2222-4222-8222-222222222222.99999999-9999-5999-8999-999999999999.0.sGkpAhFNZfuG2weM.oOEMK4fF1WdLzSRXIDE0e42-VkjgbNpmHSXJIjYekCkDcn22l73cTh91U78a8RQuBEFq-DbtPR2eyCgEXMl5pX_3cX2KGVI3MaLoapMu3XmtSfVV',
  commit: 'jeNQFqynSsQXwj6qcMGvy9mBWGCgpVLZ1KIPviwOXE0',
};

const ANN = '11111111-1111-4111-8111-111111111111';
const BOB = '22222222-2222-4222-8222-222222222222';
const dataKeys = new Map([
  [ANN, Buffer.alloc(32, '1')],
  [BOB, Buffer.alloc(32, '2')],
]);

describe('the stored form of a box', () => {
  const open = opener({ key: async (id) => dataKeys.get(id), isDestroyed: async () => false });

  it('of one person opens', async () => {
    expect(await open.open(OF_ONE)).toEqual({ birthYear: 1975, displayName: 'Zoë Müller' });
  });

  it('of two persons opens', async () => {
    expect(await open.open(OF_TWO)).toEqual({ topics: ['tea', 'cake'] });
  });

  it('has a `same` that is made again from the same fields', async () => {
    const seal = sealer({ keysFor: async () => dataKeys });
    expect(await seal.sameOf(ANN, { displayName: 'Zoë Müller', birthYear: 1975 })).toBe(OF_ONE.same);
  });

  it('is as it is described, for whoever reads it without this code', () => {
    const plain = decrypted(OF_ONE.box, Buffer.alloc(32, '1'));
    const { seed } = JSON.parse(plain) as { seed: string };
    const fields = '{"birthYear":1975,"displayName":"Zoë Müller"}';
    expect(plain).toBe(`{"fields":${fields},"seed":"${seed}"}`);

    const salts = createHash('shake256', { outputLength: 36 }).update(seed, 'base64url').digest('base64url');
    const digests = [
      sha256(`["${salts.slice(0, 24)}","birthYear",1975]`),
      sha256(`["${salts.slice(24)}","displayName","Zoë Müller"]`),
    ];
    expect(sha256(digests.sort().join(''))).toBe(OF_ONE.commit);

    const sameKey = Buffer.from(hkdfSync('sha256', Buffer.alloc(32, '1'), '', 'same', 32));
    expect(createHmac('sha256', sameKey).update(fields).digest('base64url')).toBe(OF_ONE.same);
  });

  it('of two persons is under the key that is derived from both, in order of their ids', () => {
    const both = Buffer.concat([Buffer.alloc(32, '1'), Buffer.alloc(32, '2')]);
    const key = Buffer.from(hkdfSync('sha256', both, '', 'two persons', 32));
    expect(JSON.parse(decrypted(OF_TWO.box, key))).toMatchObject({ fields: { topics: ['tea', 'cake'] } });
  });
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

function decrypted(box: string, key: Buffer): string {
  const parts = box.split('.');
  const [iv, sealed] = parts.slice(4).map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer];
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAAD(Buffer.from(`${parts.slice(0, 4).join('.')}.`)).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString();
}
