/** An official opens a part: the viewing is in the person's access log before the page is shown. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { Exchange } from '../../exchange/index.ts'
import { backPayOf, type BackPayDeps } from '../payments/back-pay-of.ts'
import { casesFaults } from '../contract.ts'
import { readTakenDown } from '../counter/read-visits.ts'
import type { CasesTables } from '../tables.ts'

export async function readPart(db: RoomDatabase<CasesTables>, exchange: Exchange, deps: Omit<BackPayDeps, 'pack'> & { editions: Editions }, official: Official, partId: string) {
  const found = await db.transaction(async (tx) => {
    const part = await tx.selectFrom('part').selectAll().where('id', '=', partId).where('agency', '=', official.agency).executeTakeFirst()
    if (!part || part.status === 'arriving') throw new Fault(casesFaults.noSuchPart)
    const application = await tx.selectFrom('application').select(['id', 'person', 'receipt', 'event', 'draft', 'language', 'submitted_at', 'edition', 'pack_edition'])
      .where('id', '=', part.application_id).executeTakeFirstOrThrow()
    const lines = await tx.selectFrom('line').selectAll().where('part_id', '=', partId).orderBy('service').execute()
    const questions = await tx.selectFrom('question').selectAll().where('part_id', '=', partId).orderBy('id').execute()
    const proposals = await tx.selectFrom('proposal').selectAll().where('part_id', '=', partId).orderBy('id').execute()
    const referrals = await tx.selectFrom('referral').selectAll().where('part_id', '=', partId).orderBy('id').execute()
    const takenDown = await readTakenDown(tx, application.id)
    const happenings = await tx.selectFrom('happening').selectAll().where('application_id', '=', application.id)
      .where((eb) => eb.or([eb('agency', '=', official.agency), eb('agency', 'is', null), ...(part.reclaim === null ? [] : [eb('id', '=', part.reclaim)])])).orderBy('at').orderBy('id').execute()
    return { part, application, lines, proposals, referrals, questions, happenings, takenDown }
  })
  await exchange.noteViewing({
    person: found.application.person, agency: official.agency, role: official.program ? 'program' : 'caseworker', purpose: found.part.purpose,
    caseId: found.application.id, values: found.part.facts,
  })
  const { event, draft, pack_edition } = found.application
  await deps.editions.know(pack_edition)
  return { ...found, backPay: backPayOf({ ...deps, pack: deps.editions.packAt(pack_edition) }, event, draft, found.lines.map(({ service }) => service)) }
}
export type ReadPart = Awaited<ReturnType<typeof readPart>>
