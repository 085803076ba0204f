import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openEmbedded } from '../../src/embedded.js';
import type { House } from '../../src/house.js';
import { documentsOf, headOf } from './house-without-nest.js';
import { serve, type Served } from './served.js';
import { SMALL_ROSTER } from './small-roster.js';
import { Road, SAID } from './the-road.story.js';

let served: Served;
let before: { readonly head: bigint; readonly documents: Awaited<ReturnType<typeof documentsOf>> };
/** What was found of it in the folder while the house was open, and when it had ended. */
const traces: Record<'open' | 'ended', readonly string[]> = { open: [], ended: [] };

beforeAll(async () => {
  served = await serve('2026-03-02T09:00');
  await new Road(served).travel();
  const { house } = served.embedded;
  await house.settle();
  await house.sweep();
  before = { documents: await documentsOf(house), head: await headOf(house) };
  traces.open = tracesIn(served.dataDir);
  await served.stop();
  traces.ended = tracesIn(served.dataDir);
});
afterAll(() => {
  rmSync(served.dataDir, { recursive: true, force: true });
});

/** Opens the folder again, without Nest, and looks. */
async function reopened<T>(look: (house: House) => Promise<T>): Promise<T> {
  const embedded = await openEmbedded(served.embedded.house.config, { clock: served.clock });
  try {
    return await look(embedded.house);
  } finally {
    await embedded.close();
  }
}

describe('a house whose views were deleted', () => {
  it('builds every document anew, byte for byte', async () => {
    rmSync(join(served.dataDir, 'views'), { recursive: true });
    const rebuilt = await reopened(documentsOf);
    expect([...rebuilt.keys()]).toEqual([...before.documents.keys()]);
    for (const [model, documents] of before.documents) expect([model, documents.length > 0]).toEqual([model, true]);
    expect(differences(before.documents, rebuilt)).toEqual([]);
  });

  it('does nothing a second time', async () => {
    rmSync(join(served.dataDir, 'views'), { recursive: true, force: true });
    const head = await reopened(async (house) => {
      await house.settle();
      await house.sweep();
      await house.settle();
      return headOf(house);
    });
    expect(head).toBe(before.head);
  });

  it('has the documents of one that went on', async () => {
    await reopened((house) => house.settle());
    expect(differences(before.documents, await reopened(documentsOf))).toEqual([]);
  });
});

describe('the data folder', () => {
  it('holds no name, e-mail or HR number outside the key store, nor what people say in their own words', () => {
    expect(traces).toEqual({ open: [], ended: [] });
  });

  it('holds names in the key store, where they can be erased: the search finds what is there', () => {
    const found = tracesIn(served.dataDir, /^keys\.db/);
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/^keys\.db(-wal)?: Lindqvist$/)]));
  });
});

/** Model and key of each document that is not the same in both. */
function differences(one: typeof before.documents, other: typeof before.documents): string[] {
  return [...one].flatMap(([model, documents]) => {
    const present = new Set(other.get(model));
    const missing = documents
      .filter((document) => !present.has(document))
      .map((document) => `${model}: ${document.slice(0, 60)}`);
    return present.size === documents.length
      ? missing
      : [...missing, `${model}: ${present.size} instead of ${documents.length}`];
  });
}

/** Words of people that stand in some file, in upper or lower case, in any encoding in which one would find them. */
function tracesIn(folder: string, files = /^(?!keys\.db|master\.key)/): string[] {
  const { ofMeetings, ...said } = SAID;
  const people = SMALL_ROSTER.flatMap((row) => [row.person_ref, row.email, row.display_name]);
  // Shorter ones stand in ciphertext by chance.
  const names = SMALL_ROSTER.flatMap((row) => row.display_name.split(' ')).filter((name) => name.length >= 7);
  const words = [...people, ...names, ...Object.values(said), ...Object.values(ofMeetings)];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && files.test(entry.name))
    .flatMap(({ parentPath, name }) => {
      const bytes = readFileSync(join(parentPath, name));
      const text = bytes.toString('latin1');
      const folded = text.toLowerCase();
      const stands = (word: string) =>
        folded.includes(word.toLowerCase()) ||
        bytes.includes(Buffer.from(word, 'utf16le')) ||
        // The end of a text in base64 depends on what follows it.
        text.includes(Buffer.from(word).toString('base64').slice(0, -4));
      return words.filter(stands).map((word) => `${name}: ${word}`);
    });
}
