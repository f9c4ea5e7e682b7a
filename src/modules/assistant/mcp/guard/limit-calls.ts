/** A program that calls and calls for one person slows itself down, and no other: neither the person's pages nor another of their programs. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Fault, kernelFaults } from '../../../../kernel/faults/faults.ts'
import type { Caller } from '../tools/tool.ts'

/** Calls a minute of one program for one person. */
export const mostCalls = 120

export function limitCalls(points = mostCalls) {
  const calls = new RateLimiterMemory({ points, duration: 60 })
  return async ({ person, client }: Caller) => {
    try {
      await calls.consume(JSON.stringify([client, person]))
    } catch (cause) {
      throw new Fault(kernelFaults.tooManyRequests, { retryAfter: cause instanceof RateLimiterRes ? Math.ceil(cause.msBeforeNext / 1000) : 60 })
    }
  }
}
