import { randomToken } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { newAnswerKey, secretHash } from './answer-key.ts'
import type { Consumer, PresentTables } from './tables.ts'

/** Milliseconds from the start to the last moment of an answer: time to find the phone. */
export const patience = 10 * 60_000

export interface Start {
  template: string
  consumer: Consumer
  /** Where our pages are reached. */
  origin: string
  /** Of the browser that starts; without one, the first that comes takes it. */
  browser?: string | undefined
  returnTo?: string | null
}

export async function startPresentation(db: RoomDatabase<PresentTables>, key: Buffer, { template, consumer, origin, browser, returnTo = null }: Start): Promise<string> {
  const id = newId()
  const { wrapped } = await newAnswerKey(key)
  const now = Date.now()
  await db.transaction(async (tx) => {
    await tx.deleteFrom('presentation').where('ends_at', '<', new Date(now - patience)).execute()
    await tx.insertInto('presentation').values({
      id, template, consumer, origin, state: randomToken(), nonce: randomToken(), mode: null, decryption_key: wrapped, browser_hash: browser === undefined ? null : secretHash(browser),
      return_to: returnTo, ends_at: new Date(now + patience), answered_at: null, outcome: null, shown: null, response_hash: null, code_mark: null, released_at: null, collect_hash: null,
    }).execute()
  })
  return id
}
