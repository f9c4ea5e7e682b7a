/** One person's browser, reduced to requests: a cookie, an address of their own, forms sent as a browser sends them. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Answer {
  status: number
  location: string
  headers: IncomingHttpHeaders
  html: string
}

export type Fields = Record<string, string>

/** No answer of the platform takes longer, unless it never comes. */
const patience = 15_000

export class WebClient {
  readonly #agent: Agent
  readonly #headers: Record<string, string>
  readonly #port: number
  #cookie = ''
  /** @param from a loopback address (127.0.0.0/8): limits count by address, and families do not share one */
  constructor(origin: string, from = '127.0.0.1') {
    const { host, port } = new URL(origin)
    this.#port = Number(port)
    this.#agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress: from })
    this.#headers = { host, origin, accept: 'text/html', 'accept-language': 'ko' }
  }

  get cookie() {
    return this.#cookie
  }

  get(path: string): Promise<Answer> {
    return this.#send('GET', path)
  }

  post(path: string, fields: Fields): Promise<Answer> {
    return this.#send('POST', path, new URLSearchParams(fields).toString())
  }

  close() {
    this.#agent.destroy()
  }

  #send(method: string, path: string, body?: string): Promise<Answer> {
    const headers: Record<string, string> = { ...this.#headers, ...(this.#cookie === '' ? {} : { cookie: this.#cookie }) }
    if (body !== undefined) Object.assign(headers, { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) })
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: this.#port, method, path, headers, agent: this.#agent, timeout: patience }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => void chunks.push(chunk))
        response.once('error', reject)
        response.once('end', () => {
          for (const cookie of response.headers['set-cookie'] ?? []) if (cookie.startsWith('maru=')) this.#cookie = cookie.slice(0, cookie.indexOf(';'))
          resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', headers: response.headers, html: Buffer.concat(chunks).toString() })
        })
      })
      sent.once('timeout', () => { sent.destroy(new Error(`no answer in ${patience} ms: ${method} ${path}`)) })
      sent.once('error', reject)
      sent.end(body)
    })
  }
}
