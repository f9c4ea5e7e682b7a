/** A card out of one wallet: every copy of it in every form is revoked, and the wallet gets none anew. */
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { credentialsFaults } from '../contract.ts'
import { changeState } from '../status/change-state.ts'
import type { CredentialsTables } from '../tables.ts'

/**
 * @param issuance any part of the card
 * @returns how many credentials changed. @throws noSuchCertificate also where it is another's
 */
export async function takeBack(tx: Tx<CredentialsTables>, whose: 'person' | 'official', holder: string, issuance: string): Promise<number> {
  const own = await tx.selectFrom('issuance').select(['grant_id', 'type']).where('id', '=', issuance).where(whose, '=', holder).executeTakeFirst()
  if (!own) throw new Fault(credentialsFaults.noSuchCertificate)
  const { grant_id: grant, type } = own
  if (grant !== null) await tx.insertInto('ended_card').values({ grant_id: grant, type }).onConflict((conflict) => conflict.doNothing()).execute()
  const parts = grant === null ? [issuance] : (await tx.selectFrom('issuance').select('id').where('grant_id', '=', grant).where('type', '=', type).execute()).map(({ id }) => id)
  return changeState(tx, { issuances: parts, state: 1, because: 'revoked by the holder' })
}
