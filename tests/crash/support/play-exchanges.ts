/** One round: an agency asks a register without a pause, one kill at a moment drawn from the seed, and the questions go on until they are answered again. */
import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../../../demo/population/random.ts'
import { newId } from '../../../src/kernel/ids/ids.ts'
import type { ExchangeQuestion } from '../../../src/modules/exchange/protocol/question.ts'
import type { connectorPrograms } from '../../../src/modules/exchange/index.ts'
import { type ExchangeHouse, fields, purpose, register } from '../../support/exchange-house.ts'
import { Fallen, killChild, untilWell } from './victims.ts'

export const exchangeVictims = ['platform', 'connector', 'postmaster', 'backend'] as const
export type ExchangeVictim = (typeof exchangeVictims)[number]

export interface ExchangePlan { seed: number; victim: ExchangeVictim; afterMs: number }

export interface ExchangeRound {
  /** Answered and opened, by the questions' ids. */
  opened: string[]
  refused: number
  /** From the kill until a question asked after it was answered. */
  restartMs: number
  /** The platform ended although only another was killed. */
  fallen: string[]
}

export function planExchanges(seed: number): ExchangePlan {
  const random = createRandom(seed)
  return { seed, victim: random.pick(exchangeVictims), afterMs: 50 + random.below(450) }
}

export const tellExchanges = ({ seed, victim, afterMs }: ExchangePlan) => `seed ${seed}: kill ${victim} ${afterMs} ms after the first question`

const callers = 6
/** On a machine that others use too. */
const patience = 120_000

type Ask = Awaited<ReturnType<Awaited<ReturnType<typeof connectorPrograms.ask>>>>

export async function playExchanges(house: ExchangeHouse, ask: Ask, plan: ExchangePlan): Promise<ExchangeRound> {
  const random = createRandom(plan.seed ^ 0x5f5f5f)
  const round: ExchangeRound = { opened: [], refused: 0, restartMs: Number.NaN, fallen: [] }
  let [struckAt, wellAt] = [Infinity, 0]
  const asking = Array.from({ length: callers }, async () => {
    while (wellAt === 0) {
      const { person, case: caseId } = house.people[random.below(house.people.length)]!
      const question: ExchangeQuestion = { question: newId(), register, subject: person, purpose, case: caseId, fields }
      const askedAt = performance.now()
      try {
        await ask(question)
        round.opened.push(question.question)
        if (askedAt > struckAt) wellAt = performance.now()
      } catch {
        round.refused += 1
        if (performance.now() - struckAt > patience) throw new Error(`no answer ${patience} ms after: ${tellExchanges(plan)}\n${house.told()}`)
        await pause(100)
      }
    }
  })
  const strike = pause(plan.afterMs).then(async () => {
    const began = performance.now()
    await kill(house, plan.victim, random.below).catch(async (cause: unknown) => {
      if (!(cause instanceof Fallen)) throw cause
      round.fallen.push(cause.message)
      await house.killAndStart('platform')
    })
    struckAt = performance.now()
    return began
  })
  const [began] = await Promise.all([strike, ...asking])
  return { ...round, restartMs: wellAt - began }
}

async function kill(house: ExchangeHouse, victim: ExchangeVictim, below: (count: number) => number) {
  if (victim === 'platform' || victim === 'connector') return house.killAndStart(victim)
  await untilWell({ origin: house.platform, fell: () => house.fell() }, killChild(victim, house.data, below))
}
