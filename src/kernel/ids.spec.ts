import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5, validate, version } from 'uuid';
import { derivedId, freshId, isId } from './ids.js';

const NAMESPACE = '6f1d3a52-7c0e-5b8e-9d3b-2f6f3f0d9a11';

describe('a derived id', () => {
  it('is the UUIDv5 of its words', () => {
    const words = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer()));
    fc.assert(
      fc.property(words, (given) => {
        expect(derivedId(...given)).toBe(v5(JSON.stringify(given), NAMESPACE));
      }),
    );
  });

  it('tells words apart however they are cut', () => {
    expect(derivedId('a', 'bc')).not.toBe(derivedId('ab', 'c'));
    expect(derivedId('1')).not.toBe(derivedId(1));
  });
});

describe('a fresh id', () => {
  it('is a UUIDv7, and later ones are greater', () => {
    const ids = Array.from({ length: 100 }, freshId);
    expect(ids.every((id) => validate(id) && version(id) === 7 && isId(id))).toBe(true);
    expect([...ids].sort()).toEqual(ids);
  });
});
