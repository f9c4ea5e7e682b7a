/** What the library fetches: addresses that the operator has written down, and the document by which a program names itself. */
import type { Client } from '../../../kernel/config/read-clients.ts'

/** Milliseconds; a client that does not answer is told again by the job. */
const patience = 5_000

/** @param fetchDocument for what a request brings along: it reaches the open internet and nothing else */
export function fetchListed(clients: readonly Client[], fetchDocument: (address: string) => Promise<Response>) {
  const listed = new Set(clients.flatMap(({ backchannelLogoutUri: uri }) => (uri === undefined ? [] : [new URL(uri).href])))
  return async (url: string | URL | Request, { method, headers, body }: RequestInit = {}): Promise<Response> => {
    const address = url instanceof Request ? url.url : String(url)
    if (!listed.has(address) && method === 'GET') return fetchDocument(address)
    if (!listed.has(address)) throw new Error(`not an address of a registered client: ${address}`)
    return fetch(address, { method, headers, body, redirect: 'error', signal: AbortSignal.timeout(patience) } as RequestInit)
  }
}
