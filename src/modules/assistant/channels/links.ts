/** Which conversation on which channel is whose: by a code said there and entered here, signed in. */
import { createHmac, randomInt } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { assistantFaults } from '../contract.ts'
import type { AssistantTables } from '../tables.ts'
import type { ChannelName } from './channel.ts'
import { isVoice } from './is-voice.ts'
import { hashPin } from './pin.ts'

export type LinkRow = Selectable<AssistantTables['channel_link']>

/** Where somebody writes: their channel, and the mark of its name for them. */
export interface Place { channel: ChannelName; sender: Buffer }

export interface Links {
  of(place: Place): Promise<LinkRow | undefined>
  /** @returns a code that is good for ten minutes; the one before is not any more */
  offer(place: Place): Promise<string>
  /** @throws codeWrong for one that never was, is over, or was used; pinMissing for a speaker without one */
  connect(person: string, code: string, pin: string): Promise<ChannelName>
  list(person: string): Promise<Pick<LinkRow, 'id' | 'channel' | 'linked_at'>[]>
  /** @throws notFound, also for another's */
  end(person: string, id: string): Promise<void>
}

const goodFor = 10 * 60_000
/** No letter or digit that is heard or read as another. */
const signs = '23456789'
const length = 8

export function createLinks(db: RoomDatabase<AssistantTables>, key: Buffer, now: () => Date): Links {
  const codeMark = (code: string) => createHmac('sha256', key).update(`code ${code}`).digest()
  const find = db.question((read, { channel, sender }: Place) => read.selectFrom('channel_link')
    .select(['id', 'channel', 'sender', 'person', 'pin', 'wrong_pins', 'heard_until', 'wanted', 'linked_at']).where('channel', '=', channel).where('sender', '=', sender))
  return {
    of: async (place) => (await find(place))[0],
    offer: (place) => db.transaction(async (tx) => {
      const code = Array.from({ length }, () => signs[randomInt(signs.length)]).join('')
      await tx.deleteFrom('channel_code').where((by) => by.or([by('ends_at', '<', now()), by.and([by('channel', '=', place.channel), by('sender', '=', place.sender)])])).execute()
      await tx.insertInto('channel_code').values({ code: codeMark(code), ...place, ends_at: new Date(now().getTime() + goodFor) })
        .onConflict((conflict) => conflict.columns(['channel', 'sender']).doUpdateSet((row) => ({ code: row.ref('excluded.code'), ends_at: row.ref('excluded.ends_at') }))).execute()
      return code
    }),
    connect: (person, code, pin) => db.transaction(async (tx) => {
      const place = await tx.deleteFrom('channel_code').where('code', '=', codeMark(code.replaceAll(/\D/g, ''))).where('ends_at', '>', now()).returning(['channel', 'sender']).executeTakeFirst()
      if (place === undefined) throw new Fault(assistantFaults.codeWrong, { pointer: '/code' })
      // The transaction is undone with the fault: the code stays good.
      if (isVoice(place.channel) && !/^\d{4,8}$/.test(pin)) throw new Fault(assistantFaults.pinMissing, { pointer: '/pin' })
      const link = { person, pin: isVoice(place.channel) ? await hashPin(pin) : null, wrong_pins: 0, heard_until: null, wanted: null, linked_at: now() }
      await tx.insertInto('channel_link').values({ id: newId(), ...place, ...link }).onConflict((conflict) => conflict.columns(['channel', 'sender']).doUpdateSet(link)).execute()
      return place.channel
    }),
    list: (person) => db.transaction((tx) => tx.selectFrom('channel_link').select(['id', 'channel', 'linked_at']).where('person', '=', person).orderBy('linked_at').execute()),
    end: (person, id) => db.transaction(async (tx) => {
      const gone = await tx.deleteFrom('channel_link').where('person', '=', person).where('id', '=', id).returning('id').executeTakeFirst()
      if (!gone) throw new Fault(kernelFaults.notFound)
    }),
  }
}
