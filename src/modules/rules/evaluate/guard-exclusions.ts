/** Two exceptions that nothing puts above each other must never apply together: a run that meets it has no answer. */
import type { Entity, Ir, ServiceRule } from '../ir/ir.ts'
import { reach, rootsOf } from '../ir/reach.ts'
import type { Read } from './compile-nodes.ts'
import { RulesFault } from './faults.ts'
import type { Run } from './frame.ts'

export function guardExclusions(rule: ServiceRule, { nodes, exclusions }: Ir, reads: readonly Read[]): (run: Run) => void {
  const below = exclusions.length === 0 ? new Set<number>() : reach(nodes, rootsOf(rule))
  const guarded = exclusions.filter(({ left, right }) => below.has(left) && below.has(right))
  return (run) => {
    for (const { left, right, of, places: [first, second] } of guarded) {
      for (const frame of framesOf(run, [nodes[left]!.entity, nodes[right]!.entity])) {
        if (reads[left]!(frame) !== true || reads[right]!(frame) !== true) continue
        throw new RulesFault('exceptions-meet', of, `Two exceptions to ${of} apply together and nothing says which counts; the other stands in ${second.file}:${second.line}.`, first)
      }
    }
  }
}

function framesOf(run: Run, entities: readonly Entity[]) {
  const narrow = entities.find((entity) => entity === 'person' || entity.startsWith('list:'))
  if (narrow === undefined) return [run.home]
  return run.members(narrow.replace('list:', '')) ?? []
}
