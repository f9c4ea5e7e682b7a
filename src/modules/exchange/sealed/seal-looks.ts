/** Writes looks that the law keeps from the person for a while: rows, entries, the note of who looked, and the day they open on are one change. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { firstIdOf, newId } from '../../../kernel/ids/ids.ts'
import { leafHash } from '../../../kernel/transparency/merkle/hash.ts'
import { demandReceipts } from '../../../kernel/transparency/transparency.ts'
import { questionsADay } from '../broker/find-spent.ts'
import { exchangeFaults, OpenSealed } from '../contract.ts'
import type { LogAccess } from '../log-access.ts'
import type { ExchangeTables } from '../tables.ts'
import { type CovertPurpose, latestOn, opensOn } from './periods.ts'
import { sealedEntry, type SealedRow } from './sealed-entry.ts'

export interface Sealing {
  purpose: CovertPurpose
  person: string
  /** The number of the warrant or file that allows it. */
  warrant: string
  inquiry: string
  /** Whose hand it is: an official's id, or `program` where the agency's own program signed the question. */
  official: string
  /** Id of the question that an agency signed; null where an official asks at the desk. */
  question: string | null
  /** One look for each register. */
  parts: readonly { register: string; fields: string[] }[]
}

export interface SealDeps { access: LogAccess; pack: Pack; clock: Clock }

export interface SealedLook {
  row: SealedRow
  /** The log's signed note. */
  receipt: string
}

/**
 * When this resolves the looks are durable and have their numbers in the log.
 * @throws Fault exchange.budget-spent, exchange.other-inquiry, exchange.asked-before; kernel.unavailable while the log can keep no promise
 */
export async function sealLooks({ access: { db, log }, pack, clock }: SealDeps, { purpose, person, warrant, inquiry, official, question, parts }: Sealing): Promise<SealedLook[]> {
  await log.open()
  const today = clock.today()
  const opens = opensOn(purpose, today)
  const rows = parts.map(({ register, fields }): SealedRow => {
    const facts = {
      // Set here, in whole milliseconds: the entry commits to it.
      id: newId(), inquiry, at: new Date(clock.now().epochMilliseconds), person, recipient: purpose.agency, purpose: purpose.id, register, fields, warrant, salt: randomBytes(32), opens_on: opens, latest_on: latestOn(pack, today),
    }
    return { ...facts, official, question, opened_as: null, opened_at: null, leaf: leafHash(sealedEntry(facts).entry) }
  })
  const entries = rows.map(sealedEntry)
  await db.transaction(async (tx) => {
    await demandOneInquiry(tx, rows)
    await demandBudget(tx, purpose, person, rows)
    const written = await tx.insertInto('sealed_look').values(rows).onConflict((conflict) => conflict.columns(['recipient', 'question']).doNothing()).returning('id').execute()
    if (written.length < rows.length) throw new Fault(exchangeFaults.askedBefore)
    await log.add(tx, entries)
    await noteAct(tx, question === null ? `official:${official}` : `agency:${purpose.agency}`, 'look covertly', `inquiry:${inquiry}`, { purpose: purpose.id, warrant })
    await wakeOn(tx, pack, opens)
  })
  const receipts = await log.receipts(entries.map(({ id }) => id))
  demandReceipts(receipts, entries)
  const notes = new Map(receipts.map(({ id, note }) => [id, note]))
  return rows.map((row) => ({ row, receipt: notes.get(row.id)! }))
}

/** An inquiry opens to one person, as one look of one agency: a program that chooses its id cannot mix it with another. */
async function demandOneInquiry(tx: Tx<ExchangeTables>, rows: readonly SealedRow[]) {
  const [{ inquiry, person, recipient, purpose }] = rows as [SealedRow]
  await lock(tx, `exchange.inquiry/${inquiry}`)
  const other = await tx.selectFrom('sealed_look').select('id').where('inquiry', '=', inquiry)
    .where((eb) => eb.or([eb('person', '!=', person), eb('recipient', '!=', recipient), eb('purpose', '!=', purpose)])).limit(1).executeTakeFirst()
  if (other) throw new Fault(exchangeFaults.otherInquiry)
}

/** Whoever asks a register about one person again and again is probing: the same budget as anybody's. */
async function demandBudget(tx: Tx<ExchangeTables>, { id, agency, questionsADay: own = questionsADay }: CovertPurpose, person: string, rows: readonly SealedRow[]) {
  // Of two at once the second counts the first.
  await lock(tx, `exchange.sealed/${id}/${person}`)
  const spent = await tx.selectFrom('sealed_look').select('register').where('recipient', '=', agency).where('id', '>', firstIdOf(Date.now() - 24 * 3_600_000)).where('person', '=', person).where('purpose', '=', id)
    .where('register', 'in', rows.map(({ register }) => register)).groupBy('register').having((eb) => eb.fn.countAll<number>(), '>=', own).limit(1).executeTakeFirst()
  if (spent) throw new Fault(exchangeFaults.budgetSpent, { retryAfter: 3_600 })
}

const lock = (tx: Tx<ExchangeTables>, name: string) => sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)

/** At the beginning of a day something opens: kept with the change, so that no restart forgets it. @param day YYYY-MM-DD */
export async function wakeOn(tx: Tx<ExchangeTables>, pack: Pack, day: string) {
  const at = new Date(Temporal.PlainDate.from(day).toZonedDateTime(pack.timeZone).epochMilliseconds)
  await enqueue(tx, OpenSealed, { on: day }, { key: `exchange.open-sealed/${day}`, runAt: at })
}
