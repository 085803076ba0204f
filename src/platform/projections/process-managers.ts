import type { ProcessManager } from '../../kernel/process-manager.js';
import type { ParkedEvent } from '../operations/operations-store.js';
import { Causation } from './causation.js';
import { ManagerRunner, type ManagerParts } from './manager-runner.js';
import { PassedPositions } from './passed-positions.js';

export type AnyProcessManager = ProcessManager;

export interface ManagerStatus {
  readonly name: string;
  readonly position: string;
  readonly parked: readonly ParkedEvent[];
  readonly error?: string;
}

/** All process managers, and the question whether they have done what follows from a position. */
export class ProcessManagers {
  readonly #causation = new Causation();
  readonly #passed = new PassedPositions();
  readonly #runners: readonly ManagerRunner[];
  /** What was asked for before this start is not remembered: it lies before this position. */
  #headAtStart = 0n;

  constructor(
    managers: readonly AnyProcessManager[],
    private readonly parts: Omit<ManagerParts, 'causation' | 'onPassed'>,
  ) {
    this.#runners = managers.map(
      (manager) =>
        new ManagerRunner(manager as unknown as ProcessManager<object>, {
          ...parts,
          causation: this.#causation,
          onPassed: () => {
            this.#passed.notify();
          },
        }),
    );
  }

  async start(): Promise<void> {
    this.#headAtStart = (await this.parts.store.head())?.position ?? 0n;
    for (const runner of this.#runners) await runner.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#runners.map((runner) => runner.stop()));
  }

  /**
   * The position up to which everything stands that follows from `position`, when all of it is done; `undefined` when it was not in time.
   * It follows the chain of causes, so that other traffic does not prolong it.
   */
  async settled(position: bigint, timeoutMs?: number): Promise<bigint | undefined> {
    const until = timeoutMs === undefined ? undefined : performance.now() + timeoutMs;
    const origin = await this.parts.store.at(position);
    const correlationId =
      origin === undefined || !this.parts.codec.knows(origin.type)
        ? undefined
        : this.parts.codec.decode(origin).correlationId;
    let target = position <= this.#headAtStart ? this.#headAtStart : position;
    for (;;) {
      const goal = target;
      const left = until === undefined ? undefined : Math.max(0, until - performance.now());
      const passed = await this.#passed.wait(() => this.#runners.every((runner) => runner.position >= goal), left);
      if (!passed) return undefined;
      const caused = correlationId === undefined ? undefined : this.#causation.furthest(correlationId);
      if (caused === undefined || caused <= target) return target;
      target = caused;
    }
  }

  status(): readonly ManagerStatus[] {
    return this.#runners.map(({ name, position, parked, error }) => ({
      name,
      position: String(position),
      parked,
      ...(error === undefined ? {} : { error }),
    }));
  }
}
