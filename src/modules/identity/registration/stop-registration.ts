/** A sheet that should not be one ends: by the person, wherever they are still signed in, or by the office that made it. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { identityFaults } from '../contract.ts'
import { momentOf } from './moment-of.ts'
import type { RegistrationDeps } from './registration.ts'

export const stopOwn = (deps: RegistrationDeps, person: string, id: string) => stop(deps, id, { column: 'person', value: person, by: `person:${person}`, actor: `resident:${person}` })

export const stopAtOffice = (deps: RegistrationDeps, { agency, official }: Official, id: string) => stop(deps, id, { column: 'agency', value: agency, by: `official:${official}`, actor: `official:${official}` })

/** What is another's does not exist. */
async function stop(deps: RegistrationDeps, id: string, { column, value, by, actor }: { column: 'person' | 'agency'; value: string; by: string; actor: string }): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const row = await tx.selectFrom('registration').select('status').where('id', '=', id).where(column, '=', value).forUpdate().executeTakeFirst()
    if (!row) throw new Fault(identityFaults.noSuchRegistration)
    if (row.status !== 'open' && row.status !== 'asked') throw new Fault(identityFaults.registrationOver)
    await tx.updateTable('registration').set({ status: 'stopped', code_hash: null, settled_at: momentOf(deps), settled_by: by }).where('id', '=', id).execute()
    await noteAct(tx, actor, 'stop registration', `registration:${id}`)
  })
}
