/** Where the law wants a second official: the pack names the outcomes, and from which sum on. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Amount } from '../../rules/index.ts'

export interface ToDecide { service: string; amounts: readonly Amount[] | null }

/** A sum is what is paid once and in a month together, money and vouchers each by itself; ceilings, years and trips are not sums. */
export function wantsSecond(pack: Pack, { service: id, amounts }: ToDecide, outcome: 'approved' | 'refused'): boolean {
  const second = secondOf(pack, id)
  if (!second?.outcomes.includes(outcome)) return false
  if (outcome === 'refused' || second.above === undefined) return true
  const granted = (amounts ?? []).filter(({ per, upTo }) => !upTo && (per === 'once' || per === 'month'))
  const sum = (vouchers: boolean) => granted.filter(({ voucher }) => (voucher === true) === vouchers).reduce((all, { value }) => all + value, 0)
  return sum(false) > second.above || sum(true) > second.above
}

export const secondOf = (pack: Pack, service: string) => pack.services.find(({ id }) => id === service)?.secondSignature
