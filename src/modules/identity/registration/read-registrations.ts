import { Fault } from '../../../kernel/faults/faults.ts'
import { identityFaults } from '../contract.ts'
import { momentOf } from './moment-of.ts'
import type { RegistrationDeps, RegistrationRow, ShownRegistration } from './registration.ts'

const listed = 200

export async function readOwn(deps: RegistrationDeps, person: string, id: string): Promise<ShownRegistration> {
  const row = await deps.db.transaction((tx) => tx.selectFrom('registration').selectAll().where('id', '=', id).where('person', '=', person).executeTakeFirst())
  if (!row) throw new Fault(identityFaults.noSuchRegistration)
  return shown(deps, row)
}

export async function readOfAgency(deps: RegistrationDeps, agency: string): Promise<ShownRegistration[]> {
  const rows = await deps.db.transaction((tx) => tx.selectFrom('registration').selectAll().where('agency', '=', agency).orderBy('id', 'desc').limit(listed).execute())
  return rows.map((row) => shown(deps, row))
}

const shown = (deps: RegistrationDeps, row: RegistrationRow): ShownRegistration => ({ ...row, state: (row.status === 'open' || row.status === 'asked') && row.ends_at <= momentOf(deps) ? 'over' : row.status })
