/**
 * Between the house and a model's server: the operator's switch, the day's budget, so many calls at once, and a breaker. A server that
 * failed three times in a row is left alone for half a minute, then one call tries it. Whoever asks gets an answer or a reason, never an error.
 */
import { BrokenCircuitError, bulkhead, BulkheadRejectedError, CircuitState, circuitBreaker, ConsecutiveBreaker, handleAll, wrap } from 'cockatiel'
import type { ModelSettings } from '../../../kernel/config/read-model.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { ModelUse } from '../tables.ts'
import type { ModelState } from './keep-state.ts'

/** Why nothing was got: switched off, the budget is spent, the server rests after failures, too many wait for it, this call failed. */
export type NoAnswer = 'off' | 'spent' | 'resting' | 'busy' | 'failed'

export type Got<Value> = { value: Value; milliseconds: number } | { none: NoAnswer; reason: string; milliseconds: number }

export interface GuardedCalls {
  call<Value>(use: ModelUse, work: () => Promise<Value>): Promise<Got<Value>>
  isResting(use: ModelUse): boolean
}

const failures = 3
const restMs = 30_000
const atOnce = 8

export interface Guarding {
  settings: ModelSettings
  state: ModelState
  log: Log
  today(): string
}

export function guardCalls({ settings, state, log, today }: Guarding): GuardedCalls {
  const policyOf = () => {
    const breaker = circuitBreaker(handleAll, { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failures) })
    return { breaker, policy: wrap(bulkhead(atOnce), breaker) }
  }
  const policies: Record<ModelUse, ReturnType<typeof policyOf>> = { chat: policyOf(), embeddings: policyOf(), rerank: policyOf() }
  return {
    isResting: (use) => policies[use].breaker.state === CircuitState.Open,
    async call(use, work) {
      const began = performance.now()
      const took = () => Math.round(performance.now() - began)
      const { isOff, calls } = await state.read(today())
      if (isOff || calls >= settings.callsADay) return { none: isOff ? 'off' : 'spent', reason: '', milliseconds: took() }
      try {
        const value = await policies[use].policy.execute(work)
        await state.count(today(), use, 'answered', took())
        return { value, milliseconds: took() }
      } catch (cause) {
        if (cause instanceof BrokenCircuitError) return { none: 'resting', reason: '', milliseconds: took() }
        if (cause instanceof BulkheadRejectedError) return { none: 'busy', reason: '', milliseconds: took() }
        const reason = (cause as Error).message.slice(0, 200)
        log.warn({ use, reason }, 'assistant: the model did not answer')
        await state.count(today(), use, 'failed', took())
        return { none: 'failed', reason, milliseconds: took() }
      }
    },
  }
}

/** For measuring: every call is made, and a failure is an error. */
export const unguarded: GuardedCalls = {
  isResting: () => false,
  async call(_use, work) {
    const began = performance.now()
    return { value: await work(), milliseconds: Math.round(performance.now() - began) }
  },
}
