/** Of which child something is due: its name, read from the register when the parent looks, under a purpose of its own, and in their log. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Exchange } from '../../exchange/index.ts'

/** Id of a child → name. A child that the register does not name to this reader, or a silent register, has none. */
export type ChildrenNames = ReadonlyMap<string, string>

/** @param of ids of the children; nothing is asked where there are none, or the pack names no purpose */
export async function readChildrenNames({ exchange, pack }: { exchange: Pick<Exchange, 'askOwnData'>; pack: Pick<Pack, 'dueNames'> }, person: string, of: readonly (string | null)[]): Promise<ChildrenNames> {
  const wanted = new Set(of.filter((id) => id !== null && id !== ''))
  if (wanted.size === 0 || pack.dueNames === undefined) return new Map()
  const { known } = await exchange.askOwnData({ person, purpose: pack.dueNames, caseId: null })
  return new Map(known.flatMap(({ value }) => (Array.isArray(value) ? value.filter((entry) => typeof entry === 'object') : []))
    .flatMap(({ personId, name }) => (typeof personId === 'string' && typeof name === 'string' && wanted.has(personId) ? [[personId, name] as const] : [])))
}
