import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { Wording } from '../../../web/wordings.ts'
import { type Channels, Refused } from '../channels/channel.ts'
import { type ChannelName, noticesFaults } from '../contract.ts'
import type { NoticesTables } from '../tables.ts'
import { codeLife, markOfCode, newCode } from './code.ts'

export interface AddContactDeps {
  db: RoomDatabase<NoticesTables>
  channels: Channels
  key: Buffer
  origin: string
  now(): Date
}

/** A person has a few ways to be reached; more of them is somebody who sends codes to strangers. */
const most = 8

/**
 * Keeps the address as unconfirmed and sends a code there; a browser's push subscription needs none. The same address again sends a new code.
 * @throws channelNotOpen, addressNotUsable, contactKnown, tooManyContacts
 */
export async function addContact(deps: AddContactDeps, wording: Wording, person: string, channelName: ChannelName, address: string): Promise<string> {
  const { db, channels, key, origin, now } = deps
  const channel = channels[channelName]
  if (!channel) throw new Fault(noticesFaults.channelNotOpen, { pointer: '/channel' })
  if (!channel.accepts(address)) throw new Fault(noticesFaults.addressNotUsable, { pointer: '/address' })
  const code = newCode()
  const confirmed = channelName === 'push'
  const id = await db.transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`notices/contact/${person}`}, 0))`.execute(tx)
    const all = await tx.selectFrom('contact').selectAll().where('person', '=', person).execute()
    const same = all.find((row) => row.channel === channelName && row.address === address)
    if (same?.state === 'confirmed') throw new Fault(noticesFaults.contactKnown, { pointer: '/address' })
    if (!same && all.length >= most) throw new Fault(noticesFaults.tooManyContacts, { pointer: '/address', values: { count: most } })
    const contact = same?.id ?? newId()
    const fresh = {
      state: confirmed ? 'confirmed' as const : 'unconfirmed' as const, code_tries: 0,
      code_hash: confirmed ? null : markOfCode(key, contact, code), code_until: confirmed ? null : new Date(now().getTime() + codeLife[channelName]),
    }
    if (same) await tx.updateTable('contact').set(fresh).where('id', '=', contact).execute()
    else await tx.insertInto('contact').values({ id: contact, person, channel: channelName, address, rank: 1 + Math.max(0, ...all.map(({ rank }) => rank)), created_at: now(), ...fresh }).execute()
    return contact
  })
  if (!confirmed) await sendCode()
  return id

  async function sendCode() {
    const { t, language } = wording
    const letter = {
      subject: t('notices.code.subject', { code }), paragraphs: [t('notices.code.text', { code }), t('notices.code.not-you')],
      link: `${origin}/my/inbox/settings`, linkText: t('notices.code.enter'), foot: t('notices.code.foot'), letters: [], papers: [], language: { html: language.html, dir: language.dir },
    }
    try {
      await channel!.send({ identity: newId(), address, letter })
    } catch (cause) {
      throw new Fault(cause instanceof Refused ? noticesFaults.addressNotUsable : noticesFaults.channelSilent, { pointer: '/address', cause })
    }
  }
}
