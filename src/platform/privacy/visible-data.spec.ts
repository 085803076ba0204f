import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { Restricted } from '../../kernel/events.js';
import { Personal, Sealed } from '../../kernel/sealed.js';
import { ERASED } from './opening.js';
import { visibleData, type Sight } from './visible-data.js';

type Audience = 'public' | 'restricted' | 'author';
const purpose = { purpose: 'contact', keepFor: 'P1Y' } as const;
const sealed = (audience?: Audience) =>
  Sealed(
    { of: 'id', ...(audience === undefined ? {} : { audience }) },
    { name: Personal(Type.String(), purpose), year: Personal(Type.Integer(), purpose) },
  );
const schema = Type.Object({
  id: Type.String(),
  reason: Restricted(Type.String()),
  diary: Type.Optional({ ...Type.String(), 'x-audience': 'author' }),
  open: Type.Optional(sealed()),
  hidden: Type.Optional(sealed('restricted')),
  meetings: Type.Optional(
    Type.Array(Type.Object({ at: Type.String(), score: Restricted(Type.Integer()), topic: sealed() })),
  ),
});

/** A box `n` holds the name `n`; the one named `erased` has lost its key. */
const box = (n: string) => ({ box: n, commit: n });
let opened: string[] = [];
const opener = {
  open: async ({ box: n }: { box: string }) => {
    opened.push(n);
    return n === 'erased' ? ERASED : { name: n, year: 1961 };
  },
};
const seeing = (...audiences: Audience[]): Sight => ({ sees: (audience) => audiences.includes(audience), opens: true });
const everything = seeing('public', 'restricted', 'author');
const shown = (data: object, sight: Sight) => visibleData(schema, data, sight, opener);

const data = { id: 'i', reason: 'no-time', diary: 'dear', open: box('Ana'), hidden: box('Bo') };

describe('an event as a reader may see it', () => {
  it('shows all, with boxes opened, to who may see all', async () => {
    expect(await shown(data, everything)).toEqual({
      id: 'i',
      reason: 'no-time',
      diary: 'dear',
      open: { name: 'Ana', year: 1961 },
      hidden: { name: 'Bo', year: 1961 },
    });
  });

  it('leaves out the fields of another audience, and shows null for boxes of another', async () => {
    expect(await shown(data, seeing('public'))).toEqual({ id: 'i', open: { name: 'Ana', year: 1961 }, hidden: null });
    expect(await shown(data, seeing('public', 'restricted'))).toMatchObject({
      reason: 'no-time',
      hidden: { name: 'Bo' },
    });
    expect(await shown(data, seeing('public', 'restricted'))).not.toHaveProperty('diary');
  });

  it('shows no box opened to who may open none, and does not open it', async () => {
    opened = [];
    expect(await shown(data, { sees: () => true, opens: false })).toMatchObject({ id: 'i', open: null, hidden: null });
    expect(opened).toEqual([]);
  });

  it('opens no box that is of another audience', async () => {
    opened = [];
    await shown(data, seeing('public'));
    expect(opened).toEqual(['Ana']);
  });

  it('shows null for what was erased', async () => {
    expect(await shown({ id: 'i', open: box('erased') }, everything)).toEqual({ id: 'i', open: null });
  });

  it('leaves out of what is opened the fields that are hidden from this reader', async () => {
    const sight = { ...everything, hidden: new Set(['name']) };
    expect(await shown({ id: 'i', open: box('Ana') }, sight)).toEqual({ id: 'i', open: { year: 1961 } });
  });

  it('is as careful inside of lists', async () => {
    const meetings = [
      { at: 'noon', score: 5, topic: box('tea') },
      { at: 'night', score: 1, topic: box('erased') },
    ];
    expect(await shown({ id: 'i', meetings }, seeing('public'))).toEqual({
      id: 'i',
      meetings: [
        { at: 'noon', topic: { name: 'tea', year: 1961 } },
        { at: 'night', topic: null },
      ],
    });
  });

  it('shows nothing that its schema does not name', async () => {
    expect(await shown({ id: 'i', secret: 'psst', open: { name: 'plain' } }, everything)).toEqual({
      id: 'i',
      open: null,
    });
  });

  it('leaves absent what is absent', async () => {
    expect(await shown({ id: 'i' }, everything)).toEqual({ id: 'i' });
  });
});
