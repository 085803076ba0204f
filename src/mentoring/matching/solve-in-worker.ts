import { Worker } from 'node:worker_threads';
import { PoolTooLarge } from './limits.js';
import type { MatchMessage, MatchTask } from './match-worker.js';
import type { MatchParameters, MatchProgress, MatchResult, PoolPartner } from './pool.js';

export interface SolveOptions {
  /** Called about a hundred times a stage. */
  readonly onProgress?: MatchProgress;
  /** Ends the thread at once; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Where the compiled `match-worker.js` lies, if not beside this module. */
  readonly program?: URL;
}

/** `matchPool` in a thread of its own, so that the event loop goes on serving. Rejects with what `matchPool` throws. */
export function solveInWorker(
  pool: readonly PoolPartner[],
  parameters: MatchParameters,
  options: SolveOptions = {},
): Promise<MatchResult> {
  const { onProgress, signal, program = new URL('./match-worker.js', import.meta.url) } = options;
  if (signal?.aborted === true) return Promise.reject(reasonOf(signal));
  const task: MatchTask = { pool, parameters };
  const worker = new Worker(program, { workerData: task });

  return new Promise<MatchResult>((resolve, reject) => {
    const abort = () => {
      reject(reasonOf(signal));
    };
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', (message: MatchMessage) => {
      if (message.type === 'result') resolve(message.result);
      else if (message.type !== 'progress') reject(errorOf(message));
      else
        try {
          onProgress?.(message.stage, message.done, message.of);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error))); // thrown in here, it would end the process
        }
    });
    worker.on('error', reject);
    worker.on('messageerror', reject);
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', abort);
      reject(new Error(`The matching thread ended with exit code ${code} before it had a result.`));
    });
  }).finally(() => worker.terminate());
}

function errorOf(message: Exclude<MatchMessage, { type: 'progress' | 'result' }>): Error {
  if (message.type === 'too-large') return new PoolTooLarge(message.partners, message.edges);
  return message.type === 'out-of-range' ? new RangeError(message.message) : new Error(message.message);
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('The matching was stopped.');
}
