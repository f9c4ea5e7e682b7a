import { Fault } from '../../../kernel/faults/faults.ts'
import { identityFaults } from '../contract.ts'
import { momentOf } from '../registration/moment-of.ts'
import type { LetterDeps, LetterRow, ShownLetter } from './letters.ts'

export async function readOwnLetter(deps: LetterDeps, person: string, id: string): Promise<ShownLetter> {
  const row = await deps.db.transaction((tx) => tx.selectFrom('letter').selectAll().where('id', '=', id).where('person', '=', person).executeTakeFirst())
  if (!row) throw new Fault(identityFaults.noSuchLetter)
  return shownLetter(deps, row)
}

export const lettersOf = (deps: Pick<LetterDeps, 'db'>, person: string): Promise<string[]> =>
  deps.db.transaction(async (tx) => (await tx.selectFrom('letter').select('id').where('person', '=', person).execute()).map(({ id }) => id))

export const shownLetter = (deps: Pick<LetterDeps, 'clock'>, row: LetterRow): ShownLetter => ({ ...row, state: row.status === 'open' && row.ends_at <= momentOf(deps) ? 'over' : row.status })
