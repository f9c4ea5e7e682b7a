/** Each entry by the national sign-in stands in the audit; the first by an account there is a new way in, which the person is told of. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { mark } from '../../../kernel/crypto/tokens.ts'
import { emit } from '../../../kernel/events/events.ts'
import { NationalBegun } from '../contract.ts'
import type { NationalDeps } from './national.ts'

/** @param account the provider's own name for it (`sub`) */
export async function noteEntry({ db, key, settings: { issuer } }: Pick<NationalDeps, 'db' | 'key' | 'settings'>, person: string, account: string, acr: unknown): Promise<void> {
  const accountMark = mark(key, `national account ${issuer} ${account}`)
  await db.transaction(async (tx) => {
    const first = await tx.insertInto('national_account').values({ person, account_mark: accountMark }).onConflict((conflict) => conflict.doNothing()).returning('person').executeTakeFirst()
    await noteAct(tx, `resident:${person}`, 'sign in by national sign-in', `person:${person}`, { issuer, acr: typeof acr === 'string' ? acr : null, first: first !== undefined })
    if (first) await emit(tx, NationalBegun, { person })
  })
}
