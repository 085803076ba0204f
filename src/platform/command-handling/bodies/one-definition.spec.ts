import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileBody } from './compile-body.js';
import { explain } from './explain.js';
import { survey } from './survey.js';
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

class Inner {
  @IsDay() readonly day!: string;
  @IsOptional() @IsInt() @Min(-2) @Max(2) readonly count?: number;
}

class Outer {
  @IsTimeZone() readonly zone!: string;
  @IsOptional() @ValidateNested() @Type(() => Inner) readonly inner?: Inner;
}

class EveryDecorator {
  @IsString() readonly text!: string;
  @Length(1, 4) readonly short!: string;
  @MinLength(2) @MaxLength(3) @IsOptional() readonly code?: string;
  @IsUUID() readonly id!: string;
  @IsEmail() readonly email!: string;
  @IsInstant() readonly at!: string;
  @IsInt() @Min(0) readonly whole!: number;
  @IsNumber() @Max(1) readonly share!: number;
  @IsBoolean() readonly sure!: boolean;
  @IsIn(['a', 'b']) readonly choice!: string;
  @IsIn([1, 2]) @IsInt() readonly half!: number;
  @ValidateNested() @Type(() => Outer) readonly outer!: Outer;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  @Type(() => Inner)
  readonly inners!: Inner[];
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(3)
  @IsIn(['x', 'y', 'z'], { each: true })
  readonly tags?: string[];
  @IsArray() @IsNumber({ each: true }) @Min(0, { each: true }) readonly weights!: number[];
}

const two = (n: number): string => String(n).padStart(2, '0');
const day = fc
  .tuple(fc.integer({ min: 1999, max: 2101 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
  .map(([y, m, d]) => `${String(y)}-${two(m)}-${two(d)}`);
const instant = fc
  .tuple(
    day,
    fc.integer({ min: 0, max: 24 }),
    fc.integer({ min: 58, max: 61 }),
    fc.constantFrom('Z', '', '.5Z', '+01:00', '-24:00', 'z'),
  )
  .map(([on, hour, second, end]) => `${on}T${two(hour)}:00:${two(second)}${end}`);
const word = fc.oneof(
  fc.string({ maxLength: 6, unit: 'binary' }),
  fc
    .array(fc.constantFrom('a', '\0', '\ud83d', '\udc69', '\ufe0f', '🏽', 'é'), { maxLength: 6 })
    .map((parts) => parts.join('')),
  fc.constantFrom('a', 'b', 'x', 'y', '1', '0.5', 'true', 'null', '', 'UTC', 'Asia/Kolkata', 'Mars/Base', '+01:00'),
  fc.emailAddress(),
  fc.uuid(),
  day,
  instant,
);
const scalar = fc.oneof(word, fc.integer({ min: -3, max: 6 }), fc.double(), fc.boolean(), fc.constant(null));
const realDay = fc
  .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const inner = fc.record({ day: realDay, count: fc.integer({ min: -2, max: 2 }) }, { requiredKeys: ['day'] });
const validBody = fc.record(
  {
    text: fc.string(),
    short: fc.string({ minLength: 1, maxLength: 4 }),
    code: fc.constantFrom('ab', '👩🏽', 'abc'),
    id: fc.uuid(),
    email: fc.constantFrom('ada@example.com', 'a.b+c@d-e.org'),
    at: realDay.map((on) => `${on}T23:59:59.125-05:30`),
    whole: fc.nat(),
    share: fc.double({ max: 1, noNaN: true, noDefaultInfinity: true }),
    sure: fc.boolean(),
    choice: fc.constantFrom('a', 'b'),
    half: fc.constantFrom(1, 2),
    outer: fc.record({ zone: fc.constantFrom('Europe/Berlin', 'UTC'), inner }, { requiredKeys: ['zone'] }),
    inners: fc.array(inner, { minLength: 1, maxLength: 2 }),
    tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
    weights: fc.array(fc.nat()),
  },
  {
    requiredKeys: [
      'text',
      'short',
      'id',
      'email',
      'at',
      'whole',
      'share',
      'sure',
      'choice',
      'half',
      'outer',
      'inners',
      'weights',
    ],
    noNullPrototype: true,
  },
);

type Json = Record<string, unknown> | unknown[];

/** Changes one member somewhere: sets it, takes it away, wraps it, repeats it, or adds one. `walk` chooses where. */
function mutate(node: Json, walk: readonly number[], how: string, value: unknown): void {
  const keys = Object.keys(node);
  const [step = 0, ...rest] = walk;
  const key = keys[step % Math.max(keys.length, 1)];
  const members = node as Record<string, unknown>;
  const member = key === undefined ? undefined : members[key];
  if (rest.length > 0 && typeof member === 'object' && member !== null) {
    mutate(member as Json, rest, how, value);
  } else if (Array.isArray(node)) {
    if (how === 'add') node.push(value);
    else if (how === 'repeat') node.push(...node);
    else if (how === 'wrap') node.splice(0, 1, [...node]);
    else node.splice(0, 1, ...(how === 'set' ? [value] : []));
  } else if (how === 'add' || key === undefined) members[`extra${String(step)}`] = value;
  else if (how === 'set') members[key] = value;
  else if (how === 'wrap') members[key] = [member];
  else Reflect.deleteProperty(members, key);
}

const mutant = fc
  .tuple(
    validBody,
    fc.array(
      fc.record({
        walk: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 3 }),
        how: fc.constantFrom('set', 'set', 'set', 'add', 'take', 'wrap', 'repeat'),
        value: fc.oneof(scalar, scalar, fc.array(scalar, { maxLength: 3 }), inner, fc.constant({})),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  )
  .map(([body, mutations]) => {
    const mutated = structuredClone(body) as Json;
    for (const { walk, how, value } of mutations) mutate(mutated, walk, how, structuredClone(value));
    return JSON.parse(JSON.stringify(mutated)) as object;
  });

const check = compileBody(EveryDecorator);

describe('the decorators as the single definition', () => {
  it('let every valid body through the compiled check and through class-validator', () => {
    fc.assert(
      fc.property(validBody, (body) => {
        expect(check(body)).toEqual([]);
        expect(explain(EveryDecorator, body)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('mean the same in the compiled check and in class-validator, whatever is done to a valid body', () => {
    fc.assert(
      fc.property(mutant, (body) => {
        fc.pre(survey(body).problems.length === 0);
        expect(explain(EveryDecorator, body)).toEqual(check(body));
      }),
      { numRuns: 1000 },
    );
  });

  it('refuse any JSON that is not a valid body, with a pointer', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (body) => {
        expect(check(body)).not.toHaveLength(0);
      }),
    );
  });
});
