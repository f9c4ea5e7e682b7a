/**
 * An inquiry looks at somebody without telling them yet. The way is everybody's: purpose, registers, an entry in the log before anything is
 * released, a receipt. The look itself waits, sealed, for its date.
 */
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
import { askRegisters } from '../ask-registers.ts'
import { questionsADay } from '../broker/find-spent.ts'
import { type Answers, exchangeFaults, type KnownValue, OpenSealed } from '../contract.ts'
import type { LogAccess } from '../log-access.ts'
import type { RegisterClient } from '../register-client.ts'
import type { ExchangeTables } from '../tables.ts'
import { covertPurpose, type CovertPurpose, latestOn, opensOn } from './periods.ts'
import { sealedEntry } from './sealed-entry.ts'

export interface CovertLook {
  /** Who looks; the role has been checked. */
  official: string
  agency: string
  purpose: string
  person: string
  /** The number of the warrant or file that allows it. */
  warrant: string
}

export interface CovertDeps { access: LogAccess; pack: Pack; clock: Clock; client: RegisterClient }

/** @throws Fault exchange.beyond-purpose, exchange.budget-spent; kernel.unavailable while the log can keep no promise */
export async function lookCovertly({ access, pack, clock, client }: CovertDeps, look: CovertLook): Promise<Answers & { inquiry: string; opensOn: string }> {
  const purpose = covertPurpose(pack, look.purpose, look.agency)
  await access.log.open()
  const inquiry = newId()
  // Registers are told what they are told of every question; the log knows of it before anybody sees an answer.
  const { known, silent } = await askRegisters(pack, client, { subject: look.person, purpose: purpose.id, fields: purpose.fields, requester: { agency: look.agency, case: inquiry } })
  const opens = opensOn(purpose, clock.today())
  if (known.length > 0) await seal({ access, pack, clock }, look, purpose, { inquiry, opens, known })
  return { known, silent, inquiry, opensOn: opens }
}

async function seal({ access: { db, log }, pack, clock }: Omit<CovertDeps, 'client'>, look: CovertLook, purpose: CovertPurpose, { inquiry, opens, known }: { inquiry: string; opens: string; known: KnownValue[] }) {
  const rows = [...Map.groupBy(known, ({ register }) => register)].map(([register, values]) => {
    const facts = {
      // Set here, in whole milliseconds: the entry commits to it.
      id: newId(), inquiry, at: new Date(clock.now().epochMilliseconds), person: look.person, recipient: purpose.agency, purpose: purpose.id, register, fields: values.map(({ field }) => field), warrant: look.warrant,
      salt: randomBytes(32), opens_on: opens, latest_on: latestOn(pack, clock.today()),
    }
    return { ...facts, official: look.official, opened_as: null, opened_at: null, leaf: leafHash(sealedEntry(facts).entry) }
  })
  const entries = rows.map(sealedEntry)
  await db.transaction(async (tx) => {
    await demandBudget(tx, look, purpose)
    await tx.insertInto('sealed_look').values(rows).execute()
    await log.add(tx, entries)
    await noteAct(tx, `official:${look.official}`, 'look covertly', `inquiry:${inquiry}`, { purpose: purpose.id, warrant: look.warrant })
    await wakeOn(tx, pack, opens)
  })
  demandReceipts(await log.receipts(entries.map(({ id }) => id)), entries)
}

/** Whoever asks about one person again and again is probing: the same budget as anybody's. */
async function demandBudget(tx: Tx<ExchangeTables>, { person }: CovertLook, { id, agency, questionsADay: own = questionsADay }: CovertPurpose) {
  // Of two at once the second counts the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`exchange.sealed/${id}/${person}`}, 0))`.execute(tx)
  const { count } = await tx.selectFrom('sealed_look').select((eb) => eb.fn.count<number>('inquiry').distinct().as('count'))
    .where('recipient', '=', agency).where('id', '>', firstIdOf(Date.now() - 24 * 3_600_000)).where('person', '=', person).where('purpose', '=', id).executeTakeFirstOrThrow()
  if (count >= own) throw new Fault(exchangeFaults.budgetSpent, { retryAfter: 3_600 })
}

/** At the beginning of a day something opens: kept with the change, so that no restart forgets it. @param day YYYY-MM-DD */
export async function wakeOn(tx: Tx<ExchangeTables>, pack: Pack, day: string) {
  const at = new Date(Temporal.PlainDate.from(day).toZonedDateTime(pack.timeZone).epochMilliseconds)
  await enqueue(tx, OpenSealed, { on: day }, { key: `exchange.open-sealed/${day}`, runAt: at })
}
