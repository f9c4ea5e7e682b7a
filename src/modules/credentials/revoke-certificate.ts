/** A certificate that no longer holds says so to everyone who checks it. It is never removed. */
import { noteAct } from '../../kernel/audit/note-act.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { credentialsFaults } from './contract.ts'
import type { CredentialsTables } from './tables.ts'

export interface Revocation {
  id: string
  /** As everyone reads it who checks the paper. */
  because: string
  /** `official:<id>`, `operator` or `system` */
  by: string
}

/** The first revocation stands; a later one changes nothing. */
export async function revokeCertificate(db: RoomDatabase<CredentialsTables>, clock: Clock, { id, because, by }: Revocation) {
  await db.transaction(async (tx) => {
    const row = await tx.selectFrom('certificate').select(['number', 'revoked_at']).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw new Fault(credentialsFaults.noSuchCertificate)
    if (row.revoked_at !== null) return
    await tx.updateTable('certificate').set({ revoked_at: new Date(clock.now().epochMilliseconds), revoked_because: because }).where('id', '=', id).execute()
    await noteAct(tx, by, 'revoke certificate', `certificate:${row.number}`, { because })
  })
}
