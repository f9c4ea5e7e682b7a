import { isIP } from 'node:net'
import type { Reach } from './call-outside.ts'

/** Whether an address that somebody else chose is one to be told things at: over TLS, in plain only to a name that is inside. Where it leads is looked at when it is called. */
export function mayCall(address: string, inside: readonly string[]): boolean {
  const url = URL.parse(address)
  return url !== null && url.username === '' && url.password === '' && url.hash === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && inside.includes(url.hostname)))
}

/** The same of somebody whom nobody knows: a name, at the usual port, so that no machine's doors are tried through this one. */
export function strangerMayBeCalled(address: string, inside: readonly string[]): boolean {
  const url = URL.parse(address)
  return mayCall(address, inside) && url !== null && (inside.includes(url.hostname) || (url.port === '' && isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0))
}

/** Names that are inside may be on this machine, or in the state's own net; all others are on the open internet. */
export const reachOf = (name: string, inside: readonly string[]): Reach => (inside.includes(name) ? { isAllowed: () => true } : {})
