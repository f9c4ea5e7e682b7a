import type { Finding } from '../../rules/index.ts'

/** Whoever applies in time has it from its beginning, which lies before; whoever is late, or where the law names no day, from the application on. @returns `YYYY-MM-DD` */
export function owedFrom(finding: Pick<Finding, 'amounts' | 'deadline'> | null, appliedOn: string): string {
  const began = (finding?.amounts ?? []).flatMap(({ per, from }) => (per === 'month' && from !== undefined ? [from] : [])).sort()[0]
  return began !== undefined && began < appliedOn && finding?.deadline && appliedOn <= finding.deadline.date ? began : appliedOn
}
