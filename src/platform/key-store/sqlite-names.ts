import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** The name search: every word of a name is a row, so that the beginning of a word is a range of an index. */
export class SqliteNames {
  readonly #database: DatabaseSync;
  readonly #name: StatementSync;
  readonly #putName: StatementSync;
  readonly #putWord: StatementSync;
  readonly #removeName: StatementSync;
  readonly #removeWords: StatementSync;

  /** Expects the tables `names (person, name)` and `words (word, person)`. */
  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#name = database.prepare('SELECT name FROM names WHERE person = ?');
    this.#putName = database.prepare('INSERT OR REPLACE INTO names VALUES (?, ?)');
    this.#putWord = database.prepare('INSERT OR IGNORE INTO words VALUES (?, ?)');
    this.#removeName = database.prepare('DELETE FROM names WHERE person = ?');
    this.#removeWords = database.prepare('DELETE FROM words WHERE person = ?');
  }

  put(person: string, name: string): void {
    const words = wordsOf(name);
    const normalized = words.join(' ');
    if (this.#name.get(person)?.['name'] === normalized) return;
    this.#removeWords.run(person);
    this.#putName.run(person, normalized);
    for (const word of words) this.#putWord.run(word, person);
  }

  remove(person: string): void {
    this.#removeWords.run(person);
    this.#removeName.run(person);
  }

  /** In order of name, then id. A query without a word finds nobody; words beyond the eighth are not looked at. */
  search(query: string, limit: number): readonly string[] {
    const words = wordsOf(query).slice(0, 8);
    if (words.length === 0) return [];
    const each = words.map(() => 'SELECT person FROM words WHERE word >= ? AND word < ?').join(' INTERSECT ');
    const find = this.#database.prepare(
      `SELECT person FROM names WHERE person IN (${each}) ORDER BY name, person LIMIT ?`,
    );
    const ranges = words.flatMap((word) => [word, `${word}${AFTER_EVERY_LETTER}`]);
    return find.all(...ranges, limit).map((row) => String(row['person']));
  }
}

/** The greatest code point, and no character: sorts after whatever may follow in a word. */
const AFTER_EVERY_LETTER = '\u{10FFFF}';
const MARKS = /\p{M}/gu;
const WORD = /[\p{L}\p{N}]+/gu;

/** The words of a name or a query as they are compared: without case, accents and compatibility forms. */
const wordsOf = (text: string): readonly string[] =>
  // Lower case first: it may bring a combining mark of its own (İ).
  text.toLowerCase().normalize('NFKD').replace(MARKS, '').match(WORD) ?? [];
