/** What a credential says, in words of the reader's language. */
import type { ClaimName } from '../cards/card.ts'
import type { Json } from '../json.ts'
import type { Wording } from '../texts/open-wording.ts'

export interface DescribedClaim { name: string; label: string; values: string[] }

/** In the order of its issuer; what the issuer has no name for comes last, under its own. */
export function describeClaims(claims: Json, names: readonly ClaimName[], wording: Wording): DescribedClaim[] {
  const order = [...names.map(({ path }) => String(path[0])), ...Object.keys(claims)]
  return [...new Set(order)].filter((name) => claims[name] !== undefined).map((name) => ({ name, label: labelOf(name, names, wording), values: orNone(valuesOf(claims[name], wording), wording) }))
}

/** That a list is empty is said too. */
const orNone = (values: string[], { t }: Wording) => (values.length === 0 ? [t('wallet.value.none')] : values)

export function labelOf(name: string, names: readonly ClaimName[], { choose }: Wording): string {
  const found = names.find(({ path }) => path.length === 1 && path[0] === name)
  return (found && choose(found.display)?.name) ?? name
}

export function valuesOf(value: unknown, wording: Wording): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesOf(one, wording))
  if (typeof value === 'boolean') return [wording.t(value ? 'wallet.value.yes' : 'wallet.value.no')]
  if (typeof value === 'string') return [/^\d{4}-\d\d-\d\d$/.test(value) ? wording.date(value) : value]
  if (value instanceof Uint8Array) return [wording.t('wallet.value.bytes', { size: value.length })]
  if (typeof value === 'object' && value !== null) return [Object.values(value).flatMap((one) => valuesOf(one, wording)).join(', ')]
  return typeof value === 'number' ? [String(value)] : []
}
