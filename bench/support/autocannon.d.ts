/** The little of autocannon that is used here; the package brings no types. */
declare module 'autocannon' {
  interface Options {
    url: string
    connections: number
    duration: number
    requests: { method: 'GET'; path: string; headers: Record<string, string> }[]
  }
  interface Result {
    '2xx': number
    non2xx: number
    errors: number
    timeouts: number
    duration: number
    latency: { p50: number; p99: number }
    throughput: { average: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}
