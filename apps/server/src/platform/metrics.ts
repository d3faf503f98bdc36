import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** Counts and durations in the text format of Prometheus; names of people or records never become labels. */
export class Metrics {
  readonly registry = new Registry()
  readonly #requests = new Histogram({
    name: 'kepu_http_request_seconds',
    help: 'HTTP requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  })
  readonly #commands = new Histogram({
    name: 'kepu_command_seconds',
    help: 'Commands by name and outcome: done, refused, failed',
    labelNames: ['command', 'outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [this.registry],
  })
  readonly #failures = new Counter({
    name: 'kepu_failures_total',
    help: 'Unexpected errors, as answered with status 500',
    registers: [this.registry],
  })

  collectProcess(): void {
    collectDefaultMetrics({ register: this.registry })
  }
  request(method: string, route: string, status: number, milliseconds: number): void {
    this.#requests.observe({ method, route, status: String(status) }, milliseconds / 1000)
  }
  command(name: string, outcome: string, milliseconds: number): void {
    this.#commands.observe({ command: name, outcome }, milliseconds / 1000)
  }
  failure(): void {
    this.#failures.inc()
  }
}
