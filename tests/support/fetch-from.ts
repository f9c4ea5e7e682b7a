/** `fetch` from an address of one's own: limits count by address, and wallets do not share one. */
import { request } from 'node:http'

/** @param from a loopback address (127.0.0.0/8) @param patience milliseconds without an answer */
export const fetchFrom = (from: string, patience = 15_000) => (url: string, { method = 'GET', body, headers }: RequestInit): Promise<Response> => new Promise((resolve, reject) => {
  const { host, port, pathname, search } = new URL(url)
  const text = body instanceof URLSearchParams ? body.toString() : body as string | undefined
  const sent = request({ host: '127.0.0.1', port, method, path: pathname + search, localAddress: from, timeout: patience, headers: { host, ...headers as Record<string, string>, ...(text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) }) } }, (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => void chunks.push(chunk))
    response.once('error', reject)
    response.once('end', () => {
      const given = Object.entries(response.headers).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]))
      resolve(new Response([204, 304].includes(response.statusCode!) ? null : Buffer.concat(chunks), { status: response.statusCode!, headers: given }))
    })
    // Cut off in the middle of an answer.
    response.once('aborted', () => { reject(new Error(`the answer broke off: ${method} ${url}`)) })
  })
  sent.once('timeout', () => { sent.destroy(new Error(`no answer in ${patience} ms: ${method} ${url}`)) })
  sent.once('error', reject)
  sent.end(text)
})
