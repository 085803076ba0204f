import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Query, Reading, Reads } from '../http/reading.js';
import type { EventStore } from '../event-store/event-store.js';
import type { ProcessManagers } from '../projections/process-managers.js';
import type { ProjectionEngine } from '../projections/projection-engine.js';
import type { Metrics } from './metrics.js';

/** The state of the machinery, in one place for the API, the command line and the metrics. */
export class Operations {
  constructor(
    private readonly store: EventStore,
    private readonly engine: ProjectionEngine,
    private readonly managers: ProcessManagers,
    private readonly stores: Readonly<Record<string, string>>,
    readonly metrics: Metrics,
  ) {}

  async status() {
    const head = await this.store.head();
    return {
      stores: this.stores,
      head: String(head?.position ?? 0n),
      readModels: await this.engine.status(),
      processManagers: this.managers.status(),
    };
  }

  /** Why it is not ready; nothing when it is. */
  async hindrances(): Promise<readonly string[]> {
    const { readModels, processManagers } = await this.status();
    return [
      ...readModels
        .filter(({ state }) => state !== 'live')
        .map(({ name, state, error }) => `read model ${name} is ${state}${error === undefined ? '' : `: ${error}`}`),
      ...processManagers.flatMap(({ name, error }) =>
        error === undefined ? [] : [`process manager ${name}: ${error}`],
      ),
    ];
  }
}

@Controller()
export class HealthController {
  constructor(private readonly operations: Operations) {}

  @Get('health/live')
  live() {
    return { status: 'live' };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const hindrances = await this.operations.hindrances();
    if (hindrances.length > 0) void reply.status(503).header('Retry-After', '1');
    return hindrances.length === 0 ? { status: 'ready' } : { status: 'not-ready', because: hindrances };
  }

  @Get('api/status')
  @Query({
    may: ['auditor', 'service'],
    from: [],
    summary: 'Stores, head of the log, every read model and process manager.',
  })
  status(@Reads() reading: Reading) {
    reading.of({});
    return this.operations.status();
  }

  @Get('metrics')
  @Query({ may: ['auditor', 'service'], from: [], summary: 'Figures of the machinery, for Prometheus.' })
  async metrics(@Reads() reading: Reading, @Res({ passthrough: true }) reply: FastifyReply) {
    reading.of({});
    const { metrics } = this.operations;
    void reply.type(metrics.contentType);
    return metrics.text(await this.operations.status());
  }
}
