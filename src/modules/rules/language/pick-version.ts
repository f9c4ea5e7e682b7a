/** Parameters have two time axes: in force from, and known from. */
import type { Table, Version } from './syntax.ts'

/**
 * The value in force on a day, as far as it was published by another. Of several, the one that began
 * last counts; of those that began together, the one published last.
 */
export function pickVersion<Dated extends { from: string; known: string }>(versions: readonly Dated[], on: string, knownAt: string): Dated | undefined {
  let best: Dated | undefined
  for (const version of versions) {
    if (version.from > on || version.known > knownAt) continue
    if (!best || version.from > best.from || (version.from === best.from && version.known >= best.known)) best = version
  }
  return best
}

export const isTable = (value: Version['value']): value is Table => typeof value === 'object' && 'kind' in value
