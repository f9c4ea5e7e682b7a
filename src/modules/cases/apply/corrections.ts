import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { KnownValue } from '../../exchange/index.ts'
import type { Draft } from './draft.ts'

/** What the person says instead of this register value, if anything; of a question, instead of the value that it asks about. */
export function correctionOf(pack: Pack, draft: Draft, { register, field }: KnownValue): string | null {
  const asked = pack.registers.find(({ id }) => id === register)?.fields[field]?.answers
  const fact = pack.facts.find(({ from }) => from?.register === register && from.field === (asked?.field ?? field) && (from.take === 'value' || (from.take === 'count' && asked?.count === true)))
  return fact ? draft.corrections[fact.fact] ?? null : null
}
