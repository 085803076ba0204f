import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ReadModelStatus } from '../projections/projection-engine.js';

/** What a monitoring system sees. Labels are names of routes and read models, never ids. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'mentoring_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.#registry],
  });
  readonly #head = new Gauge({
    name: 'mentoring_log_head',
    help: 'Position of the last event',
    registers: [this.#registry],
  });
  readonly #lag = this.#perReadModel('mentoring_read_model_lag_seconds', 'Age of the oldest event not folded yet');
  readonly #parked = this.#perReadModel(
    'mentoring_read_model_parked_keys',
    'Keys left alone since an event failed on them',
  );

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  answered(method: string, route: string, status: number, milliseconds: number): void {
    this.#requests.observe({ method, route, status }, milliseconds / 1000);
  }

  async text({
    head,
    readModels,
  }: {
    readonly head: string;
    readonly readModels: readonly ReadModelStatus[];
  }): Promise<string> {
    this.#head.set(Number(head));
    for (const { name, lagSeconds, parked } of readModels) {
      this.#lag.set({ read_model: name }, lagSeconds);
      this.#parked.set({ read_model: name }, parked.length);
    }
    return this.#registry.metrics();
  }

  #perReadModel(name: string, help: string): Gauge<'read_model'> {
    return new Gauge({ name, help, labelNames: ['read_model'], registers: [this.#registry] });
  }
}
