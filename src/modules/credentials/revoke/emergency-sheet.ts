/** The code on the sheet: random, known here by its hash alone, one a person. */
import { hash } from 'node:crypto'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { CredentialsTables } from '../tables.ts'

const hashOf = (code: string) => hash('sha256', code, 'buffer')

/** @returns the code, which is not to be had again: a new sheet ends the one before */
export async function makeSheet(db: RoomDatabase<CredentialsTables>, person: string): Promise<string> {
  const code = randomToken()
  await db.transaction(async (tx) => {
    const row = { code_hash: hashOf(code), made_at: new Date() }
    await tx.insertInto('emergency_sheet').values({ person, ...row }).onConflict((conflict) => conflict.column('person').doUpdateSet(row)).execute()
    await noteAct(tx, `resident:${person}`, 'make emergency sheet', `person:${person}`)
  })
  return code
}

export async function personOfSheet(db: RoomDatabase<CredentialsTables>, code: string): Promise<string | undefined> {
  return (await db.transaction((tx) => tx.selectFrom('emergency_sheet').select('person').where('code_hash', '=', hashOf(code)).executeTakeFirst()))?.person
}
