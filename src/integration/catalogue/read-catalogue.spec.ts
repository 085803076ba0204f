import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readCatalogue, skillIndex } from './read-catalogue.js';

const HEADER = 'id,name,category,aliases,arena\n';
const GO = 'go,Go,programming languages,golang; go language ,professional\n';
const REAL_ROSTER = resolve('../shared/data/roster-so2019.csv');

describe('a skill catalogue', () => {
  it('is read line by line, with aliases apart', () => {
    expect(readCatalogue(`${HEADER}${GO}\nnegotiation,"Negotiation, fair",communication,,personal\n`)).toEqual([
      {
        id: 'go',
        name: 'Go',
        category: 'programming languages',
        aliases: ['golang', 'go language'],
        arena: 'professional',
      },
      { id: 'negotiation', name: 'Negotiation, fair', category: 'communication', aliases: [], arena: 'personal' },
    ]);
  });

  it('may begin with a byte order mark, end lines as Windows does, and order its columns otherwise', () => {
    expect(readCatalogue('\ufeffarena,aliases,category,name,id\r\npersonal,,talk,Speaking,speaking\r\n')).toEqual([
      { id: 'speaking', name: 'Speaking', category: 'talk', aliases: [], arena: 'personal' },
    ]);
  });

  it.each([
    ['nothing', '', 'empty-catalogue', 1],
    ['a header alone', HEADER, 'empty-catalogue', 1],
    ['a missing column', 'id,name,category,aliases\n', 'missing-column', 1],
    ['a column named twice', 'id,name,category,aliases,arena,id\n', 'duplicate-column', 1],
    ['too few values', `${HEADER}${GO}rust,Rust\n`, 'wrong-width', 3],
    ['a bad id', `${HEADER}C#,C#,languages,,professional\n`, 'bad-id', 2],
    ['an empty name', `${HEADER}c,,languages,,professional\n`, 'empty-value', 2],
    ['an empty category', `${HEADER}c,C,,,professional\n`, 'empty-value', 2],
    ['an unknown arena', `${HEADER}${GO}c,C,languages,,public\n`, 'unknown-arena', 3],
    ['an id used twice', `${HEADER}${GO}\ngo,Golf,sports,,personal\n`, 'duplicate-id', 4],
    ['a name used twice', `${HEADER}${GO}go-game,GO  Language,games,,personal\n`, 'ambiguous-name', 3],
    ['an alias that is another id', `${HEADER}${GO}baduk,Baduk,games,weiqi;GO,personal\n`, 'ambiguous-name', 3],
    ['an alias used twice', `${HEADER}${GO}g,G,languages,Golang,professional\n`, 'ambiguous-name', 3],
    ['a quotation mark not closed', `${HEADER}${GO}"c,C,languages,,professional\n`, 'quotes', 3],
    ['a quotation mark that takes in two lines', `${HEADER}c,C,"languages\nx",,personal\n`, 'line-break', 2],
  ])('is refused for %s', (_, text, code, line) => {
    expect(() => readCatalogue(text)).toThrow(
      expect.objectContaining({
        name: 'CatalogueRefused',
        code,
        line,
        message: expect.stringMatching(new RegExp(`^Line ${line}: .*\\.$`)),
      }),
    );
  });

  it('names the other line where a name means two skills', () => {
    expect(() => readCatalogue(`${HEADER}${GO}g,G,languages,golang,professional\n`)).toThrow(
      'Line 3: "golang" of g also means go, line 2.',
    );
  });

  it('finds a skill by id, name or alias in any case, and nothing else', () => {
    const { find } = skillIndex(readCatalogue(HEADER + GO));
    for (const name of ['go', 'GO', ' Golang ', 'Go   Language']) expect(find(name)?.id).toBe('go');
    for (const name of ['g', 'gol', '', 'constructor']) expect(find(name)).toBeUndefined();
  });
});

describe('the catalogue that is shipped', () => {
  const skills = readCatalogue(readFileSync(resolve('catalogue/technology.csv'), 'utf8'));
  const { find } = skillIndex(skills);

  it('knows what people call things', () => {
    const names = { js: 'javascript', golang: 'go', k8s: 'kubernetes', postgres: 'postgresql', 'C#': 'csharp' };
    for (const [name, id] of Object.entries(names)) expect(find(name)?.id).toBe(id);
  });

  it('has skills for every arena', () => {
    expect(new Set(skills.map(({ arena }) => arena)).size).toBe(3);
  });

  (existsSync(REAL_ROSTER) ? it : it.skip)('covers every skill of the real roster', () => {
    const [header = '', ...rows] = readFileSync(REAL_ROSTER, 'utf8').trim().split('\n');
    const columns = ['offers', 'wants'].map((column) => header.split(',').indexOf(column));
    const names = rows.flatMap((row) => columns.flatMap((column) => row.split(',')[column]!.split(';')));
    const skillNames = new Set(names.map((entry) => entry.replace(/:\d$/, '')));
    expect(skillNames.size).toBe(68);
    expect([...skillNames].filter((name) => find(name) === undefined)).toEqual([]);
  });
});
