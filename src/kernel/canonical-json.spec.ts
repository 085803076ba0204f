import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, NoCanonicalForm } from './canonical-json.js';

describe('canonical JSON', () => {
  it('is what the reference implementation of RFC 8785 writes, for any JSON value', () => {
    const anyValue = fc.jsonValue({ maxDepth: 6, stringUnit: 'grapheme' });
    fc.assert(
      fc.property(anyValue, (value) => canonicalJson(value) === canonicalize(value)),
      { numRuns: 500 },
    );
  });

  it('writes numbers as RFC 8785 does', () => {
    const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(fc.property(anyNumber, (number) => canonicalJson(number) === canonicalize(number)));
    expect(canonicalJson([-0, 1e21, 1e-7, 333333333.33333329, 4.5])).toBe('[0,1e+21,1e-7,333333333.3333333,4.5]');
  });

  it('orders names by UTF-16 code units, also those that look like numbers', () => {
    const value = { '\u20ac': 1, 10: 2, 9: 3, '\ud83d\ude00': 4, '\ufb33': 5, '\r': 6, b: 7, B: 8 };
    expect(canonicalJson(value)).toBe('{"\\r":6,"10":2,"9":3,"B":8,"b":7,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}');
  });

  it('escapes what JSON must escape and nothing else', () => {
    expect(canonicalJson('"\\\b\f\n\r\t\u0000\u001f\u007f\u2028é/')).toBe(
      '"\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028é/"',
    );
  });

  it('leaves out what is undefined and keeps what is null', () => {
    expect(canonicalJson({ b: undefined, a: null, c: { d: undefined } })).toBe('{"a":null,"c":{}}');
  });

  it('keeps a field named __proto__', () => {
    const value: unknown = JSON.parse('{"__proto__":{"x":1},"a":2}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"x":1},"a":2}');
  });

  const circle: unknown[] = [];
  circle.push(circle);
  it.each([
    ['NaN', NaN],
    ['an infinity', { a: [-Infinity] }],
    ['a bigint', { position: 1n }],
    ['undefined in an array', [undefined]],

    ['a hole in an array', [, 1]],
    ['undefined itself', undefined],
    ['a function', { f: () => 1 }],
    ['a symbol', Symbol('s')],
    ['a lone surrogate in a text', 'a\ud800'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', Buffer.from('x')],
    ['a circle', circle],
  ])('refuses %s', (_what, value) => {
    expect(() => canonicalJson(value)).toThrow(NoCanonicalForm);
  });
});
