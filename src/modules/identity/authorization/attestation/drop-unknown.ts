/** A word of somebody whom nobody here knows is worth nothing: it is left out rather than refused, since most of what is issued needs none. */
import type { IncomingHttpHeaders } from 'node:http'
import { decodeProtectedHeader, type JWTHeaderParameters } from 'jose'
import type { Attesters } from './attesters.ts'

export const attestationHeaders = ['oauth-client-attestation', 'oauth-client-attestation-pop'] as const

export async function dropUnknown(headers: IncomingHttpHeaders, attesters: Pick<Attesters, 'knows'>) {
  const token = headers['oauth-client-attestation']
  if (typeof token === 'string' && !(await attesters.knows(headerOf(token)))) for (const name of attestationHeaders) delete headers[name]
}

function headerOf(token: string): JWTHeaderParameters {
  try {
    return decodeProtectedHeader(token) as JWTHeaderParameters
  } catch {
    return { alg: '' }
  }
}
