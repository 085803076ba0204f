import { parentPort, workerData } from 'node:worker_threads';
import { PoolTooLarge } from './limits.js';
import { matchPool } from './match-pool.js';
import type { MatchParameters, MatchResult, MatchStage, PoolPartner } from './pool.js';

/** The program of the thread that `solveInWorker` starts. */

export interface MatchTask {
  readonly pool: readonly PoolPartner[];
  readonly parameters: MatchParameters;
}

export type MatchMessage =
  | { readonly type: 'progress'; readonly stage: MatchStage; readonly done: number; readonly of: number }
  | { readonly type: 'result'; readonly result: MatchResult }
  | { readonly type: 'too-large'; readonly partners: number; readonly edges?: number }
  | { readonly type: 'out-of-range'; readonly message: string }
  | { readonly type: 'failed'; readonly message: string };

const PROGRESS_STEPS = 100;

if (parentPort) {
  const { pool, parameters } = workerData as MatchTask;
  const send = (message: MatchMessage) => parentPort?.postMessage(message);
  let sent = '';
  try {
    const result = matchPool(pool, parameters, (stage, done, of) => {
      const step = `${stage} ${Math.floor((done / of) * PROGRESS_STEPS)}`;
      if (step === sent) return;
      sent = step;
      send({ type: 'progress', stage, done, of });
    });
    send({ type: 'result', result });
  } catch (error) {
    if (error instanceof PoolTooLarge)
      send({
        type: 'too-large',
        partners: error.partners,
        ...(error.edges === undefined ? {} : { edges: error.edges }),
      });
    else if (error instanceof RangeError) send({ type: 'out-of-range', message: error.message });
    else send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}
