/**
 * One submission: a receipt, a part for each agency, a line for each service, in one transaction.
 * What an agency may see reaches it afterwards through the exchange, part by part.
 */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { type Clock, momentOf } from '../../../kernel/clock/clock.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { actingUnder } from '../../../kernel/http/acting-for.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId, newReceiptNumber } from '../../../kernel/ids/ids.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import type { Rules } from '../../rules/index.ts'
import { assess, decidedByRule, purposeAt, servicesToSend, type Assessed } from './assess.ts'
import { buildFacts } from './build-facts.ts'
import { askedAlready, lookAgain } from './collects.ts'
import { demandForm } from './change-draft.ts'
import { casesFaults, Submitted } from '../contract.ts'
import { settleVisits } from '../counter/demand-visit.ts'
import { readTakenDown } from '../counter/read-visits.ts'
import { DeliverPart } from '../parts/deliver-part.ts'
import type { Draft } from './draft.ts'
import type { ReadKnownDeps } from './read-known.ts'
import { loadOwn, lockDraft } from './load-application.ts'
import { tell } from '../parts/move-part.ts'
import { demandSteps } from './steps.ts'
import { demandSubject, subjectId, subjectOf } from './subject.ts'
import type { CasesTables } from '../tables.ts'

export interface SubmitDeps extends ReadKnownDeps {
  rules: Rules
  clock: Clock
}

/**
 * Sending twice gives the same receipt.
 * @param version of the draft that was looked at: another one is not sent
 */
export async function submitApplication(deps: SubmitDeps, person: string, id: string, version?: number): Promise<{ receipt: string }> {
  const { db, editions, rules, clock } = deps
  await lookAgain(deps, person, id)
  const result = await db.transaction(async (tx) => {
    const before = await loadOwn(tx, person, id)
    if (before.receipt !== null) return { receipt: before.receipt }
    const row = await lockDraft(tx, person, id).catch(async (cause: unknown) => {
      const sent = await loadOwn(tx, person, id)
      if (sent.receipt !== null) return sent
      throw cause
    })
    if (row.receipt !== null) return { receipt: row.receipt }
    if (version !== undefined && row.version !== version) throw new Fault(casesFaults.changedElsewhere)
    await demandForm(editions, row)
    const pack = editions.packAt(row.pack_edition)
    const [today, at] = [clock.today().toString(), momentOf(clock)]
    demandSteps(pack, row.event, row.draft)
    demandSubject(pack, row.event, row.draft)
    const services = servicesToSend(assess(pack, rules, row.event, row.draft, today), pack, row.event, row.draft)
    if (services.length === 0) throw new Fault(casesFaults.nothingToSend)
    const asked = await askedAlready(tx, pack, person, row.event, at, row.draft.known)
    if (asked !== undefined) throw new Fault(casesFaults.askedAlready, { values: { receipt: asked } })
    const receipt = newReceiptNumber(today)
    const under = actingUnder()
    const { record } = await rules.decide({
      event: row.event, services: decidedByRule(pack, row.event), facts: buildFacts(pack, row.event, row.draft, today), on: today,
      ...(under ? { onBehalf: { by: under.actorName, mandate: under.id } } : {}), takenDownBy: (await readTakenDown(tx, id)).map(({ official, agency }) => ({ official, agency })),
    })
    await tx.updateTable('application')
      .set({ status: 'submitted', receipt, edition: rules.edition, record, subject: subjectId(subjectOf(pack, row.event, row.draft)), submitted_at: at, changed_at: at, version: row.version + 1 })
      .where('id', '=', id).execute()
    await settleVisits(tx, id, row.version, at)
    await storeParts(tx, pack, id, row, services)
    await tell(tx, id, 'submitted', null, { receipt })
    await emit(tx, Submitted, { caseId: id, receipt, person, event: row.event })
    await pausePoint('cases.submit.before-commit')
    return { receipt }
  })
  await pausePoint('cases.submit.after-commit')
  return result
}

async function storeParts(tx: Tx<CasesTables>, pack: Pack, applicationId: string, { event, draft }: { event: string; draft: Draft }, services: Assessed[]) {
  for (const [agency, assessed] of Map.groupBy(services, ({ service }) => service.agency)) {
    const purpose = purposeAt(pack, event, agency)
    if (!purpose) throw new Error(`agency ${agency} has no purpose in the pack`)
    const partId = newId()
    const answers = Object.entries(draft.answers).filter(([fact]) => purpose.facts.includes(fact))
    await tx.insertInto('part').values({
      id: partId, application_id: applicationId, agency, purpose: purpose.id, status: 'arriving', facts: '[]',
      answers: JSON.stringify(Object.fromEntries(answers)), due_on: null, opened_at: null,
    }).execute()
    await tx.insertInto('line').values(assessed.map(({ service, finding }) => ({
      id: newId(), part_id: partId, application_id: applicationId, service: service.id, finding: JSON.stringify(finding),
      status: 'pending' as const, decided_at: null, decided_by: null, reason: null,
    }))).execute()
    await enqueue(tx, DeliverPart, { part: partId })
  }
}
