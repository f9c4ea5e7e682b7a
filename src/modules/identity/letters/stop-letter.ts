/** A letter that should not be one ends; and whoever is surer than a letter ends what has come of it, too. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { identityFaults } from '../contract.ts'
import { momentOf } from '../registration/moment-of.ts'
import type { LetterDeps } from './letters.ts'

/** @param surer the reader was seen at an office, or came by the national sign-in. @throws noSuchLetter also for another's, letterOver where there is nothing to stop any more */
export async function stopOwnLetter(deps: LetterDeps, person: string, id: string, surer: boolean): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const row = await tx.selectFrom('letter').select('status').where('id', '=', id).where('person', '=', person).forUpdate().executeTakeFirst()
    if (!row) throw new Fault(identityFaults.noSuchLetter)
    if (row.status === 'open') {
      await tx.updateTable('letter').set({ status: 'stopped', code_hash: null, settled_at: momentOf(deps), settled_by: `person:${person}` }).where('id', '=', id).execute()
    } else {
      if (row.status !== 'used' || !surer) throw new Fault(identityFaults.letterOver)
      // Every browser that it opened goes with it (a foreign key says so).
      await tx.deleteFrom('passkey').where('kind', '=', 'resident').where('subject', '=', person).where('assurance', '=', 'low').execute()
    }
    await noteAct(tx, `resident:${person}`, 'stop letter of invitation', `letter:${id}`, { was: row.status })
  })
}
