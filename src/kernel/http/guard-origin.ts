/**
 * Cross-site request forgery, twice: the browser's own statement of where a request comes from, and a
 * token bound to the session in every form.
 */
import type { FastifyRequest } from 'fastify'
import { mark, marksEqual } from '../crypto/tokens.ts'
import { Fault, kernelFaults } from '../faults/faults.ts'
import { mandateOf, type Principal } from './principal.ts'

export const csrfField = '_csrf'

/** @param address the public origin in production; without it, the request's own host counts (demonstration on loopback) */
export function demandOwnOrigin(request: FastifyRequest, address: string | undefined) {
  const own = address ?? `${request.protocol}://${request.host}`
  const origin = request.headers.origin
  if (origin !== undefined) {
    if (origin !== own) throw new Fault(kernelFaults.notFromHere)
    return
  }
  // A browser that sends no Origin still says whether the request is its own; anything else is no browser of ours.
  if (request.headers['sec-fetch-site'] !== 'same-origin') throw new Fault(kernelFaults.notFromHere)
}

/** Also to the mandate: a form that was opened for oneself is not sent for another, nor the other way round. */
const boundTo = (principal: Principal) => (principal.kind === 'anyone' ? 'anyone' : [principal.session, mandateOf(principal)?.id].join(' '))

export const csrfToken = (key: Buffer, principal: Principal) => mark(key, `csrf ${boundTo(principal)}`)

export function demandToken(key: Buffer, principal: Principal, token: unknown) {
  if (typeof token !== 'string' || !marksEqual(token, csrfToken(key, principal))) throw new Fault(kernelFaults.notFromHere)
}
