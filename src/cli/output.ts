import { SingleBar } from 'cli-progress';

/** What a verb prints: with `--json` one document on standard output and nothing else there; words and bars go to people only. */
export class Output {
  constructor(private readonly json: boolean) {}

  /** The result: as JSON, or as lines for people. */
  result(document: unknown, lines: readonly string[]): void {
    process.stdout.write(this.json ? `${JSON.stringify(document)}\n` : `${lines.join('\n')}\n`);
  }

  say(line: string): void {
    if (process.stderr.isTTY) process.stderr.write(`${line}\n`);
  }

  /** A bar on standard error, when that is a terminal. */
  bar(what: string): { readonly update: (done: number, of: number) => void; readonly end: () => void } {
    if (!process.stderr.isTTY) return { update: () => undefined, end: () => undefined };
    const bar = new SingleBar({
      format: `${what} {bar} {percentage}% | {value}/{total}`,
      clearOnComplete: true,
      hideCursor: true,
      stream: process.stderr,
    });
    bar.start(1, 0);
    return {
      update(done, of) {
        bar.setTotal(Math.max(of, 1));
        bar.update(done);
      },
      end() {
        bar.stop();
      },
    };
  }
}
