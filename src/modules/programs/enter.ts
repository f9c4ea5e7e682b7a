/** Who comes with a program's key is its agency's caseworker, by its own name in every record. */
import type { RoomDatabase } from '../../kernel/db/database.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { keyHash, keyIn } from './keys.ts'
import type { ProgramsTables } from './tables.ts'

/** @returns undefined for everything that is not the key of a program that has not ended */
export function enter(db: RoomDatabase<ProgramsTables>) {
  const find = db.question((read, { hash }: { hash: Buffer }) => read.selectFrom('program').select(['id', 'agency', 'name']).where('key_hash', '=', hash).where('ended_at', 'is', null))
  return async (authorization: string | undefined): Promise<Official | undefined> => {
    const key = keyIn(authorization)
    const [row] = key === undefined ? [] : await find({ hash: keyHash(key) })
    if (!row) return undefined
    const official = `program:${row.id}`
    return { kind: 'official', official, name: row.name, agency: row.agency, roles: ['caseworker'], session: official, program: true }
  }
}
