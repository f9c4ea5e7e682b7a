/** Who has been known by a document says what they apply for, and for whom: a draft begins, or the one that there is goes on. */
import { momentOf } from '../../../kernel/clock/clock.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { atCounter } from '../../../kernel/http/acting-for.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { startApplication } from '../apply/start-application.ts'
import { casesFaults } from '../contract.ts'
import { announce, demandOther, endOthers } from './open-visit.ts'
import type { VisitDeps, VisitRow } from './visit.ts'

export interface Beginning {
  event: string
  /** Of the person's mandates; null: for themselves. */
  mandate: string | null
  /** Tag of the person's: in it the letters are written. */
  language: string
}

/** For whom somebody who stands there may apply, by what is written down or a register says. */
export async function mayActFor({ mandates }: VisitDeps, { id: visit, official, official_name: officialName, agency, person, name }: VisitRow) {
  // Whose parent somebody is a register says, when it can; without it they apply for themselves and by what is written down.
  await atCounter({ visit, official, name: officialName, agency }, () => mandates.derive({ id: person, name })).catch(() => undefined)
  const { acting } = await mandates.list(person)
  return acting.filter(({ status, ending, acts }) => status === 'active' && ending === undefined && acts.includes('apply'))
}

/** @returns the application. @throws noSuchVisit, ownVisit, noSuchEvent, notOpenYet, mandateOver */
export async function beginApplication(deps: VisitDeps, official: Official, visit: VisitRow, { event, mandate, language }: Beginning): Promise<string> {
  const { db, editions, clock } = deps
  const under = mandate === null ? undefined : (await mayActFor(deps, visit)).find(({ id }) => id === mandate)
  if (mandate !== null && !under) throw new Fault(casesFaults.noSuchVisit)
  if (under) demandOther(official, under.subject_name)
  const person = under?.subject ?? visit.person
  const { id } = await startApplication(db, editions, person, event, language)
  await db.transaction(async (tx) => {
    const { status } = await tx.selectFrom('application').select('status').where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
    if (status !== 'draft') throw new Fault(casesFaults.alreadySubmitted)
    await endOthers(tx, momentOf(clock), official, id, visit.id)
    const { numUpdatedRows } = await tx.updateTable('visit')
      .set({ application_id: id, language, ...(under ? { person, name: under.subject_name, mandate, present: visit.person, present_name: visit.name } : {}) })
      .where('id', '=', visit.id).where('application_id', 'is', null).where('ended_at', 'is', null).executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new Fault(casesFaults.visitOver, { values: { because: 'elsewhere' } })
    await announce(tx, official, visit.id, { application: id, event, person, basis: 'document' })
  })
  return id
}
