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
      throw tooMany(cause)
    }
  }
}

/** Of paths whose callers prove by a key who they are: what was refused is counted by address, what was let in by its caller. */
export interface Strikes {
  /** @throws Fault kernel.too-many-requests where too much from this address was refused */
  demand(request: FastifyRequest): Promise<void>
  add(request: FastifyRequest): void
}

/** @param most refusals a minute of one address */
export function countStrikes(most: number): Strikes {
  const refused = new RateLimiterMemory({ points: most, duration: 60 })
  return {
    async demand({ ip }) {
      const found = await refused.get(ip)
      if (found !== null && found.consumedPoints >= most) throw tooMany(found)
    },
    add({ ip }) { void refused.penalty(ip) },
  }
}

/** So much a second of one caller who has proven who it is; a noisy one costs the others nothing. */
export function limitCallers(perSecond: number): (caller: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: perSecond, duration: 1 })
  return async (caller) => {
    try {
      await limiter.consume(caller)
    } catch (cause) {
      throw tooMany(cause)
    }
  }
}

const tooMany = (cause: unknown) => new Fault(kernelFaults.tooManyRequests, { retryAfter: cause instanceof RateLimiterRes ? Math.max(1, Math.ceil(cause.msBeforeNext / 1000)) : 60 })
