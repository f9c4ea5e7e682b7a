/** People's looks at what is theirs: those of one moment are written in one transaction of two packets, each with its entry in the transparency log. */
import { randomBytes } from 'node:crypto'
import type { SendPacket } from '../../kernel/db/send-packets.ts'
import { inBatches } from '../../kernel/db/in-batches.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { demandReceipts } from '../../kernel/transparency/transparency.ts'
import { accessEntry } from './access-entry.ts'
import { beginningsOf, endsOf, linkingLooks, looksText, type NewLook, placeLooks, withoutChain } from './chain/link-looks.ts'
import type { KnownValue } from './contract.ts'
import type { LogAccess } from './log-access.ts'

export interface OwnLook {
  person: string
  /** The person, or who acts for them. */
  recipient: string
  role: string
  purpose: string
  caseId: string | null
  values: readonly KnownValue[]
}

/** @throws Fault kernel.unavailable while the log can keep no promise: then nothing may be shown, though the rows may stand */
export type LogOwnLook = (look: OwnLook) => Promise<void>

/** Looks in one transaction. */
const most = 64

/** @returns writes a look, one row for each register; it is durable and has its number when this resolves */
export function createOwnLooks({ db, log }: LogAccess): LogOwnLook {
  const { lockChains, beginChains, insertLooks, growChains } = linkingLooks(db)

  const lock = async (send: SendPacket, persons: string[]) => {
    const [chains] = await send(lockChains({ persons }))
    const missing = withoutChain(persons, chains)
    if (missing.length === 0) return chains
    // Somebody else may begin it at the same moment.
    return (await send(beginChains(beginningsOf(missing)), lockChains({ persons })))[1]
  }
  const { ask } = inBatches<OwnLook, undefined>(most, async (batch) => {
    const looks = batch.flatMap(rowsOf)
    const { result, receipts } = await log.change(db, async (send) => {
      const { rows, grown } = placeLooks(await lock(send, [...new Set(looks.map(({ person }) => person))]), [], looks)
      const entries = rows.map(accessEntry)
      return { result: entries, last: [insertLooks({ looks: looksText(rows) }), growChains(endsOf(grown))], entries }
    })
    demandReceipts(receipts, result)
    return batch.map(() => undefined)
  })
  return async (look) => { if (look.values.length > 0) await ask(look) }
}

/** Set here, in whole milliseconds: the entry commits to it. */
function rowsOf({ person, recipient, role, purpose, caseId, values }: OwnLook): NewLook[] {
  return [...Map.groupBy(values, ({ register }) => register)].map(([register, told]) => {
    const id = newId()
    return {
      id, key: id, at: new Date(), person, recipient, recipient_role: role, purpose, register, fields: told.map(({ field }) => field),
      case_id: caseId, consent_id: null, salt: randomBytes(32),
    }
  })
}
