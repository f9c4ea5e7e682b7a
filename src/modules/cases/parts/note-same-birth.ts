/** Both parents, or one of them twice, have sent the same birth before it was registered: each application says so, so that no benefit is granted for it twice. */
import type { Tx } from '../../../kernel/db/database.ts'
import { parentsOf } from '../decide/register-births.ts'
import type { CasesTables } from '../tables.ts'
import { tell } from './move-part.ts'
import { sameBirth } from './to-be-weighed.ts'

/** Of two that are sent at once whichever is looked at later sees the other. May be told again. */
export async function noteSameBirth(tx: Tx<CasesTables>, caseId: string): Promise<void> {
  const sent = await tx.selectFrom('application').select(['person', 'draft']).where('id', '=', caseId).executeTakeFirst()
  if (!sent || sent.draft.newborns.length === 0) return
  const found = await tx.selectFrom('application').select(['id', 'draft']).where('person', 'in', parentsOf(sent.person, sent.draft.known ?? []))
    .where('id', '<>', caseId).where('status', 'in', ['submitted', 'closed']).execute()
  const about = found.flatMap(({ id, draft }) => sent.draft.newborns.filter((child) => draft.newborns.some(({ name, birthDate }) => name === child.name && birthDate === child.birthDate)).map(({ name }) => ({ id, name })))
  const both = [...about, ...about.map(({ name }) => ({ id: caseId, name }))]
  if (both.length === 0) return
  await tx.selectFrom('application').select('id').where('id', 'in', both.map(({ id }) => id)).orderBy('id').forUpdate().execute()
  const told = await tx.selectFrom('happening').select(['application_id', 'detail']).where('application_id', 'in', both.map(({ id }) => id)).where('kind', '=', sameBirth).execute()
  const known = new Set(told.map(({ application_id: id, detail }) => `${id} ${String(detail['name'])}`))
  for (const { id, name } of both) {
    if (known.has(`${id} ${name}`)) continue
    known.add(`${id} ${name}`)
    await tell(tx, id, sameBirth, null, { name })
  }
}
