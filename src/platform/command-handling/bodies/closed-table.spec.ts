import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Exclude, Transform, Type as TransformType } from 'class-transformer';
import * as library from 'class-validator';
import { bodySchema } from './body-schema.js';
import { assertClosedTable } from './closed-table.js';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInstant,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  Type,
  ValidateNested,
} from './validators.js';

class Contribution {
  @IsUUID() readonly from!: string;
  @IsInt() @Min(1) @Max(600) readonly minutes!: number;
}

class LogExchange {
  @IsInstant() readonly heldAt!: string;
  @IsIn(['remote', 'in-person']) @IsOptional() readonly method?: string;
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => Contribution)
  readonly contributions!: Contribution[];
  @IsArray() @ArrayUnique() @MaxLength(40, { each: true }) readonly topics!: string[];
}

/** A class with one field `field` and these decorators on it. */
function classWith(...decorators: PropertyDecorator[]): new () => object {
  class Sample {}
  for (const decorator of decorators) decorator(Sample.prototype, 'field');
  return Sample;
}

const foreign: [string, PropertyDecorator][] = [
  ['IsDateString', library.IsDateString()],
  ['IsString', library.IsString()],
  ['IsOptional', library.IsOptional()],
  ['ValidateIf', library.ValidateIf(() => false)],
  ['IsDefined', library.IsDefined()],
  ['ValidateNested', library.ValidateNested()],
  ['Allow', library.Allow()],
  ['AgreesWithTheMoon', library.ValidateBy({ name: 'agreesWithTheMoon', validator: { validate: () => true } })],
  ['Transform', Transform(({ value }: { value: unknown }) => value)],
  ['Exclude', Exclude()],
];

const contradictory: [string, PropertyDecorator[], RegExp][] = [
  ['a bare @IsOptional', [IsOptional()], /says nothing of the value itself/],
  ['an array without elements', [IsArray()], /does not say what each element is/],
  ['element rules without an array', [IsString({ each: true })], /needs @IsArray/],
  ['a text that is a number', [IsString(), IsInt()], /do not go together/],
  ['two formats', [IsUUID(), IsInstant()], /do not go together/],
  ['two bounds of a kind', [Length(1, 5), MaxLength(9)], /do not go together/],
  ['uniqueness of what is no string', [IsArray(), ArrayUnique(), IsNumber({ each: true })], /for strings only/],
  ['nesting without a class', [ValidateNested()], /no @Type/],
  ["class-transformer's own Type", [ValidateNested(), TransformType(() => Contribution)], /no @Type/],
  ['a class without nesting', [IsString(), Type(() => Contribution)], /no @ValidateNested/],
  ['a nested class without fields', [ValidateNested(), Type(() => class Empty {})], /has no fields/],
];

describe('the closed table', () => {
  it('takes the decorators that are of it', () => {
    expect(() => {
      assertClosedTable([LogExchange, Contribution]);
    }).not.toThrow();
  });

  it.each(foreign)(
    'stops the start on @%s of another table, naming class, property and decorator',
    (name, decorator) => {
      expect(() => {
        assertClosedTable([classWith(IsString(), decorator)]);
      }).toThrow(`Sample.field has @${name}`);
    },
  );

  it('stops the start on a foreign decorator in a nested class', () => {
    const nested = classWith(library.IsDateString());
    expect(() => {
      assertClosedTable([
        classWith(
          ValidateNested(),
          Type(() => nested),
        ),
      ]);
    }).toThrow('Sample.field has @IsDateString');
  });

  it.each(contradictory)('stops the start on %s', (_, decorators, why) => {
    expect(() => bodySchema(classWith(...decorators))).toThrow(why);
  });

  it('stops the start on a default, which would stand in for a missing field', () => {
    class WithDefault {
      @IsInt() readonly minutes: number = 30;
    }
    expect(() => {
      assertClosedTable([WithDefault]);
    }).toThrow('WithDefault.minutes has a default');
  });

  it('stops the start on a class nested in itself', () => {
    class Tree {
      @IsOptional() @ValidateNested() @Type(() => Tree) readonly child?: object;
    }
    expect(() => {
      assertClosedTable([Tree]);
    }).toThrow('Tree is nested in itself');
  });
});

describe('the JSON Schema of a body', () => {
  it('says what the decorators say', () => {
    expect(bodySchema(LogExchange)).toEqual({
      title: 'LogExchange',
      type: 'object',
      properties: {
        heldAt: { type: 'string', format: 'instant' },
        method: { type: 'string', enum: ['remote', 'in-person'] },
        contributions: {
          type: 'array',
          maxItems: 20,
          items: {
            title: 'Contribution',
            type: 'object',
            properties: {
              from: { type: 'string', format: 'uuid' },
              minutes: { type: 'integer', minimum: 1, maximum: 600 },
            },
            required: ['from', 'minutes'],
            additionalProperties: false,
          },
        },
        topics: { type: 'array', uniqueItems: true, items: { type: 'string', format: 'text', maxLength: 40 } },
      },
      required: ['heldAt', 'contributions', 'topics'],
      additionalProperties: false,
    });
  });
});
