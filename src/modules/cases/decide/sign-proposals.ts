/** The second official: signs what a colleague proposed, which makes it the decision, or returns it with a reason. The legal clock runs on all the while. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { casesFaults } from '../contract.ts'
import type { ClockDeps } from '../parts/ask-more.ts'
import { actedFor, actingOn, inPlaceOf, isSameHand, readStandsIn } from '../deputies/in-place-of.ts'
import { findMoving, tryAgain } from '../parts/find-moving.ts'
import { lockPart } from '../parts/lock-part.ts'
import { lineTransitions } from '../parts/transitions.ts'
import { demandAnother } from './decide-lines.ts'
import { settleLines } from './settle-lines.ts'

/** @property remark why it is returned; null: it is signed */
export interface Signature { proposal: string; remark: string | null }

/**
 * Those that are returned first, then those that are signed: each a step of its own.
 * @returns signs. @throws nothingChosen, noSuchPart, alreadyDecided, ownProposal, anotherOfficial, anotherWrites, notAProgram, changedElsewhere
 */
export function signProposals(deps: ClockDeps) {
  const { db, clock } = deps
  const find = findMoving(db)
  const settle = settleLines(db)
  const ask = db.question((read, { part }: { part: string }) => read.selectFrom('proposal').innerJoin('line', 'line.id', 'proposal.line_id')
    .select(['proposal.id as proposal', 'proposal.line_id as line', 'line.service', 'proposal.outcome', 'proposal.reason', 'proposal.found', 'proposal.answer', 'proposal.proposed_by', 'proposal.proposed_for'])
    .where('proposal.part_id', '=', part).where('proposal.ended', 'is', null))
  return async (official: Official, partId: string, signatures: readonly Signature[]): Promise<void> => {
    if (signatures.length === 0) throw new Fault(casesFaults.nothingChosen)
    // A signature is a person's answer for it.
    if (official.program) throw new Fault(casesFaults.notAProgram)
    const returned = signatures.filter((signature): signature is { proposal: string; remark: string } => signature.remark !== null)
    const signed = signatures.filter(({ remark }) => remark === null).map(({ proposal }) => proposal)
    if (returned.length > 0) await returnProposals(deps, official, partId, returned)
    if (signed.length === 0) return
    await tryAgain(async () => {
      const part = await find(actingOn(official, clock), partId)
      demandAnother(part, official)
      const open = await ask({ part: partId })
      const proposals = signed.map((id) => {
        const proposal = open.find((candidate) => candidate.proposal === id)
        if (!proposal) throw new Fault(casesFaults.alreadyDecided)
        if (isSameHand([proposal.proposed_by, proposal.proposed_for], official.official, part.stands_in)) throw new Fault(casesFaults.ownProposal)
        return { ...proposal, found: proposal.found && JSON.stringify(proposal.found) }
      })
      return settle('sign', { part, official: official.official, decidedAt: clock.now().toString(), decided: proposals, proposals })
    })
  }
}

async function returnProposals({ db, clock }: ClockDeps, official: Official, partId: string, returned: readonly { proposal: string; remark: string }[]): Promise<void> {
  const at = new Date(clock.now().epochMilliseconds)
  await db.transaction(async (tx) => {
    const { part } = await lockPart(tx, official.agency, partId)
    const standsIn = await readStandsIn(tx, actingOn(official, clock))
    const endedFor = inPlaceOf(part.holder, standsIn)
    for (const { proposal: id, remark } of returned) {
      const proposal = await tx.selectFrom('proposal').select(['line_id', 'proposed_by', 'proposed_for']).where('id', '=', id).where('part_id', '=', partId).where('ended', 'is', null).executeTakeFirst()
      if (!proposal) throw new Fault(casesFaults.alreadyDecided)
      if (isSameHand([proposal.proposed_by, proposal.proposed_for], official.official, standsIn)) throw new Fault(casesFaults.ownProposal)
      await tx.updateTable('proposal').set({ ended: 'returned', ended_by: official.official, ended_for: endedFor, ended_at: at, remark }).where('id', '=', id).execute()
      await tx.updateTable('line').set({ status: lineTransitions.return.to, proposed_by: null, proposed_for: null }).where('id', '=', proposal.line_id).where('status', '=', lineTransitions.return.from).execute()
      await noteAct(tx, `official:${official.official}`, 'return proposal', `part:${partId}`, { proposal: id, line: proposal.line_id, proposedBy: proposal.proposed_by, ...actedFor(endedFor) })
    }
  })
}
