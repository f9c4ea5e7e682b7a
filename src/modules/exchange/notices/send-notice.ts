/** Brings a notice to the agency that it is for, and keeps the signed answer. What fails comes again, for days, by the jobs library's own pauses. */
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { callOutside, type Reach } from '../../../kernel/http/call-outside.ts'
import type { TransparencyLog } from '../../../kernel/transparency/transparency.ts'
import { type NoticeMessage, noticeEntry, readAcknowledgement } from '../protocol/notice.ts'
import type { Party } from '../protocol/party.ts'
import { digestOf, verifyAnswer } from '../protocol/signatures.ts'
import type { ExchangeTables } from '../tables.ts'

/** Who is told, where, and by which keys its answer is known. */
export interface Recipient extends Pick<Party, 'id' | 'verifying'> {
  address: string
  reach: Reach
}

export interface SendDeps {
  db: RoomDatabase<ExchangeTables>
  log: TransparencyLog
  /** Undefined for one that has named no address: it gets nothing more, and finds out when it asks. */
  findRecipient(id: string): Promise<Recipient | undefined>
}

/** One that was not answered yet. */
export type OpenNotice = NonNullable<Awaited<ReturnType<typeof readOpen>>>

export const readOpen = (tx: Tx<ExchangeTables>, id: string) => tx.selectFrom('consent_notice as n').innerJoin('consent as c', 'c.id', 'n.consent_id')
  .select(['n.id', 'n.recipient', 'n.notice', 'n.salt', 'n.kind', 'n.version', 'n.claims', 'n.brought_at', 'n.made_at', 'n.due_on', 'c.company']).where('n.id', '=', id).where('n.acknowledged_at', 'is', null).executeTakeFirst()

const bounds = { patience: 10_000, longest: 16 * 1024 }
/** What was signed of the answer. */
const signedParts = ['content-digest', 'maru-question', 'maru-entry', 'signature', 'signature-input']

/** @throws Error when it was not answered, or by nobody who may */
export async function sendNotice({ db, log, findRecipient }: SendDeps, { id, recipient: to, notice, salt }: OpenNotice) {
  const recipient = await findRecipient(to)
  if (!recipient) return
  try {
    const [receipt] = await log.receipts([id])
    const entry = noticeEntry(salt, notice)
    if (receipt?.entry.equals(entry) !== true) throw new Error('the log holds another notice')
    const body = Buffer.from(JSON.stringify({ notice, salt: salt.toString('base64'), receipt: receipt.note } satisfies NoticeMessage))
    const answer = await callOutside(new URL(recipient.address), { method: 'POST', headers: { 'content-type': 'application/json' }, body, ...bounds }, recipient.reach)
    if (answer.status !== 200) throw new Error(`${recipient.id} answered ${answer.status}`)
    await verifyAnswer(answer, recipient, { question: digestOf(body), entry: entry.toString('base64') })
    const { outcome, because } = readAcknowledgement(answer.body, id)
    const kept = { body: answer.body.toString(), headers: Object.fromEntries(signedParts.map((name) => [name, answer.headers[name]])) }
    const at = new Date()
    await db.transaction((tx) => tx.updateTable('consent_notice').set((eb) => ({ tries: eb('tries', '+', 1), failed_because: null, outcome, because: because ?? null, acknowledgement: JSON.stringify(kept), brought_at: at, acknowledged_at: at })).where('id', '=', id).where('acknowledged_at', 'is', null).execute())
  } catch (cause) {
    await db.transaction((tx) => noteFailure(tx, id, cause))
    throw cause
  }
}

export const noteFailure = (tx: Tx<ExchangeTables>, id: string, cause: unknown) =>
  tx.updateTable('consent_notice').set((eb) => ({ tries: eb('tries', '+', 1), failed_because: (cause as Error).message.slice(0, 200) })).where('id', '=', id).execute()
