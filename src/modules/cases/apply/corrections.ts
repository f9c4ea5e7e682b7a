import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { KnownValue } from '../../exchange/index.ts'
import type { Draft } from './draft.ts'

/** What the person says instead of this register value, if anything. */
export function correctionOf(pack: Pack, draft: Draft, { register, field }: KnownValue): string | null {
  const fact = pack.facts.find(({ from }) => from?.register === register && from.field === field && from.take === 'value')
  return fact ? draft.corrections[fact.fact] ?? null : null
}
