/** A visit begins: by the code that the person shows from their draft, or by a document that the official has seen. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { momentOf } from '../../../kernel/clock/clock.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { atCounter } from '../../../kernel/http/acting-for.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { hashOfCode, plainName, sameName } from '../../identity/index.ts'
import { countGuess, noteGuess, wasNoGuess } from '../contribute/count-guess.ts'
import { casesFaults, VisitBegun } from '../contract.ts'
import type { CasesTables } from '../tables.ts'
import { codeUse } from './make-code.ts'
import { demandCounter, endsAfter, type VisitDeps, type VisitEnd } from './visit.ts'

const guesses = { table: 'visit_miss', constraint: 'visit_guesses' } as const

/** Number and name, as they stand in the document. */
export interface Shown { id: string; name: string }

/** @returns the visit. @throws noCounter, visitCodeUnknown, ownVisit, alreadySubmitted, tooManyRequests */
export async function openByCode(deps: VisitDeps, official: Official, code: string): Promise<string> {
  demandCounter(deps, official)
  const { db, clock, key } = deps
  const at = momentOf(clock)
  const hash = hashOfCode(key, codeUse, code)
  const found = await countGuess(db, guesses, at, official.official, (tx) => tx.selectFrom('visit_code').innerJoin('application', 'application.id', 'visit_code.application_id')
    .select(['application_id', 'visit_code.name', 'mandate', 'present', 'present_name', 'application.person', 'application.language', 'application.event', 'application.status'])
    .where('code_hash', '=', hash).where('ends_at', '>', at).executeTakeFirst())
  if (!found) throw new Fault(casesFaults.visitCodeUnknown)
  demandOther(official, found.name, found.present_name)
  const visit = newId()
  await db.transaction(async (tx) => {
    const application = await tx.selectFrom('application').select('status').where('id', '=', found.application_id).forUpdate().executeTakeFirstOrThrow()
    if (application.status !== 'draft') throw new Fault(casesFaults.alreadySubmitted)
    // Of two officials who type it at once, one comes too late.
    const { numDeletedRows } = await tx.deleteFrom('visit_code').where('application_id', '=', found.application_id).where('code_hash', '=', hash).executeTakeFirst()
    if (numDeletedRows !== 1n) throw new Fault(casesFaults.visitCodeUnknown)
    await endOthers(tx, at, official, found.application_id)
    await tx.insertInto('visit').values({
      id: visit, agency: official.agency, official: official.official, official_name: plainName(official.name), person: found.person, name: plainName(found.name),
      mandate: found.mandate, present: found.present, present_name: found.present_name, basis: 'code', document: null, application_id: found.application_id, language: found.language, begun_at: at, ends_at: endsAfter(at, at), ended_at: null, ended_because: null,
    }).execute()
    await announce(tx, official, visit, { application: found.application_id, event: found.event, person: found.person, basis: 'code' })
  })
  await pausePoint('cases.visit.opened')
  return visit
}

/** Nothing is read but the name, which has to be the one in the document. @returns the visit. @throws noCounter, ownVisit, otherName, nameSilent, tooManyRequests */
export async function openByDocument(deps: VisitDeps, official: Official, { id: person, name }: Shown, document: string): Promise<string> {
  const { documents, purpose, name: named } = demandCounter(deps, official)
  const { db, clock, exchange, pack } = deps
  if (!documents.some(({ id }) => id === document)) throw new Fault(casesFaults.noCounter)
  demandOther(official, name, null)
  const at = momentOf(clock)
  await noteGuess(db, guesses, at, official.official)
  const visit = newId()
  await db.transaction(async (tx) => {
    await endOthers(tx, at, official)
    await tx.insertInto('visit').values({
      id: visit, agency: official.agency, official: official.official, official_name: plainName(official.name), person, name: plainName(name),
      mandate: null, present: null, present_name: null, basis: 'document', document, application_id: null, language: pack.defaultLanguage, begun_at: at, ends_at: endsAfter(at, at), ended_at: null, ended_because: null,
    }).execute()
    await noteAct(tx, `official:${official.official}`, 'see somebody at the counter', `visit:${visit}`, { person, document })
  })
  const { known } = await atCounter({ visit, ...official }, () => exchange.askOwnData({ person, purpose, caseId: null, fields: [named] }))
  const stands = known.find(({ register, field }) => `${register}.${field}` === named)?.value
  if (typeof stands === 'string' && sameName(stands, name)) {
    await wasNoGuess(db, guesses, at, official.official)
    // Whose parent somebody is a register says, when it can; without it they apply for themselves and by what is written down.
    await atCounter({ visit, ...official }, () => deps.mandates.derive({ id: person, name })).catch(() => undefined)
    return visit
  }
  await db.transaction((tx) => endOpen(tx, visit, at, 'other-name'))
  // A register that does not answer says nothing about the official.
  if (known.length === 0) await wasNoGuess(db, guesses, at, official.official)
  throw new Fault(known.length === 0 ? casesFaults.nameSilent : casesFaults.otherName, { pointer: '/name' })
}

/** Officials are known by their post and their name alone: of namesakes a colleague takes the other's application down. */
export function demandOther({ name }: Official, ...others: (string | null)[]) {
  if (others.some((other) => other !== null && sameName(name, other))) throw new Fault(casesFaults.ownVisit)
}

/** What this official had open, and what another counter has open of this application. In one order, so that two officials who take over from each other do not wait for each other. */
export async function endOthers(tx: Tx<CasesTables>, at: Date, { official }: Official, application?: string, except?: string): Promise<void> {
  const open = await tx.selectFrom('visit').select(['id', 'official', 'ends_at']).where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('official', '=', official), ...(application === undefined ? [] : [eb('application_id', '=', application)])])).orderBy('id').forUpdate().execute()
  for (const row of open) if (row.id !== except) await endOpen(tx, row.id, at, row.ends_at <= at ? 'over' : row.official === official ? 'next' : 'elsewhere')
}

export const endOpen = (tx: Tx<CasesTables>, visit: string, at: Date, because: VisitEnd) =>
  tx.updateTable('visit').set({ ended_at: at, ended_because: because }).where('id', '=', visit).where('ended_at', 'is', null).executeTakeFirst()

/** The person is told at once, and can stop it. */
export async function announce(tx: Tx<CasesTables>, official: Official, visit: string, { application, event, person, basis }: { application: string; event: string; person: string; basis: 'code' | 'document' }): Promise<void> {
  await noteAct(tx, `official:${official.official}`, 'open draft at the counter', `application:${application}`, { visit, person, basis })
  await emit(tx, VisitBegun, { visit, caseId: application, person, event, agency: official.agency })
}
