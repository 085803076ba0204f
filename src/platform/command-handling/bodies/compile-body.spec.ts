import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { compileBody } from './compile-body.js';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDay,
  IsEmail,
  IsIn,
  IsInstant,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  MinLength,
  Type,
  ValidateNested,
} from './validators.js';

class Offer {
  @IsString() @Length(1, 40) readonly skill!: string;
  @IsInt() @Min(1) @Max(5) readonly level!: number;
}

class Place {
  @IsTimeZone() readonly timeZone!: string;
  @MaxLength(20) @IsOptional() readonly room?: string;
}

class JoinProgram {
  readonly id!: string; // from the path
  @IsUUID() readonly programId!: string;
  @IsEmail() readonly email!: string;
  @IsDay() readonly hiredOn!: string;
  @IsInstant() readonly joinedAt!: string;
  @IsIn(['remote', 'in-person']) readonly method!: 'remote' | 'in-person';
  @IsNumber() readonly weight!: number;
  @IsBoolean() readonly mentor!: boolean;
  @IsOptional() @MinLength(2) readonly note?: string;
  @ValidateNested() @Type(() => Place) readonly place!: Place;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => Offer)
  readonly offers!: Offer[];
  @IsArray() @ArrayUnique() @MaxLength(5, { each: true }) readonly languages!: string[];
}

class AcceptProposal {}

const valid = {
  programId: '6f1d3a52-7c0e-4b8e-9d3b-2f6f3f0d9a11',
  email: 'ada@example.com',
  hiredOn: '2024-02-29',
  joinedAt: '2026-03-01T10:00:00.25+01:00',
  method: 'remote',
  weight: 0.5,
  mentor: true,
  place: { timeZone: 'Europe/Berlin' },
  offers: [
    { skill: 'SQL', level: 3 },
    { skill: 'Go', level: 1 },
  ],
  languages: ['en', 'de'],
};

const check = compileBody(JoinProgram);
const pointersOf = (body: unknown): string[] =>
  check(body)
    .map(({ pointer }) => pointer)
    .sort();
const without = (field: keyof typeof valid): object =>
  Object.fromEntries(Object.entries(valid).filter(([name]) => name !== field));
const offering = (...offers: unknown[]): object => ({ ...valid, offers });
const nested = (depth: number): unknown => JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));

const fine: [string, unknown][] = [
  ['every field', valid],
  ['an optional field that is there', { ...valid, note: 'Hello' }],
  ['lengths in code points', { ...valid, note: '👩🏽' }],
  ['a character outside the basic plane as one', offering({ skill: '𝒜'.repeat(40), level: 1 })],
  ['an empty array where none is asked for', { ...valid, languages: [] }],
  ['a whole number written as a decimal', offering({ skill: 'SQL', level: JSON.parse('3.0') as number })],
];

const wrong: [string, unknown, string[]][] = [
  ['no body', undefined, ['']],
  ['null', null, ['']],
  ['an array', [valid], ['']],
  ['a string', 'hello', ['']],
  ['a number', 7, ['']],
  ['an unknown field', { ...valid, shoes: 1 }, ['/shoes']],
  ['two unknown fields', { ...valid, shoes: 1, hats: null }, ['/hats', '/shoes']],
  ['the id that belongs into the path', { ...valid, id: valid.programId }, ['/id']],
  ['an unknown field with a slash and a tilde', { ...valid, 'a/b~c': 1 }, ['/a~1b~0c']],
  ['an unknown field of a nested object', { ...valid, place: { ...valid.place, floor: 2 } }, ['/place/floor']],
  ['an unknown field of an element', offering({ skill: 'SQL', level: 1, years: 4 }), ['/offers/0/years']],
  ['a missing field', without('hiredOn'), ['/hiredOn']],
  ['a missing nested object', without('place'), ['/place']],
  ['a missing array', without('offers'), ['/offers']],
  ['a missing field of an element', offering({ skill: 'SQL', level: 1 }, { skill: 'Go' }), ['/offers/1/level']],
  ['null for a field', { ...valid, email: null }, ['/email']],
  ['null for an optional field', { ...valid, note: null }, ['/note']],
  ['null for a nested object', { ...valid, place: null }, ['/place']],
  ['null for an array', { ...valid, offers: null }, ['/offers']],
  ['null for an element', offering(null), ['/offers/0']],
  [
    'null for an optional field of a nested object',
    { ...valid, place: { ...valid.place, room: null } },
    ['/place/room'],
  ],
  ['a number as a string', { ...valid, weight: '0.5' }, ['/weight']],
  ['a level as a string', offering({ skill: 'SQL', level: '3' }), ['/offers/0/level']],
  ['a truth value as a string', { ...valid, mentor: 'true' }, ['/mentor']],
  ['a truth value as a number', { ...valid, mentor: 1 }, ['/mentor']],
  ['a string as a number', { ...valid, email: 7 }, ['/email']],
  ['a level of 9', offering({ skill: 'SQL', level: 9 }), ['/offers/0/level']],
  ['a level of 2.5', offering({ skill: 'SQL', level: 2.5 }), ['/offers/0/level']],
  ['a number beyond all bounds', { ...valid, weight: JSON.parse('1e999') as number }, ['/weight']],
  ['an empty name', offering({ skill: '', level: 1 }), ['/offers/0/skill']],
  ['a name of 41 characters', offering({ skill: 'x'.repeat(41), level: 1 }), ['/offers/0/skill']],
  ['a choice that is none', { ...valid, method: 'by-post' }, ['/method']],
  ['a UUID in braces', { ...valid, programId: `{${valid.programId}}` }, ['/programId']],
  ['a UUID in capitals', { ...valid, programId: valid.programId.toUpperCase() }, ['/programId']],
  ['a UUID as a URN', { ...valid, programId: `urn:uuid:${valid.programId}` }, ['/programId']],
  ['an e-mail address without a domain', { ...valid, email: 'ada@' }, ['/email']],
  ['a day that does not exist', { ...valid, hiredOn: '2023-02-29' }, ['/hiredOn']],
  ['a week for a day', { ...valid, hiredOn: '2026-W10' }, ['/hiredOn']],
  ['a time for a day', { ...valid, hiredOn: '2026-03-01T00:00:00Z' }, ['/hiredOn']],
  ['a time on a day that does not exist', { ...valid, joinedAt: '2026-02-30T10:00:00Z' }, ['/joinedAt']],
  ['a time without its offset', { ...valid, joinedAt: '2026-03-01T10:00:00' }, ['/joinedAt']],
  ['an unknown time zone', { ...valid, place: { timeZone: 'Europe/Atlantis' } }, ['/place/timeZone']],
  ['an array for a nested object', { ...valid, place: [valid.place] }, ['/place']],
  ['a string for a nested object', { ...valid, place: 'Berlin' }, ['/place']],
  ['an object for an array', { ...valid, offers: valid.offers[0] }, ['/offers']],
  ['a string for an array of strings', { ...valid, languages: 'en' }, ['/languages']],
  ['an array for an element', offering([valid.offers[0]]), ['/offers/0']],
  ['a string for an element', offering('SQL'), ['/offers/0']],
  ['too few elements', offering(), ['/offers']],
  ['too many elements', offering(...[1, 2, 3, 4].map((level) => ({ skill: 'SQL', level }))), ['/offers']],
  [
    'too many elements, some of them wrong',
    offering(1, 2, 3, 4),
    ['/offers', '/offers/0', '/offers/1', '/offers/2', '/offers/3'],
  ],
  ['the same element twice', { ...valid, languages: ['en', 'en'] }, ['/languages']],
  ['an element that is too long', { ...valid, languages: ['en', 'klingon'] }, ['/languages/1']],
  ['an element of another type', { ...valid, languages: ['en', 7, null] }, ['/languages/1', '/languages/2']],
  ['NUL in a string', { ...valid, note: 'a\0b' }, ['/note']],
  ['a lone surrogate in a string', { ...valid, note: 'a\ud800b' }, ['/note']],
  ['a lone surrogate in an element', { ...valid, languages: ['\udc00'] }, ['/languages/0']],
  [
    'several fields at once',
    { ...valid, email: 1, weight: null, offers: [{ level: 0 }] },
    ['/email', '/offers/0/level', '/offers/0/skill', '/weight'],
  ],
  ['__proto__', JSON.parse('{"__proto__":{"mentor":true}}'), ['/__proto__']],
  [
    '__proto__ beside every field',
    { ...valid, place: JSON.parse('{"timeZone":"UTC","__proto__":1}') as object },
    ['/place/__proto__'],
  ],
  ['constructor', { ...valid, constructor: { prototype: { a: 1 } } }, ['/constructor', '/constructor/prototype']],
  ['the name of a method of every object', { ...valid, toString: 1 }, ['/toString']],
  ['nesting 33 deep', { ...valid, note: nested(32) }, [`/note${'/a'.repeat(31)}`]],
  [
    'more fields than any command has',
    { ...valid, ...Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`f${String(i)}`, 1])) },
    [''],
  ],
];

describe('a body', () => {
  it.each(fine)('with %s is fine', (_, body) => {
    expect(check(body)).toEqual([]);
  });

  it.each(wrong)('that is or has %s is refused with a pointer to each', (_, body, pointers) => {
    expect(pointersOf(body)).toEqual(pointers);
  });

  it('of 1 MiB of nesting is refused without recursion', () => {
    const depth = 2 ** 19;
    const body: unknown = JSON.parse(`{"note":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect(check(body)).toEqual([{ pointer: `/note${'/0'.repeat(31)}`, message: 'nested deeper than 32 levels' }]);
  });

  it('with more values than class-validator is given names the fields that are wrong', () => {
    const offers = Array.from({ length: 100_000 }, () => ({}));
    expect(check({ ...valid, offers, shoes: 1 })).toEqual([
      { pointer: '/shoes', message: 'unknown field' },
      { pointer: '/offers', message: 'is not as the schema of JoinProgram says' },
    ]);
  });

  it('gets at most 100 problems for an answer', () => {
    expect(check({ ...valid, languages: Array.from({ length: 3000 }, () => 7) })).toHaveLength(100);
  });

  it('is told what is wrong in words', () => {
    expect(
      check({ ...without('email'), weight: null, mentor: 'yes', shoes: 1, offers: [{ skill: 'Go', level: 9 }] }),
    ).toEqual([
      { pointer: '/shoes', message: 'unknown field' },
      { pointer: '/email', message: 'is required' },
      { pointer: '/weight', message: 'must not be null' },
      { pointer: '/mentor', message: 'must be true or false' },
      { pointer: '/offers/0/level', message: 'must be at most 5' },
    ]);
  });

  it('of a command without fields must be an empty object', () => {
    const checkEmpty = compileBody(AcceptProposal);
    expect(checkEmpty({})).toEqual([]);
    expect(checkEmpty({ shoes: 1 })).toEqual([{ pointer: '/shoes', message: 'unknown field' }]);
  });
});
