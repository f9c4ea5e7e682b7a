/** A sheet is taken up by whoever has its code and knows the name that stands nowhere on it. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { hashOfCode, sameName } from '../codes.ts'
import { identityFaults, RegistrationTaken } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'
import { countGuess } from './count-guess.ts'
import { codeUse } from './open-registration.ts'
import { momentOf } from './moment-of.ts'
import type { RegistrationDeps, RegistrationRow } from './registration.ts'

export interface Attempt {
  code: string
  /** As the person writes it. */
  name: string
  /** Internet address that asks. */
  address: string
}

/** After so many other names a sheet opens nothing any more: whoever has found it does not try the names of a town. */
const mostMisses = 5

/** The same answer to a code that never was, that was used, that is too old, and that is another's. @throws registrationUnknown, tooManyRequests */
export async function findRegistration(deps: RegistrationDeps, { code, name, address }: Attempt): Promise<RegistrationRow> {
  const now = momentOf(deps)
  const found = await countGuess(deps, address, async (tx) => {
    const row = await tx.selectFrom('registration').selectAll().where('code_hash', '=', hashOfCode(deps.key, codeUse, code)).where('ends_at', '>', now).forUpdate().executeTakeFirst()
    if (!row || sameName(row.name, name)) return row
    const last = row.misses + 1 >= mostMisses ? { status: 'stopped' as const, code_hash: null, settled_at: now, settled_by: 'house' } : {}
    await tx.updateTable('registration').set({ misses: row.misses + 1, ...last }).where('id', '=', row.id).execute()
    return undefined
  })
  if (!found) throw new Fault(identityFaults.registrationUnknown)
  return found
}

/** Of two who take it up at once, one comes too late, and what was to come about with it does not. */
export async function takeRegistration(deps: RegistrationDeps, tx: Tx<IdentityTables>, { id, person, agency }: RegistrationRow): Promise<void> {
  const now = momentOf(deps)
  const { numUpdatedRows } = await tx.updateTable('registration').set({ status: 'used', code_hash: null, settled_at: now, settled_by: `person:${person}` })
    .where('id', '=', id).where('status', '=', 'open').where('ends_at', '>', now).executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Fault(identityFaults.registrationUnknown)
  await noteAct(tx, `resident:${person}`, 'take up registration', `registration:${id}`)
  await emit(tx, RegistrationTaken, { registration: id, person, agency })
}
