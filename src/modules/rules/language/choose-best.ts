/** `only best of`: of several services that exclude each other, the better one is owed. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { Finding } from '../contract.ts'
import type { BestOf } from './syntax.ts'

/** Payments a year; equal ones are settled by the order in which the statute names the services. */
const yearly: Record<Finding['amounts'][number]['per'], number> = { once: 1, month: 12, year: 1, trip: 1 }
const worth = ({ amounts }: Finding) => amounts.reduce((sum, { value, per }) => sum + value * yearly[per], 0)

export function chooseBest(findings: Finding[], best: BestOf, source: Source): Finding[] {
  const owed = best.services.flatMap((service) => findings.find((finding) => finding.service === service && finding.outcome === 'owed') ?? [])
  const winner = owed.reduce<Finding | undefined>((leader, finding) => (!leader || worth(finding) > worth(leader) ? finding : leader), undefined)
  if (!winner || owed.length < 2) return findings
  return findings.map((finding) => (finding === winner || !owed.includes(finding) ? finding : {
    ...finding, outcome: 'not-owed', amounts: [], deadline: null, instead: winner.service, reasons: [{ holds: false, sentence: best.says, source }],
  }))
}
