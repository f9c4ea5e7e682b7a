/**
 * Brings a notice to a company. One that does not answer is left alone for longer and longer, with everything that waits for it, so that it
 * holds up nobody else; what waits is never given up.
 */
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { SendNotice } from '../contract.ts'
import type { ConsentNotice, CorrectionNotice } from '../protocol/notice.ts'
import type { ExchangeTables } from '../tables.ts'
import type { CompanyNotice, CompanyReceivers } from './company-receivers.ts'
import { sendingKey } from './keep-notice.ts'
import { noteFailure, type OpenNotice } from './send-notice.ts'

export interface ToCompanyDeps {
  db: RoomDatabase<ExchangeTables>
  clock: Clock
  companies: CompanyReceivers
}

/** Seconds after each silence in a row; the last repeats. One that was away for two days hears within some hours of its return, or at once when it asks. */
const pauses = [5, 60, 300, 1_800, 7_200, 21_600]

export async function sendToCompany({ db, clock, companies }: ToCompanyDeps, notice: OpenNotice) {
  if (notice.brought_at !== null) return
  const { id, recipient } = notice
  // One that names an address later is sent everything then.
  const receiver = await companies.find(recipient)
  if (!receiver) return
  const resumeAt = await db.transaction((tx) => tx.selectFrom('silent_receiver').select('resume_at').where('recipient', '=', recipient).executeTakeFirst())
  if (resumeAt && resumeAt.resume_at > timeOf(clock)) {
    await db.transaction((tx) => comeAgain(tx, id, resumeAt.resume_at))
    return
  }
  await pausePoint('exchange.notice.before-push')
  const claims = await keepClaims(db, id, notice.claims ?? receiver.claimsOf(noticeOf(notice)))
  try {
    await receiver.push(claims)
  } catch (cause) {
    await db.transaction(async (tx) => {
      await noteFailure(tx, id, cause)
      await comeAgain(tx, id, await leaveAlone(tx, recipient, timeOf(clock)))
    })
    return
  }
  await pausePoint('exchange.notice.before-settle')
  await db.transaction(async (tx) => {
    await tx.updateTable('consent_notice').set((eb) => ({ tries: eb('tries', '+', 1), failed_because: null, brought_at: eb.fn.coalesce('brought_at', eb.val(timeOf(clock))) })).where('id', '=', id).execute()
    await tx.deleteFrom('silent_receiver').where('recipient', '=', recipient).execute()
  })
}

const timeOf = (clock: Clock) => new Date(clock.now().epochMilliseconds)

/** Kept before it leaves, and the same at every try: the company's answer names it by its digest. */
const keepClaims = async (db: RoomDatabase<ExchangeTables>, id: string, composed: string): Promise<string> =>
  (await db.transaction((tx) => tx.updateTable('consent_notice').set((eb) => ({ claims: eb.fn.coalesce('claims', eb.val(composed)) })).where('id', '=', id).returning('claims').executeTakeFirstOrThrow())).claims ?? composed

/** Several that fail together are one silence. @returns when it is tried again */
async function leaveAlone(tx: Tx<ExchangeTables>, recipient: string, now: Date): Promise<Date> {
  await tx.insertInto('silent_receiver').values({ recipient, since: now, strikes: 0, resume_at: now }).onConflict((conflict) => conflict.column('recipient').doNothing()).execute()
  const { strikes, resume_at: known } = await tx.selectFrom('silent_receiver').select(['strikes', 'resume_at']).where('recipient', '=', recipient).forUpdate().executeTakeFirstOrThrow()
  if (known > now) return known
  const resumeAt = new Date(now.getTime() + pauses[Math.min(strikes, pauses.length - 1)]! * 1_000)
  await tx.updateTable('silent_receiver').set({ strikes: strikes + 1, resume_at: resumeAt }).where('recipient', '=', recipient).execute()
  return resumeAt
}

/** Never at once: the jobs go by the database's clock, which may be ahead of the house's. */
const comeAgain = (tx: Tx<ExchangeTables>, notice: string, at: Date) => enqueue(tx, SendNotice, { notice }, { key: sendingKey(notice), runAt: new Date(Math.max(at.getTime(), Date.now() + pauses[0]! * 1_000)) })

function noticeOf({ id, recipient: company, notice, kind, version, made_at: at, due_on: dueOn }: OpenNotice): CompanyNotice {
  const known = { id, company, kind, version, at, dueOn }
  if (kind === 'taken-back') {
    const { consent, person, purpose, fields: remaining, gone: fields, until } = JSON.parse(notice) as ConsentNotice
    return { ...known, consent, person, purpose, fields, remaining, until }
  }
  const { consent, person, purpose, fields } = JSON.parse(notice) as CorrectionNotice
  return { ...known, consent, person, purpose, fields, remaining: [], until: null }
}
