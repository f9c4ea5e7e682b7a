/** Where the law wants a second official: the pack names the outcomes, and from which sum on. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Amount } from '../../rules/index.ts'

export interface ToDecide { service: string; amounts: readonly Amount[] | null }

/** A sum is what is paid once and in a month together; ceilings, years and trips are not sums. */
export function wantsSecond(pack: Pack, { service: id, amounts }: ToDecide, outcome: 'approved' | 'refused'): boolean {
  const second = secondOf(pack, id)
  if (!second?.outcomes.includes(outcome)) return false
  if (outcome === 'refused' || second.above === undefined) return true
  return (amounts ?? []).filter(({ per, upTo }) => !upTo && (per === 'once' || per === 'month')).reduce((sum, { value }) => sum + value, 0) > second.above
}

export const secondOf = (pack: Pack, service: string) => pack.services.find(({ id }) => id === service)?.secondSignature
