/** People's looks at what is theirs: those of one moment are linked and entered in the transparency log by one statement (`exchange.link_looks`). */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../../kernel/ids/ids.ts'
import { demandReceipts } from '../../kernel/transparency/transparency.ts'
import type { NumberedEntry } from '../../kernel/transparency/store/receipt.ts'
import { accessEntry, openText } from './access-entry.ts'
import { bytesText, type NewLook } from './chain/link-looks.ts'
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

/** Looks of so many people in one statement. */
const most = 64

interface Linked extends NumberedEntry { seq: number; prev: Buffer }

/** @returns writes a look, one row for each register; it is durable and has its number when this resolves */
export function createOwnLooks({ db, log }: LogAccess): LogOwnLook {
  const link = db.statement<{ looks: string }, Linked>((_, { looks }) => sql`select id, seq, prev, index, numbered_at, entry from exchange.link_looks(${looks}::json)`)
  const linked = db.together<readonly NewLook[], Linked, readonly Linked[]>({
    // Everybody's entries have their numbers from one counter.
    most, last: true, statements: (batch) => [link({ looks: looksText(batch.flat()) })],
    answers(batch, [rows]) {
      const places = new Map(rows!.map((row) => [row.id, row]))
      return batch.map((looks) => looks.map(({ id }) => places.get(id)!))
    },
  })
  return async (look) => {
    if (look.values.length === 0) return
    const looks = rowsOf(look)
    const { rows, receipts } = await log.entered(() => linked(looks))
    // What the server has linked is made here once more.
    demandReceipts(receipts, looks.map((one, at) => accessEntry({ ...one, seq: rows[at]!.seq, prev: rows[at]!.prev, sealed: null })))
  }
}

/** Each with what begins the person's chain, where it is their first. */
const looksText = (looks: readonly NewLook[]) => JSON.stringify(looks.map((look) => ({ ...look, salt: bytesText(look.salt), blind: bytesText(randomBytes(32)), ...openText(look) })))

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
