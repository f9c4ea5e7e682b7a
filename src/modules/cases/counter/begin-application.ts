/** Who has been known by a document says what they apply for, and for whom: a draft begins, or the one that there is goes on. */
import { momentOf } from '../../../kernel/clock/clock.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { MandateRow } from '../../identity/index.ts'
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

/** For whom somebody who stands there may apply, by what is written down or a register has said. */
export async function mayActFor({ mandates }: VisitDeps, { person }: VisitRow) {
  const { acting } = await mandates.list(person)
  return acting.filter(({ status, ending, acts }) => status === 'active' && ending === undefined && acts.includes('apply'))
}

/** @returns the application. @throws noSuchVisit, ownVisit, noSuchEvent, notOpenYet, mandateOver */
export async function beginApplication(deps: VisitDeps, official: Official, visit: VisitRow, { event, mandate, language }: Beginning): Promise<string> {
  const { db, editions, mandates } = deps
  const under = mandate === null ? undefined : (await mayActFor(deps, visit)).find(({ id }) => id === mandate)
  if (mandate !== null && !under) throw new Fault(casesFaults.noSuchVisit)
  if (under) demandOther(official, under.subject_name)
  const person = under?.subject ?? visit.person
  const use = under && await mandates.use({ mandate: under.id, actor: visit.person, act: 'apply', reads: false })
  try {
    const { id } = await startApplication(db, editions, momentOf(deps.clock), person, event, language)
    await attach(deps, official, visit, { application: id, event, language, person, under })
    return id
  } finally {
    await use?.done()
  }
}

interface Attaching { application: string; event: string; language: string; person: string; under: MandateRow | undefined }

async function attach({ db, clock }: VisitDeps, official: Official, visit: VisitRow, { application: id, event, language, person, under }: Attaching): Promise<void> {
  await db.transaction(async (tx) => {
    const { status } = await tx.selectFrom('application').select('status').where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
    if (status !== 'draft') throw new Fault(casesFaults.alreadySubmitted)
    await endOthers(tx, momentOf(clock), official, id, visit.id)
    const { numUpdatedRows } = await tx.updateTable('visit')
      .set({ application_id: id, language, ...(under ? { person, name: under.subject_name, mandate: under.id, present: visit.person, present_name: visit.name } : {}) })
      .where('id', '=', visit.id).where('application_id', 'is', null).where('ended_at', 'is', null).executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new Fault(casesFaults.visitOver, { values: { because: 'elsewhere' } })
    await announce(tx, official, visit.id, { application: id, event, person, basis: 'document' })
  })
}
