/**
 * One message leaves. First it closes for what comes later, then it is handed over, then it is noted as sent: who dies
 * between the second and the third sends it again under the same identity, which the receiver's side may recognise.
 */
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { Wording } from '../../../web/wordings.ts'
import { type Channels, Refused } from '../channels/channel.ts'
import type { NoticesTables } from '../tables.ts'
import { composeMessage } from './compose-message.ts'
import { planMessages, type Planning } from './plan-messages.ts'

export interface SendDeps {
  db: RoomDatabase<NoticesTables>
  planning: Planning
  channels: Channels
  wordingIn(tag: string): Wording
  defaultLanguage: string
  origin: string
  log: Log
}

export async function sendMessage(deps: SendDeps, id: string): Promise<void> {
  const { db, channels, wordingIn, origin } = deps
  const closed = await db.transaction((tx) => close(tx, id))
  if (!closed) return
  const { message, address, language, notices } = closed
  const channel = channels[message.channel]
  if (!channel) return settle(deps, id, 'failed', 'channel-closed')
  const wording = wordingIn(language ?? deps.defaultLanguage)
  const letter = composeMessage(wording, origin, notices, wording.t('notices.message.settings', { address: `${origin}/my/inbox/settings` }))
  try {
    await channel.send({ identity: id, address, letter })
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause
    deps.log.warn({ person: message.person, channel: message.channel, reason: cause.reason }, 'message refused')
    return settle(deps, id, 'failed', cause.reason)
  }
  return settle(deps, id, 'sent', null)
}

async function close(tx: Tx<NoticesTables>, id: string) {
  const message = await tx.updateTable('message').set({ state: 'sending' }).where('id', '=', id).where('state', 'in', ['queued', 'sending'])
    .returning(['person', 'channel', 'contact']).executeTakeFirst()
  if (!message) return undefined
  const contact = await tx.selectFrom('contact').leftJoin('preference', 'preference.person', 'contact.person')
    .select(['contact.address', 'preference.language']).where('contact.id', '=', message.contact).executeTakeFirst()
  if (!contact) {
    await tx.updateTable('message').set({ state: 'failed', reason: 'contact-removed', settled_at: sql<Date>`now()` }).where('id', '=', id).execute()
    return undefined
  }
  const notices = await tx.selectFrom('message_notice').innerJoin('notice', 'notice.id', 'message_notice.notice')
    .select(['notice.id', 'notice.data']).where('message_notice.message', '=', id).orderBy('notice.created_at').execute()
  return { message, ...contact, notices }
}

/** An address that refuses is left alone from now on; what it should have heard goes to the next one. */
function settle({ db, planning }: SendDeps, id: string, state: 'sent' | 'failed', reason: string | null) {
  return db.transaction(async (tx) => {
    const message = await tx.updateTable('message').set({ state, reason, settled_at: sql<Date>`now()` }).where('id', '=', id).where('state', '=', 'sending')
      .returning(['contact']).executeTakeFirst()
    if (!message || state === 'sent') return
    await tx.updateTable('contact').set({ state: 'failing' }).where('id', '=', message.contact).execute()
    const notices = await tx.selectFrom('message_notice').select('notice').where('message', '=', id).execute()
    await planMessages(tx, planning, notices.map(({ notice }) => notice))
  })
}
