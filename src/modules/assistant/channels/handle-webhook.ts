/** From a channel's request to its reply. What comes twice is answered once; what was interrupted can be sent again. */
import { createHmac } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { AssistantTables } from '../tables.ts'
import type { Channel, Incoming, Message, Saying, Webhook } from './channel.ts'
import type { AccountOf } from './speaker-accounts.ts'

export interface Handling {
  db: RoomDatabase<AssistantTables>
  key: Buffer
  log: Log
  now(): Date
  answer(channel: Channel, message: Incoming, accountOf: AccountOf): Promise<Saying>
}

/** Days in which channels still repeat themselves. */
const remembered = 3
/** Seconds after which an answer that was begun and never given is begun anew. */
const givenUp = 60

export function createWebhooks({ db, key, log, now, answer }: Handling) {
  return async (channel: Channel, webhook: Webhook, accountOf: AccountOf): Promise<unknown> => {
    const read = await channel.read(webhook)
    if ('reply' in read) return read.reply
    const { message } = read
    if (message.id === null) return inTime(channel, read, answer(channel, message, accountOf))
    const id = createHmac('sha256', key).update(`${channel.name} message ${message.id}`).digest()
    const before = await claim(channel, id)
    if (before !== undefined) return before.reply
    try {
      const reply = await inTime(channel, read, answer(channel, message, accountOf))
      await db.transaction((tx) => tx.updateTable('channel_message').set({ reply: JSON.stringify(reply ?? {}) }).where('channel', '=', channel.name).where('id', '=', id).execute())
      return reply
    } catch (cause) {
      await db.transaction((tx) => tx.deleteFrom('channel_message').where('channel', '=', channel.name).where('id', '=', id).where('reply', 'is', null).execute())
      throw cause
    }
  }

  /** @returns the reply it got before; undefined where it is ours to answer. @throws unavailable while it is being answered */
  function claim({ name }: Channel, id: Buffer): Promise<{ reply: unknown } | undefined> {
    return db.transaction(async (tx) => {
      const at = now()
      const mine = await tx.insertInto('channel_message').values({ channel: name, id, reply: null, at })
        .onConflict((conflict) => conflict.columns(['channel', 'id']).doUpdateSet({ at })
          .where('channel_message.reply', 'is', null).where('channel_message.at', '<', new Date(at.getTime() - givenUp * 1000)))
        .returning(sql<number>`1`.as('mine')).executeTakeFirst()
      if (mine) {
        await tx.deleteFrom('channel_message').where('at', '<', new Date(at.getTime() - remembered * 86_400_000)).execute()
        return undefined
      }
      const row = await tx.selectFrom('channel_message').select('reply').where('channel', '=', name).where('id', '=', id).executeTakeFirst()
      if (!row || row.reply === null) throw new Fault(kernelFaults.unavailable, { retryAfter: 2 })
      return { reply: row.reply }
    })
  }

  async function inTime(channel: Channel, { answer: write, patience }: Message, saying: Promise<Saying>): Promise<unknown> {
    if (patience === undefined) return write(await saying)
    const late = Symbol('late')
    const first = await Promise.race([saying, wait(patience.milliseconds, late, { ref: false })])
    if (first !== late) return write(first as Saying)
    saying.then((said) => patience.follow(said)).catch((cause: unknown) => { log.error({ cause, channel: channel.name }, 'a late answer did not arrive') })
    return patience.meanwhile()
  }
}
