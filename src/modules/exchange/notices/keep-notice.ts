/** A consent is taken back: whoever received something under it is told, by a notice that is kept and logged with the change itself. */
import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { TransparencyLog } from '../../../kernel/transparency/transparency.ts'
import { SendNotice } from '../contract.ts'
import { type ConsentNotice, noticeEntry, noticeText } from '../protocol/notice.ts'
import type { ExchangeTables } from '../tables.ts'

export type Changed = Pick<Selectable<ExchangeTables['consent']>, 'id' | 'person' | 'purpose' | 'case_id' | 'company' | 'version' | 'ends_on'>

export interface TakenBack { fields: readonly string[]; gone: readonly string[] }

/** When its job takes a notice up that was not brought at once: nobody is waited for so long. In milliseconds. */
const jobAfter = 15_000

/**
 * In the transaction of the change; the log is open by then. Nobody is told who has received nothing: that somebody agreed to something is
 * personal, too.
 * @returns the notice, to be pushed when it is durable; undefined where nobody is told
 */
export async function keepNotice(tx: Tx<ExchangeTables>, { pack, log }: { pack: Pack; log: TransparencyLog }, consent: Changed, { fields, gone }: TakenBack): Promise<string | undefined> {
  const recipient = consent.company ?? pack.purposes.find(({ id }) => id === consent.purpose)?.agency ?? undefined
  if (recipient === undefined || !(await hasReceived(tx, consent, recipient))) return undefined
  const id = newId()
  const notice: ConsentNotice = {
    at: new Date().toISOString(), case: consent.case_id, consent: consent.id, fields: [...fields], gone: [...gone], id, person: consent.person, purpose: consent.purpose, recipient,
    until: fields.length === 0 ? null : consent.ends_on, version: consent.version,
  }
  const [text, salt] = [noticeText(notice), randomBytes(32)]
  await tx.insertInto('consent_notice').values({ id, consent_id: consent.id, version: consent.version, recipient, notice: text, salt }).execute()
  await log.add(tx, [{ id, entry: noticeEntry(salt, text) }])
  await enqueue(tx, SendNotice, { notice: id }, { key: `exchange.send-notice/${id}`, runAt: new Date(Date.now() + jobAfter), first: true })
  return id
}

const hasReceived = async (tx: Tx<ExchangeTables>, { id, person }: Changed, recipient: string) =>
  (await tx.selectFrom('access_log').select('id').where('person', '=', person).where('consent_id', '=', id).where('recipient', '=', recipient).limit(1).executeTakeFirst()) !== undefined
