/** autocannon in a process of its own, so that its CPU is nobody else's: reads its orders from the channel, answers with what it counted. */
import autocannon from 'autocannon'

export interface LoadOrder {
  url: string
  connections: number
  seconds: number
  requests: { path: string; cookie: string }[]
}

export interface LoadResult {
  answers: number
  /** Anything but 2xx, and lost connections. */
  failed: number
  p50Ms: number
  p99Ms: number
  /** Of the generator itself. */
  cpuSeconds: number
}

process.on('message', (order: LoadOrder) => {
  void run(order).then((result) => process.send?.(result))
})

async function run({ url, connections, seconds, requests }: LoadOrder): Promise<LoadResult> {
  const before = process.cpuUsage()
  const result = await autocannon({
    url, connections, duration: seconds,
    requests: requests.map(({ path, cookie }) => ({ method: 'GET', path, headers: { cookie, accept: 'text/html', 'accept-language': 'ko' } })),
  })
  const { user, system } = process.cpuUsage(before)
  return {
    answers: result['2xx'], failed: result.non2xx + result.errors + result.timeouts,
    p50Ms: result.latency.p50, p99Ms: result.latency.p99, cpuSeconds: (user + system) / 1e6,
  }
}
