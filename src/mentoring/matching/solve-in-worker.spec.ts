import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transformFile } from '@swc/core';
import { LIMITS, PoolTooLarge } from './limits.js';
import { matchPool } from './match-pool.js';
import { sampleParameters, samplePartner } from './sample-pool.examples.js';
import { solveInWorker } from './solve-in-worker.js';

const sources = fileURLToPath(new URL('.', import.meta.url));
const pool = ['a', 'b', 'c'].map((name, n) => samplePartner(name, { waitedRounds: n }));

let folder: string;
let program: URL;

/** A thread runs compiled files only, so the folder is compiled to where its packages are found. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'matching-'));
  await symlink(join(sources, '../../../node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const files = (await readdir(sources)).filter((file) => /(?<!\.spec|\.d)\.ts$/.test(file));
  for (const file of files) {
    const { code } = await transformFile(join(sources, file), { sourceMaps: false });
    await writeFile(join(folder, file.replace(/ts$/, 'js')), code);
  }
  program = pathToFileURL(join(folder, 'match-worker.js'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('matching in a thread', () => {
  it('comes to the result that matching at once comes to, and tells of its progress', async () => {
    const stages = new Set<string>();
    const result = await solveInWorker(pool, sampleParameters(), { program, onProgress: (stage) => stages.add(stage) });
    expect(result).toEqual(matchPool(pool, sampleParameters()));
    expect([...stages]).toEqual(['scoring', 'solving', 'explaining']);
  });

  it('leaves the event loop free while it works', async () => {
    const order: string[] = [];
    const matched = solveInWorker(pool, sampleParameters(), { program }).then(() => order.push('matched'));
    setImmediate(() => order.push('served'));
    await matched;
    expect(order).toEqual(['served', 'matched']);
  });

  it('refuses a pool that is too large with the same error', async () => {
    const large = Array.from({ length: LIMITS.partners + 1 }, (_, n) => samplePartner(`p${n}`));
    const refusal = expect(solveInWorker(large, sampleParameters(), { program })).rejects;
    await refusal.toThrow(PoolTooLarge);
    await refusal.toThrow(new PoolTooLarge(LIMITS.partners + 1).message);
  });

  it('refuses what is out of range with the same error', async () => {
    const wrong = sampleParameters({ availabilityFrom: '2026-02-30' });
    await expect(solveInWorker(pool, wrong, { program })).rejects.toThrow(RangeError);
  });

  it('stops at once when it is aborted, with the reason given', async () => {
    const reason = new Error('The round was discarded.');
    await expect(solveInWorker(pool, sampleParameters(), { program, signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );

    const large = Array.from({ length: 2500 }, (_, n) => samplePartner(`p${n}`));
    const abort = new AbortController();
    const onProgress = () => abort.abort(reason);
    await expect(solveInWorker(large, sampleParameters(), { program, onProgress, signal: abort.signal })).rejects.toBe(
      reason,
    );
  });

  it('fails when whoever watches its progress fails', async () => {
    const failure = new Error('Nobody listens.');
    const onProgress = () => {
      throw failure;
    };
    await expect(solveInWorker(pool, sampleParameters(), { program, onProgress })).rejects.toBe(failure);
  });

  it('fails when the thread ends without a result, or cannot begin', async () => {
    await writeFile(join(folder, 'quits.js'), 'process.exit(3);');
    const quits = pathToFileURL(join(folder, 'quits.js'));
    await expect(solveInWorker(pool, sampleParameters(), { program: quits })).rejects.toThrow('ended with exit code 3');
    const nowhere = pathToFileURL(join(folder, 'nowhere.js'));
    await expect(solveInWorker(pool, sampleParameters(), { program: nowhere })).rejects.toThrow(/Cannot find module/);
  });
});
