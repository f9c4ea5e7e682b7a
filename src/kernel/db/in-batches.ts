/** Many small works of one moment done as one: whoever asks while a batch is under way waits for the next, so that batches grow with the load. */
import { setImmediate as turn } from 'node:timers/promises'

/**
 * @param most in one batch
 * @param work answers each of a batch, in its order; it stands or falls as a whole
 * @returns asks for one
 */
export function inBatches<Asked, Given>(most: number, work: (batch: readonly Asked[]) => Promise<readonly Given[]>): { ask(asked: Asked): Promise<Given>; idle(): Promise<void> } {
  const waiting: (PromiseWithResolvers<Given> & { asked: Asked })[] = []
  let running: Promise<void> | undefined
  const run = async () => {
    // Those of the same moment come along.
    await turn()
    while (waiting.length > 0) await settle(waiting.splice(0, most))
    running = undefined
  }
  const settle = async (batch: typeof waiting) => {
    try {
      const given = await work(batch.map(({ asked }) => asked))
      batch.forEach(({ resolve }, at) => { resolve(given[at]!) })
    } catch (cause) {
      // What was wrong with one is no fault of the others; an outage meets them all alike.
      if (batch.length > 1 && isOfOne(cause)) for (const one of batch) await settle([one])
      else for (const { reject } of batch) reject(cause)
    }
  }
  return {
    ask(asked) {
      const own = { ...Promise.withResolvers<Given>(), asked }
      waiting.push(own)
      running ??= run()
      return own.promise
    },
    idle: async () => running,
  }
}

/** Data exception, broken constraint, or two that waited for each other (PostgreSQL appendix A). */
const isOfOne = (cause: unknown) => /^(2[23]|40P01)/.test(String((cause as { code?: unknown }).code))
