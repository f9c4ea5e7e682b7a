/** Looks of many questions in one transaction: whoever asks while a batch is under way waits for the next. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import { inBatches } from '../../../kernel/db/in-batches.ts'
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

/** Questions in one transaction. One transaction at a time: while it is made durable the next gathers, so that batches grow with the load. */
const most = 64
/** How long an ended flight may wait for the next transaction, in milliseconds. */
const tidyAfter = 40

export function createQuestionLog(access: LogAccess, pack: Pack, clock: Clock): QuestionLog {
  const writeLooks = createWriteLooks(access, pack)
  const endFlights = endingFlights(access.db)
  let ended: string[] = []
  let tidying: NodeJS.Timeout | undefined

  const takeEnded = () => {
    const landed = ended
    ended = []
    return landed
  }
  const { ask, idle } = inBatches<Asked, Logged | Fault>(most, async (batch) => {
    const landed = takeEnded()
    try {
      const { result, receipts } = await access.log.change(access.db, (send) => writeLooks(send, clock.today().toString(), batch, landed))
      demandReceipts(receipts, result.flatMap((outcome) => (outcome instanceof Fault ? [] : [accessEntry(outcome)])))
      const notes = new Map(receipts.map(({ id, note }) => [id, note]))
      return result.map((outcome) => (outcome instanceof Fault ? outcome : { row: outcome, receipt: notes.get(outcome.id)! }))
    } catch (cause) {
      ended.push(...landed)
      throw cause
    }
  })
  const tidy = () => {
    tidying = undefined
    const landed = takeEnded()
    if (landed.length > 0) access.db.change(({ commit }) => commit(endFlights({ ids: landed }))).catch(() => { ended.push(...landed) })
  }
  return {
    async log(asked) {
      const outcome = await ask(asked)
      if (outcome instanceof Fault) throw outcome
      return outcome
    },
    ended(id) {
      ended.push(id)
      tidying ??= setTimeout(tidy, tidyAfter)
    },
    async close() {
      clearTimeout(tidying)
      await idle()
      tidy()
    },
  }
}
