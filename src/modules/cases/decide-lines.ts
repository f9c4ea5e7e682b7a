/** An official decides lines of a part, all at once or some now; a refusal has a reason. Decided is decided. */
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import { emit } from '../../kernel/events/events.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { noteAct } from '../../kernel/audit/note-act.ts'
import { pausePoint } from '../../kernel/pause/pause.ts'
import { casesFaults, Closed, LinesDecided } from './contract.ts'
import { lockPart } from './lock-part.ts'
import { type MovingPart, movePart, tell } from './move-part.ts'
import type { CasesTables } from './tables.ts'
import { inOffice, undecided } from './transitions.ts'

export interface LineDecision {
  line: string
  outcome: 'approved' | 'refused'
  reason: string | null
}

export async function decideLines(db: RoomDatabase<CasesTables>, official: Official, partId: string, decisions: LineDecision[]) {
  if (decisions.length === 0) throw new Fault(casesFaults.nothingChosen)
  const unreasoned = decisions.find(({ outcome, reason }) => outcome === 'refused' && !reason)
  if (unreasoned) throw new Fault(casesFaults.reasonMissing, { pointer: `/reason-${unreasoned.line}` })
  await db.transaction(async (tx) => {
    const { part, application, about } = await lockPart(tx, official.agency, partId)
    if (!inOffice.includes(part.status)) throw new Fault(casesFaults.alreadyDecided)
    if (part.objection_to !== null) await demandAnother(tx, official, part.objection_to)
    const decided: Awaited<ReturnType<typeof decideOne>>[] = []
    for (const decision of decisions) decided.push(await decideOne(tx, official, partId, decision))
    const count = (wanted: string) => decided.filter(({ outcome }) => outcome === wanted).length
    await tell(tx, application.id, part.objection_to === null ? 'decided' : 'objection-decided', part.agency, { approved: count('approved'), refused: count('refused') })
    await noteAct(tx, `official:${official.official}`, 'decide', `part:${partId}`, { lines: decided.map(({ line, outcome }) => ({ line, outcome })) })
    await emit(tx, LinesDecided, { ...about, part: partId, agency: part.agency, official: official.official, lines: decided })
    await closeWhatIsDone(tx, part, about)
    await pausePoint('cases.decide.before-commit')
  })
  await pausePoint('cases.decide.after-commit')
}

async function decideOne(tx: Tx<CasesTables>, official: Official, partId: string, { line, outcome, reason }: LineDecision) {
  const row = await tx.updateTable('line')
    .set({ status: outcome, decided_at: new Date(), decided_by: official.official, reason: outcome === 'refused' ? reason : null })
    .where('id', '=', line).where('part_id', '=', partId).where('status', '=', 'pending')
    .returning(['id', 'service']).executeTakeFirst()
  if (!row) throw new Fault(casesFaults.alreadyDecided)
  return { line: row.id, service: row.service, outcome, reason: outcome === 'refused' ? reason : null }
}

/** Who refused does not decide on the objection. */
async function demandAnother(tx: Tx<CasesTables>, official: Official, line: string) {
  const { decided_by } = await tx.selectFrom('line').select('decided_by').where('id', '=', line).executeTakeFirstOrThrow()
  if (decided_by === official.official) throw new Fault(casesFaults.anotherOfficial)
}

/** A part is decided with its last line, an application closed with its last part. */
async function closeWhatIsDone(tx: Tx<CasesTables>, part: MovingPart, about: { caseId: string; receipt: string; person: string }) {
  const pending = await tx.selectFrom('line').select('id').where('part_id', '=', part.id).where('status', '=', 'pending').limit(1).executeTakeFirst()
  if (pending) return
  await movePart(tx, part, 'decide')
  const open = await tx.selectFrom('part').select('id').where('application_id', '=', about.caseId).where('status', 'in', undecided).limit(1).executeTakeFirst()
  if (open) return
  await tx.updateTable('application').set({ status: 'closed', changed_at: new Date() }).where('id', '=', about.caseId).execute()
  await tell(tx, about.caseId, 'closed', null)
  await emit(tx, Closed, about)
}
