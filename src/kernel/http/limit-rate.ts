/**
 * A floor under floods: so many requests a client, refilled by the second. Kept in the process, because it
 * protects the process; what must hold across processes (sign-in, ceremonies) is counted in the database.
 */
import type { FastifyRequest } from 'fastify'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Fault, kernelFaults } from '../faults/faults.ts'
import type { Principal } from './principal.ts'

export interface RateLimits {
  /** Requests a minute of one address that has not signed in (a household or an office can share one). */
  anyone: number
  /** Requests a minute of one session. */
  signedIn: number
}

export function limitRate(limits: RateLimits) {
  const anyone = new RateLimiterMemory({ points: limits.anyone, duration: 60 })
  const signedIn = new RateLimiterMemory({ points: limits.signedIn, duration: 60 })
  return async (request: FastifyRequest, principal: Principal) => {
    try {
      if (principal.kind === 'anyone') await anyone.consume(request.ip)
      else await signedIn.consume(principal.session)
    } catch (cause) {
      const wait = cause instanceof RateLimiterRes ? Math.ceil(cause.msBeforeNext / 1000) : 60
      throw new Fault(kernelFaults.tooManyRequests, { retryAfter: wait })
    }
  }
}
