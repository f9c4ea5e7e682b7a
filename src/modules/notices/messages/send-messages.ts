/**
 * Messages leave, a job at a time and a handful at once. First they close for what comes later, then they are handed over, then
 * they are noted as sent: who dies between the second and the third sends that handful again under the same identities, which
 * the receiver's side may recognise.
 */
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { Wording } from '../../../web/wordings.ts'
import { type Channels, Refused } from '../channels/channel.ts'
import type { ChannelName } from '../contract.ts'
import type { NoticesTables } from '../tables.ts'
import { composeMessage, type Told } from './compose-message.ts'
import { type Print, printTold } from './letters-told.ts'
import { planMessages, type Planning } from './plan-messages.ts'

export interface SendDeps {
  db: RoomDatabase<NoticesTables>
  planning: Planning
  channels: Channels
  wordingIn(tag: string): Wording
  defaultLanguage: string
  origin: string
  print: Print
  log: Log
}

/** Closed for what comes later. Without an address the contact has been removed meanwhile. */
interface Closed { id: string; person: string; channel: ChannelName; address: string | null; language: string | null; notices: Told[] }

/** Handed over together and noted together. */
const handful = 10

/** @returns how it went with each, in the order of the ids; what failed for now is to be tried again */
export async function sendMessages(deps: SendDeps, ids: readonly string[]): Promise<PromiseSettledResult<void>[]> {
  const closed = await deps.db.transaction((tx) => close(tx, ids))
  const passing = new Map<string, unknown>()
  for (let from = 0; from < closed.length; from += handful) {
    const outcomes = await Promise.all(closed.slice(from, from + handful).map((message) => handOver(deps, message)))
    for (const { id, trouble } of outcomes) if (trouble !== undefined) passing.set(id, trouble)
    await settle(deps, outcomes)
  }
  return ids.map((id) => (passing.has(id) ? { status: 'rejected', reason: passing.get(id) } : { status: 'fulfilled', value: undefined }))
}

/** Two statements: the first waits for whatever joins in this moment, and only one that begins after it sees what has joined. */
async function close(tx: Tx<NoticesTables>, ids: readonly string[]): Promise<Closed[]> {
  const { rows: closed } = await sql<{ id: string }>`
    update notices.message set state = 'sending' where id = any(${ids}::uuid[]) and state in ('queued', 'sending') returning id`.execute(tx)
  if (closed.length === 0) return []
  const { rows } = await sql<Closed>`
    select message.id, message.person, message.channel, contact.address, preference.language,
      (select json_agg(json_build_object('id', notice.id, 'receipt', notice.receipt, 'data', notice.data) order by notice.created_at)
        from notices.message_notice gathered join notices.notice on notice.id = gathered.notice where gathered.message = message.id) as notices
    from notices.message left join notices.contact on contact.id = message.contact left join notices.preference on preference.person = message.person
    where message.id = any(${closed.map(({ id }) => id)}::uuid[])`.execute(tx)
  return rows
}

/** `trouble` passes; `reason` says why a message failed for good; neither: it is sent. */
interface Outcome { id: string; reason?: string; trouble?: unknown }

async function handOver({ channels, wordingIn, defaultLanguage, origin, print, log }: SendDeps, { id, person, channel, address, language, notices }: Closed): Promise<Outcome> {
  if (address === null) return { id, reason: 'contact-removed' }
  const way = channels[channel]
  if (!way) return { id, reason: 'channel-closed' }
  const wording = wordingIn(language ?? defaultLanguage)
  try {
    const message = composeMessage(wording, origin, notices, wording.t('notices.message.settings', { address: `${origin}/my/inbox/settings` }))
    const papers = channel === 'letter' ? await printTold(print, wording, person, notices) : []
    await way.send({ identity: id, address, letter: { ...message, papers } })
    return { id }
  } catch (cause) {
    if (!(cause instanceof Refused)) return { id, trouble: cause }
    log.warn({ person, channel, reason: cause.reason }, 'message refused')
    return { id, reason: cause.reason }
  }
}

function settle({ db, planning }: SendDeps, outcomes: readonly Outcome[]) {
  const sent = outcomes.filter(({ reason, trouble }) => reason === undefined && trouble === undefined).map(({ id }) => id)
  return db.transaction(async (tx) => {
    if (sent.length > 0) await sql`update notices.message set state = 'sent', settled_at = now() where id = any(${sent}::uuid[]) and state = 'sending'`.execute(tx)
    for (const { id, reason } of outcomes) if (reason !== undefined) await fail(tx, planning, id, reason)
  })
}

/** An address that refuses is left alone from now on; what it should have heard goes to the next one. */
async function fail(tx: Tx<NoticesTables>, planning: Planning, id: string, reason: string) {
  const message = await tx.updateTable('message').set({ state: 'failed', reason, settled_at: sql<Date>`now()` }).where('id', '=', id).where('state', '=', 'sending')
    .returning('contact').executeTakeFirst()
  if (!message) return
  await tx.updateTable('contact').set({ state: 'failing' }).where('id', '=', message.contact).execute()
  const notices = await tx.selectFrom('message_notice').select('notice').where('message', '=', id).execute()
  await planMessages(tx, planning, notices.map(({ notice }) => notice))
}
