/** Every address that the provider names of itself (tokens, keys, claims) is called as one that somebody else chose. */
import type { CustomFetch } from 'openid-client'
import { callOutside } from '../../../kernel/http/call-outside.ts'

const [patience, longest] = [10_000, 262_144]

/** @param inside the operator has said that the provider is in their own network */
export const fetchOf = (inside: boolean): CustomFetch => async (address, { method, headers, body }) => {
  const url = new URL(address)
  if (url.protocol !== 'https:' && !inside) throw new Error(`${url.host} does not speak TLS`)
  const sent = body === undefined || body === null ? undefined : Buffer.from(await new Response(body as BodyInit).arrayBuffer())
  const answer = await callOutside(url, { method: method === 'POST' ? 'POST' : 'GET', headers, ...(sent ? { body: sent } : {}), patience, longest }, inside ? { isAllowed: () => true } : {})
  const said = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) for (const one of [value ?? []].flat()) said.append(name, one)
  return new Response(answer.body.length === 0 ? null : new Uint8Array(answer.body), { status: answer.status, headers: said })
}
