import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What a client was told, in a file of its own to which only is appended: one line an answer, written before anything else happens. */
export class Journal {
  #file;
  #answers = new Map();
  /** The instant to which the clock was set last. */
  instant;

  constructor(path) {
    for (const line of journalLines(path)) {
      if (line.instant !== undefined) this.instant = line.instant;
      if (line.command !== undefined) this.#answers.set(line.command, line);
    }
    this.#file = openSync(path, 'a');
  }

  answerTo(command) {
    return this.#answers.get(command);
  }

  /** @param answer `{command, stream, revision, position, changed}` of what was done, `{command, refused}` of what was not */
  answered(answer) {
    this.#answers.set(answer.command, answer);
    this.#write(answer);
    return answer;
  }

  /** The clock is about to be set. */
  sets(instant) {
    this.instant = instant;
    this.#write({ instant });
  }

  /** A promise was broken that only a running process can see. */
  broken(sentence) {
    this.#write({ broken: sentence });
  }

  close() {
    closeSync(this.#file);
  }

  #write(line) {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}

export function journalLines(path) {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
