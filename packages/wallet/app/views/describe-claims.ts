/** What a credential says, in words of the reader's language. */
import { claimInWords } from '../../../../src/kernel/i18n/claim-in-words.ts'
import type { ClaimName } from '../cards/card.ts'
import type { Json } from '../json.ts'
import type { Wording } from '../texts/open-wording.ts'

export interface DescribedClaim { name: string; label: string; values: string[] }

/** In the order of its issuer; what the issuer has no name for comes last, under its own. */
export function describeClaims(claims: Json, names: readonly ClaimName[], wording: Wording): DescribedClaim[] {
  const order = [...names.map(({ path }) => String(path[0])), ...Object.keys(claims)]
  return [...new Set(order)].filter((name) => claims[name] !== undefined).map((name) => ({ name, label: labelOf(name, names, wording), values: valuesOf(name, claims[name], names, wording) }))
}

export function labelOf(name: string, names: readonly ClaimName[], { choose }: Wording): string {
  const found = names.find(({ path }) => path.length === 1 && path[0] === name)
  return (found && choose(found.display)?.name) ?? name
}

/** @returns a line for each entry of a list; that there is none is said too */
export function valuesOf(name: string, value: unknown, names: readonly ClaimName[], { t, date, money, list, choose }: Wording): string[] {
  const lines = claimInWords([name], value, {
    date, list,
    yesOrNo: (yes) => t(yes ? 'wallet.value.yes' : 'wallet.value.no'),
    picture: (size) => t('wallet.value.bytes', { size }),
    called(path, said) {
      const { values = {}, currency } = names.find((one) => one.path.length === path.length && one.path.every((step, at) => step === path[at])) ?? {}
      if (typeof said === 'number' && currency && Number.isSafeInteger(said)) return money(said, currency)
      return Object.hasOwn(values, String(said)) ? choose(values[String(said)]!)?.name : undefined
    },
  })
  return lines.length === 0 ? [t('wallet.value.none')] : lines
}
