/** What a page of a pass comes to, service by service. */
import type { Standings } from '../../rules/index.ts'
import { changeKinds, type ChangeKind } from './compare-standings.ts'

/** Of people, or of children and members where a rule asks each. */
export type Count = Record<ChangeKind | 'held' | 'unknown', number>
export type Counts = Record<string, Count>

const none = (): Count => ({ held: 0, unknown: 0, gains: 0, loses: 0, 'will-gain': 0, 'will-lose': 0 })

export function countChanges(held: readonly { service: string }[], unknown: Standings['unknown'], changes: readonly { kind: ChangeKind; service: string }[]): Counts {
  const counts: Counts = {}
  const of = (service: string) => (counts[service] ??= none())
  for (const { service } of held) of(service).held += 1
  for (const [service, people] of Object.entries(unknown)) of(service).unknown += people
  for (const { kind, service } of changes) of(service)[kind] += 1
  return counts
}

export function addCounts(pages: readonly Counts[]): Counts {
  const total: Counts = {}
  for (const [service, count] of pages.flatMap((page) => Object.entries(page))) {
    const sum = (total[service] ??= none())
    for (const key of ['held', 'unknown', ...changeKinds] as const) sum[key] += count[key]
  }
  return total
}
