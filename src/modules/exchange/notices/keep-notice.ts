/** Whoever received something is told what became of it, by a notice that is kept and logged with the change itself. */
import { randomBytes } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { TransparencyLog } from '../../../kernel/transparency/transparency.ts'
import { SendNotice } from '../contract.ts'
import { type ConsentNotice, correctionText, noticeEntry, noticeText } from '../protocol/notice.ts'
import { answerBy } from '../requests/due-on.ts'
import type { ExchangeTables } from '../tables.ts'

export type Changed = Pick<Selectable<ExchangeTables['consent']>, 'id' | 'person' | 'purpose' | 'case_id' | 'company' | 'version' | 'ends_on'>

export interface TakenBack { fields: readonly string[]; gone: readonly string[] }

export interface KeepDeps { pack: Pack; clock: Clock; log: TransparencyLog }

/** One that is to be pushed when it is durable. */
export interface KeptNotice { id: string; company: boolean }

/** When its job takes a notice up that was not brought at once: nobody is waited for so long. In milliseconds. */
const jobAfter = 15_000

/**
 * In the transaction of the change; the log is open by then. Nobody is told who has received nothing: that somebody agreed to something is
 * personal, too.
 * @returns undefined where nobody is told
 */
export async function keepNotice(tx: Tx<ExchangeTables>, deps: KeepDeps, consent: Changed, { fields, gone }: TakenBack): Promise<KeptNotice | undefined> {
  const recipient = consent.company ?? deps.pack.purposes.find(({ id }) => id === consent.purpose)?.agency ?? undefined
  if (recipient === undefined || !(await hasReceived(tx, consent, recipient))) return undefined
  const id = newId()
  const notice: ConsentNotice = {
    at: new Date().toISOString(), case: consent.case_id, consent: consent.id, fields: [...fields], gone: [...gone], id, person: consent.person, purpose: consent.purpose, recipient,
    until: fields.length === 0 ? null : consent.ends_on, version: consent.version,
  }
  await store(tx, deps, { id, consent_id: consent.id, version: consent.version, recipient, notice: noticeText(notice) })
  return { id, company: consent.company !== null }
}

/** A value was wrong: the request whose answer says so, what became of the value, and all fields of the register that say it. */
export interface WrongValue { request: string; kind: 'corrected' | 'deleted'; person: string; register: string; fields: readonly string[] }

/**
 * Companies that received the value, each by the authorisations under which it did and by those fields that it received, in the transaction of
 * the answer. Agencies find it at their desk.
 */
export async function keepCorrections(tx: Tx<ExchangeTables>, deps: KeepDeps, { request, kind, person, register, fields }: WrongValue): Promise<KeptNotice[]> {
  const looks = await tx.selectFrom('access_log').innerJoin('consent', 'consent.id', 'access_log.consent_id').select(['consent.id', 'consent.version', 'consent.purpose', 'access_log.recipient', 'access_log.fields'])
    .where('access_log.person', '=', person).where('access_log.register', '=', register).where('access_log.recipient_role', '=', 'company').where(sql<boolean>`access_log.fields && ${fields}::text[]`).execute()
  const kept: KeptNotice[] = []
  for (const [consent, received] of Map.groupBy(looks, ({ id }) => id)) {
    const { version, purpose, recipient } = received[0]!
    const had = fields.filter((name) => received.some((look) => look.fields.includes(name))).map((name) => `${register}.${name}`).sort()
    const id = newId()
    const notice = correctionText({ at: new Date().toISOString(), consent, fields: had, id, kind, person, purpose, recipient, request })
    await store(tx, deps, { id, consent_id: consent, version, recipient, notice, kind, request_id: request })
    kept.push({ id, company: true })
  }
  return kept
}

async function store(tx: Tx<ExchangeTables>, { pack, clock, log }: KeepDeps, row: { id: string; consent_id: string; version: number; recipient: string; notice: string; kind?: 'corrected' | 'deleted'; request_id?: string }) {
  const { id, notice } = row
  const salt = randomBytes(32)
  await tx.insertInto('consent_notice').values({ ...row, salt, due_on: answerBy(pack, clock) }).execute()
  await log.add(tx, [{ id, entry: noticeEntry(salt, notice) }])
  await enqueue(tx, SendNotice, { notice: id }, { key: sendingKey(id), runAt: new Date(Date.now() + jobAfter), first: true })
}

export const sendingKey = (notice: string) => `exchange.send-notice/${notice}`

const hasReceived = async (tx: Tx<ExchangeTables>, { id, person }: Changed, recipient: string) =>
  (await tx.selectFrom('access_log').select('id').where('person', '=', person).where('consent_id', '=', id).where('recipient', '=', recipient).limit(1).executeTakeFirst()) !== undefined
