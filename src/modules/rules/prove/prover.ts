/** Z3 for one process: it starts in half a second, and its threads end with it; it does not start twice. */
import { init, type Model } from 'z3-solver'
import type { Test, Z } from './symbols.ts'

/** A question that takes longer stays open, and nothing is claimed of it. */
const millisecondsAQuestion = 2_000

export interface Prover extends Disposable {
  z: Z
  /** Whether the tests can never hold together, though those of `without` can. */
  isImpossible(tests: readonly Test[], without: readonly Test[]): Promise<boolean>
  /** Values under which all tests hold; null where there are none, or none was found in time. */
  model(tests: readonly Test[]): Promise<Model<'law'> | null>
}

export async function openProver(): Promise<Prover> {
  const { Context, em } = await init()
  const z = Context('law')
  const check = async (tests: readonly Test[]) => {
    const solver = new z.Solver()
    solver.set('timeout', millisecondsAQuestion)
    solver.add(...tests)
    const answer = await solver.check()
    return { answer, solver }
  }
  return {
    z,
    async isImpossible(tests, without) {
      return (await check(tests)).answer === 'unsat' && (await check(without)).answer === 'sat'
    },
    async model(tests) {
      const { answer, solver } = await check(tests)
      return answer === 'sat' ? solver.model() : null
    },
    [Symbol.dispose]() { (em as { PThread: { terminateAllThreads(): void } }).PThread.terminateAllThreads() },
  }
}
