import type { TProperties, TSchema } from 'typebox';
import type { Audience } from '../../kernel/audience.js';
import { isBox, type Box, type SealedGroup } from '../../kernel/sealed.js';
import { isErased, type Opener } from './opening.js';

/** Which parts of an event a reader may see. */
export interface Sight {
  readonly sees: (audience: Audience) => boolean;
  /** Whether sealed values that are theirs to see are opened; `null` stands for what they may not see or what was erased. */
  readonly opens: boolean;
  /** Names of sealed fields that they may not see although they see the others. */
  readonly hidden?: ReadonlySet<string>;
}

/** An event's data as a reader may see it: fields of another audience are left out, boxes are opened or null. */
export async function visibleData(
  schema: TSchema,
  data: unknown,
  sight: Sight,
  opener: Pick<Opener, 'open'>,
): Promise<unknown> {
  if ('x-sealed' in schema) {
    const { audience } = (schema['x-sealed'] as SealedGroup).marking;
    if (!isBox(data) || !sight.opens || (audience !== undefined && !sight.sees(audience))) return null;
    return opened(data, sight, opener);
  }
  if ('properties' in schema && isRecord(data)) {
    const shown: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(schema.properties as TProperties)) {
      const audience = (field as { 'x-audience'?: Audience })['x-audience'];
      if (data[name] === undefined || (audience !== undefined && !sight.sees(audience))) continue;
      shown[name] = await visibleData(field, data[name], sight, opener);
    }
    return shown;
  }
  if ('items' in schema && Array.isArray(data))
    return Promise.all(data.map((item) => visibleData(schema.items as TSchema, item, sight, opener)));
  return data;
}

async function opened(box: Box, { hidden }: Sight, opener: Pick<Opener, 'open'>): Promise<object | null> {
  const fields = await opener.open(box);
  if (isErased(fields)) return null;
  return hidden === undefined
    ? fields
    : Object.fromEntries(Object.entries(fields).filter(([name]) => !hidden.has(name)));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
