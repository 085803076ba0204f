import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDay, isEmail, isInstant, isText, isTimeZone, isUuid } from './formats.js';

describe('a day', () => {
  it('is one exactly if the calendar has it', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 0, max: 99 }),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          numbers,
          numbers.map(([y, m, d]): [number, number, number] => [y, m % 13, d % 33]),
        ),
        ([y, m, d]) => {
          const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
          const date = new Date(`${text}T00:00:00Z`);
          expect(isDay(text)).toBe(!Number.isNaN(date.getTime()) && date.toISOString().startsWith(text));
        },
      ),
    );
  });

  it.each(['2024-02-29', '2000-02-29', '2026-12-31'])('can be %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-W10',
    '26-01-01',
    '2026-1-1',
    ' 2026-01-01',
    '2026-01-01\n',
    '+2026-01-01',
    '٢٠٢٦-01-01',
    '',
    20260101,
    null,
  ])('cannot be %j', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('an instant', () => {
  it.each([
    '2026-03-01T10:00:00Z',
    '2026-03-01T23:59:59.123456789Z',
    '2026-03-01T10:00:00+01:00',
    '2026-03-01T10:00:00.5-11:30',
    '2024-02-29T00:00:00Z',
  ])('can be %s', (text) => {
    expect(isInstant(text)).toBe(true);
    expect(Date.parse(text)).not.toBeNaN();
  });

  it.each([
    '2026-02-30T10:00:00Z',
    '2026-03-01T10:00:00',
    '2016-12-31T23:59:60Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T10:60:00Z',
    '2026-03-01T10:00Z',
    '2026-03-01T10:00:00.Z',
    '2026-03-01T10:00:00.1234567890Z',
    '2026-03-01T10:00:00,5Z',
    '2026-03-01 10:00:00Z',
    '2026-03-01t10:00:00z',
    '2026-03-01T10:00:00+24:00',
    '2026-03-01T10:00:00+0100',
    '2026-03-01T10:00:00+01',
    '2026-03-01',
    '2026-W10-1T10:00:00Z',
    '2026-03-01T10:00:00Z\n',
    1772359200000,
    null,
  ])('cannot be %j', (text) => {
    expect(isInstant(text)).toBe(false);
  });
});

describe('a time zone', () => {
  it.each(['Europe/Berlin', 'Asia/Kolkata', 'Asia/Calcutta', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'UTC'])(
    'can be %s',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each(['Europe/Atlantis', '+01:00', 'Berlin', '', 'Europe/Berlin ', 1, null])('cannot be %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe('an id', () => {
  it('is a UUID in lower case', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(isUuid(id)).toBe(true);
      }),
    );
    expect(isUuid('6F1D3A52-7C0E-4B8E-9D3B-2F6F3F0D9A11')).toBe(false);
    expect(isUuid('6f1d3a527c0e4b8e9d3b2f6f3f0d9a11')).toBe(false);
  });
});

describe('an e-mail address', () => {
  it.each(['so19-15033@example.com', "o'neil+x@mail.example.org", 'root@localhost'])('can be %s', (address) => {
    expect(isEmail(address)).toBe(true);
  });

  it.each([
    'ada',
    'ada@',
    '@example.com',
    'ada@exa mple.com',
    'ada@-example.com',
    'a@b@c',
    'ada@example.com\n',
    `${'a'.repeat(250)}@b.de`,
    null,
  ])('cannot be %j', (address) => {
    expect(isEmail(address)).toBe(false);
  });
});

describe('text', () => {
  it('is any well-formed Unicode without NUL', () => {
    expect(isText('Zoë 👩🏽‍🚀 \t\n')).toBe(true);
    expect(isText('a\0')).toBe(false);
    expect(isText('\ud83d')).toBe(false);
    expect(isText('\udc69\ud83d')).toBe(false);
    expect(isText(7)).toBe(false);
  });
});
