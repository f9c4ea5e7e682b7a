/** For whoever runs the platform: is it alive, is it ready, what does it do. No personal data, no paths with ids. */
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Readiness {
  name: string
  check(): Promise<void>
}

/** A figure that is read when somebody asks for it. */
export interface Measure {
  name: string
  help: string
  labelNames: readonly string[]
  read(): Promise<{ labels: Record<string, string>; value: number }[]>
}

export function observe(app: FastifyInstance, pool: pg.Pool, readiness: Readiness[], measures: readonly Measure[] = []) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_duration_seconds', help: 'Time from request to answer', labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5], registers: [registry],
  })
  for (const { name, help, labelNames, read } of measures) {
    registry.registerMetric(new Gauge({
      name, help, labelNames: [...labelNames], registers: [],
      async collect() {
        this.reset()
        // While the database is away the other figures are wanted most.
        for (const { labels, value } of await read().catch(() => [])) this.set(labels, value)
      },
    }))
  }
  app.addHook('onResponse', (request, reply, done) => {
    duration.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })
  app.get('/healthz', () => ({ status: 'alive' }))
  app.get('/readyz', async (_request, reply) => {
    const checks = [{ name: 'database', check: async () => void (await pool.query('select 1')) }, ...readiness]
    const results = await Promise.all(checks.map(async ({ name, check }) => {
      try {
        await check()
        return { name, ready: true }
      } catch {
        return { name, ready: false }
      }
    }))
    return reply.code(results.every(({ ready }) => ready) ? 200 : 503).send({ checks: results })
  })
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}
