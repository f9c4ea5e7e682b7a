/** Looks of many questions in one transaction: whoever asks while a batch is under way waits for the next. */
import { setImmediate as turn } from 'node:timers/promises'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { demandReceipts } from '../../../kernel/transparency/transparency.ts'
import { type AccessRow, accessEntry } from '../access-entry.ts'
import type { LogAccess } from '../log-access.ts'
import { endingFlights } from './in-flight.ts'
import { type Asked, createWriteLooks } from './write-looks.ts'

export interface Logged {
  row: AccessRow
  /** The log's signed note. */
  receipt: string
}

export interface QuestionLog {
  /** @throws Fault when there is no consent for it, it goes beyond it, or it has been asked before */
  log(asked: Asked): Promise<Logged>
  /** Its answer has left, or will never come. */
  ended(id: string): void
  close(): Promise<void>
}

interface Waiting { asked: Asked; logged: PromiseWithResolvers<Logged> }

/** Questions in one transaction. One transaction at a time: while it is made durable the next gathers, so that batches grow with the load. */
const most = 64
/** How long an ended flight may wait for the next transaction, in milliseconds. */
const tidyAfter = 40

export function createQuestionLog(access: LogAccess, pack: Pack, clock: Clock): QuestionLog {
  const writeLooks = createWriteLooks(access, pack)
  const endFlights = endingFlights(access.db)
  const waiting: Waiting[] = []
  let ended: string[] = []
  let running: Promise<void> | undefined
  let tidying: NodeJS.Timeout | undefined

  const run = async () => {
    // Those of the same moment come along.
    await turn()
    while (waiting.length > 0) await settle(waiting.splice(0, most))
    running = undefined
  }
  const takeEnded = () => {
    const landed = ended
    ended = []
    return landed
  }
  const settle = async (batch: Waiting[]) => {
    const landed = takeEnded()
    try {
      const { result, receipts } = await access.log.change(access.db, (send) => writeLooks(send, clock.today().toString(), batch.map(({ asked }) => asked), landed))
      demandReceipts(receipts, result.flatMap((outcome) => (outcome instanceof Fault ? [] : [accessEntry(outcome)])))
      const notes = new Map(receipts.map(({ id, note }) => [id, note]))
      batch.forEach(({ logged }, at) => {
        const outcome = result[at]!
        if (outcome instanceof Fault) logged.reject(outcome)
        else logged.resolve({ row: outcome, receipt: notes.get(outcome.id)! })
      })
    } catch (cause) {
      ended.push(...landed)
      for (const { logged } of batch) logged.reject(cause)
    }
  }
  const tidy = () => {
    tidying = undefined
    const landed = takeEnded()
    if (landed.length > 0) access.db.change(({ commit }) => commit(endFlights({ ids: landed }))).catch(() => { ended.push(...landed) })
  }
  return {
    async log(asked) {
      const logged = Promise.withResolvers<Logged>()
      waiting.push({ asked, logged })
      running ??= run()
      return logged.promise
    },
    ended(id) {
      ended.push(id)
      tidying ??= setTimeout(tidy, tidyAfter)
    },
    async close() {
      clearTimeout(tidying)
      await running
      tidy()
    },
  }
}
