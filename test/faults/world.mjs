import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './check.mjs';
import { journalLines } from './journal.mjs';
import { recordedIn } from './recorded.mjs';

/** A house that is killed again and again, goes on each time, and is brought to its end. */
export class World {
  /** @param child path of the bundled child; @param folder where its worlds lie */
  constructor({ child, folder, seed }) {
    Object.assign(this, { child, seed, folder: join(folder, seed.replaceAll('/', '-')) });
    mkdirSync(this.folder, { recursive: true });
  }

  /**
   * Lets it run until it is killed at the hit of a step.
   * @returns `undefined` where it came to its end before; else what is broken after the kill
   */
  async kill({ step, hit }) {
    const { signal, code, said } = await this.#run(step, String(hit));
    if (code === 0) return undefined;
    const { broken } = check(this.folder, { isFinished: false });
    return signal === 'SIGKILL' ? broken : [...broken, failed(said)];
  }

  /** Brings it to its end, checks all, and builds the views anew, which must come out the same and must not set anything off. */
  async finish() {
    const clean = await this.#run();
    const { broken, ...figures } = check(this.folder, { isFinished: true });
    if (clean.code !== 0) return { broken: [...broken, failed(clean.said)], ...figures };
    const before = recordedIn(this.folder);
    rmSync(join(this.folder, 'data', 'views'), { recursive: true });
    const again = await this.#run();
    if (again.code !== 0) broken.push(failed(again.said));
    else broken.push(...changedByRebuild(before, recordedIn(this.folder)));
    return { broken, ...figures };
  }

  /** Of each run that came to its kill or its end: when the house was open, where it was killed, how often each step was hit. */
  runs() {
    return journalLines(join(this.folder, 'runs.jsonl'));
  }

  remove() {
    rmSync(this.folder, { recursive: true });
  }

  #run(...killedAt) {
    const env = { ...process.env, NODE_COMPILE_CACHE: join(this.child, '..', 'compiled') };
    const run = spawn(process.execPath, [this.child, this.folder, this.seed, ...killedAt], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    run.stderr.on('data', (text) => (said += text));
    return new Promise((resolve, reject) => {
      run.on('error', reject);
      run.on('close', (code, signal) => resolve({ code, signal, said }));
    });
  }
}

const failed = (said) => ({ kind: 'rule', sentence: `The process failed: ${said.slice(-2_000)}` });

function changedByRebuild(before, after) {
  const changed = [];
  if (after.log.length !== before.log.length)
    changed.push({ kind: 'twice', sentence: 'Building the views anew appended events.' });
  for (const { name, documents } of before.views) {
    const rebuilt = after.views.find((view) => view.name === name)?.documents ?? new Map();
    const differs = [...new Set([...documents.keys(), ...rebuilt.keys()])].filter(
      (key) => documents.get(key) !== rebuilt.get(key),
    );
    for (const key of differs)
      changed.push({ kind: 'skipped', sentence: `The rebuilt read model ${name} differs at ${key}.` });
  }
  return changed;
}
