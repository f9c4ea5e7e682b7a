/** What one official of an agency wants, and a colleague with the same role says yes or no to. The tables hold to it by a constraint of their own. */
import { defineFaults, Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'

export const secondPersonFaults = defineFaults('credentials', {
  noSuchProposal: 404,
  /** Somebody was faster, or it was taken back. */
  proposalSettled: 409,
  needsAnother: 403,
})

export type Say = 'confirm' | 'refuse' | 'drop'

/** To confirm and to refuse is a colleague's, to ask and to take back one's own. @throws noSuchProposal, proposalSettled, needsAnother */
export function demandSay<Row extends { state: string; made_by: string }>(row: Row | undefined, { official }: Official, say: Say | 'propose', from: readonly Row['state'][]): Row {
  if (!row) throw new Fault(secondPersonFaults.noSuchProposal)
  if (!from.includes(row.state)) throw new Fault(secondPersonFaults.proposalSettled)
  const own = row.made_by === official
  if (say === 'confirm' || say === 'refuse' ? own : !own) throw new Fault(own ? secondPersonFaults.needsAnother : secondPersonFaults.noSuchProposal)
  return row
}

export const decidedBy = ({ official, name }: Official) => ({ decided_by: official, decided_by_name: name, decided_at: new Date() })
