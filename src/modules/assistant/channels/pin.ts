/** A speaker's PIN: asked for aloud, so it protects against guests, not against thieves. Three wrong ones end the connection. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { AssistantTables, OwnKind } from '../tables.ts'
import type { LinkRow } from './links.ts'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const [saltLength, hashLength] = [16, 32]
const mostWrong = 3
/** Milliseconds in which nobody is asked again. */
const heardFor = 5 * 60_000

export async function hashPin(pin: string): Promise<Buffer> {
  const salt = randomBytes(saltLength)
  return Buffer.concat([salt, await derive(pin, salt, hashLength)])
}

async function isPin(pin: string, kept: Buffer): Promise<boolean> {
  return timingSafeEqual(await derive(pin, kept.subarray(0, saltLength), hashLength), kept.subarray(saltLength))
}

/** The digits that somebody may have said: nothing else is taken for a PIN. */
export const pinIn = (text: string): string | undefined => /^\d{4,8}$/.exec(text.replaceAll(/[\s.,-]/g, ''))?.[0]

/** Remembers what was asked, until the PIN has been said. */
export async function waitForPin(db: RoomDatabase<AssistantTables>, { id }: LinkRow, wanted: OwnKind) {
  await db.transaction((tx) => tx.updateTable('channel_link').set({ wanted }).where('id', '=', id).execute())
}

/** Counted under a lock: two guesses at once are two guesses. */
export function tryPin(db: RoomDatabase<AssistantTables>, { id }: LinkRow, pin: string, now: Date): Promise<'right' | 'wrong' | 'ended'> {
  return db.transaction(async (tx) => {
    const row = await tx.selectFrom('channel_link').select(['pin', 'wrong_pins']).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row?.pin) return 'ended'
    if (await isPin(pin, row.pin)) {
      await tx.updateTable('channel_link').set({ wrong_pins: 0, heard_until: new Date(now.getTime() + heardFor), wanted: null }).where('id', '=', id).execute()
      return 'right'
    }
    if (row.wrong_pins + 1 >= mostWrong) {
      await tx.deleteFrom('channel_link').where('id', '=', id).execute()
      return 'ended'
    }
    await tx.updateTable('channel_link').set({ wrong_pins: row.wrong_pins + 1 }).where('id', '=', id).execute()
    return 'wrong'
  })
}
