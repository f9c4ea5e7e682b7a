/** Challenges of WebAuthn ceremonies: signed with their end, so that asking for one stores nothing; answered once. */
import { randomBytes } from 'node:crypto'
import { mark, marksEqual } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { IdentityTables } from '../tables.ts'

/** Milliseconds a person has for the ceremony. */
const patience = 5 * 60_000

const bytesOf = (text: string) => Buffer.from(text, 'utf8')

/** @returns the challenge as bytes, and as it comes back from the browser (base64url) */
export function newChallenge(key: Buffer, use: string, now = Date.now()): Uint8Array<ArrayBuffer> {
  const body = `${randomBytes(16).toString('base64url')}.${now + patience}`
  return new Uint8Array(bytesOf(`${body}.${mark(key, `${use} ${body}`)}`))
}

/** True once for each challenge of ours that is not too old. */
export async function takeChallenge(db: RoomDatabase<IdentityTables>, key: Buffer, use: string, encoded: string, now = Date.now()): Promise<boolean> {
  const text = Buffer.from(encoded, 'base64url').toString('utf8')
  const at = text.lastIndexOf('.')
  const body = text.slice(0, at)
  const ends = Number(body.split('.')[1])
  if (at < 0 || !marksEqual(text.slice(at + 1), mark(key, `${use} ${body}`)) || !(ends > now)) return false
  return db.transaction(async (tx) => {
    await tx.deleteFrom('used_challenge').where('ends_at', '<', new Date(now)).execute()
    const { numInsertedOrUpdatedRows } = await tx.insertInto('used_challenge').values({ challenge: body, ends_at: new Date(ends) })
      .onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  })
}
