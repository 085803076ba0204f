/**
 * RFC 8785 (JCS): the one text of a JSON value; what is hashed, stored and compared byte by byte goes through it.
 *
 * A property that is `undefined` is left out, as in JSON. Refused with a `NoCanonicalForm`, since they would be stored as something
 * else than what they are: NaN and infinities, bigints, functions, symbols, `undefined` elsewhere, lone surrogates, objects with a JSON
 * form or an iterator of their own (Date, Map, Set, Buffer), and a depth over 256 (a circle has no end).
 */
export const canonicalJson = (value: unknown): string => write(value, 0);

export class NoCanonicalForm extends TypeError {
  override readonly name = 'NoCanonicalForm';
}

const MAX_DEPTH = 256;

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      if (!Number.isFinite(value)) throw new NoCanonicalForm(`${value} has no canonical JSON form.`);
      return `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth === MAX_DEPTH)
        throw new NoCanonicalForm(`A value nested deeper than ${MAX_DEPTH} has no canonical JSON form.`);
      return Array.isArray(value) ? writeArray(value, depth + 1) : writeObject(value, depth + 1);
    default:
      throw new NoCanonicalForm(`A value of type ${typeof value} has no canonical JSON form.`);
  }
}

function writeArray(items: readonly unknown[], depth: number): string {
  let text = '[';
  // By index: iteration methods pass over holes.
  for (let i = 0; i < items.length; i++) text += i === 0 ? write(items[i], depth) : `,${write(items[i], depth)}`;
  return `${text}]`;
}

function writeObject(value: object, depth: number): string {
  if ('toJSON' in value || Symbol.iterator in value)
    throw new NoCanonicalForm('An object with a JSON form or an iterator of its own has no canonical JSON form.');
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  // RFC 8785 orders by UTF-16 code units, as `sort` does.
  for (const name of Object.keys(value).sort()) {
    const field = fields[name];
    if (field === undefined) continue;
    text += `${text === '' ? '{' : ','}${quote(name)}:${write(field, depth)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** Printable ASCII without quote and backslash stands for itself; this is most text, and several times faster than JSON.stringify. */
const STANDS_FOR_ITSELF = /^[ !#-[\]-~]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

function quote(text: string): string {
  if (STANDS_FOR_ITSELF.test(text)) return `"${text}"`;
  if (LONE_SURROGATE.test(text)) throw new NoCanonicalForm('A text with a lone surrogate has no canonical JSON form.');
  return JSON.stringify(text);
}
