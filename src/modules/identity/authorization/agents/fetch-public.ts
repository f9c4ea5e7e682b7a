/**
 * Fetches a document that a stranger names (draft-ietf-oauth-client-id-metadata-document, section 6): https at the usual port, from
 * an address of the open internet and no other, one answer without detours, small and soon.
 */
import { isIP } from 'node:net'
import { callOutside, type Reach } from '../../../../kernel/http/call-outside.ts'

export interface PublicFetch extends Reach {
  /** Milliseconds for everything together. */
  patience?: number
  /** Bytes. */
  limit?: number
}

const usual = { patience: 2_500, limit: 16 * 1024 }

/** @throws Error with the reason */
export async function fetchPublic(address: string, { patience = usual.patience, limit = usual.limit, ...reach }: PublicFetch = {}): Promise<Response> {
  const url = new URL(address)
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') throw new Error('only https addresses without port and credentials are fetched')
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) throw new Error('an address of numbers names nobody')
  const answer = await callOutside(url, { method: 'GET', headers: { accept: 'application/json' }, patience, longest: limit }, reach)
  return new Response(new Uint8Array(answer.body), { status: okStatus(answer.status), headers: cacheHeaders(answer.headers) })
}

/** A detour is an answer like any other, and no document. */
const okStatus = (status: number) => (status === 200 ? 200 : 502)

const cacheHeaders = (headers: Record<string, string | string[] | undefined>) =>
  Object.fromEntries(['cache-control', 'expires', 'content-type'].flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])))
