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

/** The mark of a person's linked speakers of one service: they are one place, whichever of them is spoken to. */
export const accountPlace = (key: Buffer, channel: ChannelName, person: string): Place => ({ channel, sender: createHmac('sha256', key).update(`account ${channel} ${person}`).digest() })

/** Where somebody writes: their channel, and the mark of its name for them. */
export interface Place { channel: ChannelName; sender: Buffer }

export interface Links {
  of(place: Place): Promise<LinkRow | undefined>
  /** @returns a code that is good for ten minutes; the one before is not any more */
  offer(place: Place): Promise<string>
  /** @throws codeWrong for one that never was, is over, or was used; pinMissing for a speaker without one */
  connect(person: string, code: string, pin: string): Promise<ChannelName>
  /** Of conversations that were connected by a code. */
  list(person: string): Promise<Pick<LinkRow, 'id' | 'channel' | 'linked_at'>[]>
  /** Of a speaker whose service has been linked with this person: where its PIN is kept. */
  ofAccount(channel: ChannelName, person: string): Promise<LinkRow>
  /** @throws pinMissing for anything but four to eight digits */
  keepPin(channel: ChannelName, person: string, pin: string): Promise<void>
  /** @returns channels of linked speakers that have a PIN */
  withPin(person: string): Promise<ChannelName[]>
  /** Forgets the PIN of a linked speaker. */
  endAccount(channel: ChannelName, person: string): Promise<void>
  /** @throws notFound, also for another's */
  end(person: string, id: string): Promise<void>
}

const goodFor = 10 * 60_000
/** No letter or digit that is heard or read as another. */
const signs = '23456789'
const length = 8

export function createLinks(db: RoomDatabase<AssistantTables>, key: Buffer, now: () => Date): Links {
  const codeMark = (code: string) => createHmac('sha256', key).update(`code ${code}`).digest()
  const columns = ['id', 'channel', 'sender', 'person', 'pin', 'wrong_pins', 'heard_until', 'wanted', 'linked_at'] as const
  const isPin = (pin: string) => /^\d{4,8}$/.test(pin)
  const isAccount = ({ channel, sender, person }: LinkRow) => sender.equals(accountPlace(key, channel, person).sender)
  const rowsOf = (person: string) => db.transaction((tx) => tx.selectFrom('channel_link').select(columns).where('person', '=', person).orderBy('linked_at').execute())
  const find = db.question((read, { channel, sender }: Place) => read.selectFrom('channel_link').select(columns)
    .where('channel', '=', channel).where('sender', '=', sender))
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
      if (isVoice(place.channel) && !isPin(pin)) throw new Fault(assistantFaults.pinMissing, { pointer: '/pin' })
      const link = { person, pin: isVoice(place.channel) ? await hashPin(pin) : null, wrong_pins: 0, heard_until: null, wanted: null, linked_at: now() }
      await tx.insertInto('channel_link').values({ id: newId(), ...place, ...link }).onConflict((conflict) => conflict.columns(['channel', 'sender']).doUpdateSet(link)).execute()
      return place.channel
    }),
    list: async (person) => (await rowsOf(person)).filter((row) => !isAccount(row)),
    withPin: async (person) => (await rowsOf(person)).filter((row) => isAccount(row) && row.pin !== null).map(({ channel }) => channel),
    async ofAccount(channel, person) {
      const place = accountPlace(key, channel, person)
      const [known] = await find(place)
      if (known) return known
      await db.transaction((tx) => tx.insertInto('channel_link').values({ id: newId(), ...place, person, pin: null, wrong_pins: 0, heard_until: null, wanted: null, linked_at: now() }).onConflict((conflict) => conflict.columns(['channel', 'sender']).doNothing()).execute())
      return (await find(place))[0]!
    },
    async keepPin(channel, person, pin) {
      if (!isPin(pin)) throw new Fault(assistantFaults.pinMissing, { pointer: '/pin' })
      const kept = { pin: await hashPin(pin), wrong_pins: 0, heard_until: null, wanted: null }
      await db.transaction((tx) => tx.insertInto('channel_link').values({ id: newId(), ...accountPlace(key, channel, person), person, linked_at: now(), ...kept }).onConflict((conflict) => conflict.columns(['channel', 'sender']).doUpdateSet(kept)).execute())
    },
    async endAccount(channel, person) {
      await db.transaction((tx) => tx.deleteFrom('channel_link').where('channel', '=', channel).where('sender', '=', accountPlace(key, channel, person).sender).execute())
    },
    end: (person, id) => db.transaction(async (tx) => {
      const gone = await tx.deleteFrom('channel_link').where('person', '=', person).where('id', '=', id).returning('id').executeTakeFirst()
      if (!gone) throw new Fault(kernelFaults.notFound)
    }),
  }
}
