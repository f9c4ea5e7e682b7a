/** Households that differ in a fact or two, one after the other: what does not rest on them stays reckoned. */
import type { FactSet, FactValue } from '../contract.ts'
import type { Ir, NodeId } from '../ir/ir.ts'
import type { Figures } from './figures.ts'
import type { Open, Opened, Run } from './frame.ts'

/** The nodes that rest on a fact, as `entity.name`. */
export type Above = (fact: string) => readonly NodeId[]
export interface Rehearsal {
  within<Result>(facts: FactSet, today: number, figures: Figures, use: (run: Run) => Result): Result
  close(): void
}

/** Facts that differ; with more, reckoning anew is as quick. So it is on another day, on which nearly everything rests. */
const mostChanged = 6

export function createRehearsal(open: Open, above: Above): Rehearsal {
  let last: Opened | null = null
  return {
    within(facts, today, figures, use) {
      if (last === null || last.run.today !== today || last.run.figures !== figures || !move(last, facts, above)) {
        last?.close()
        last = open(facts, today, figures)
      }
      return use(last.run)
    },
    close() {
      last?.close()
      last = null
    },
  }
}

/** Makes of a household another, where they differ in little. */
function move({ run, lent, lists }: Opened, facts: FactSet, above: Above): boolean {
  const changed = changedFacts(run.facts, facts)
  if (changed === null || changed.size > mostChanged) return false
  run.facts = facts
  for (const [list, frames] of lists) for (const [at, frame] of (frames ?? []).entries()) frame.facts = (facts[list] as Record<string, FactValue>[])[at]!
  for (const frame of lent) if (frame.member !== null) frame.facts = frame.member.facts
  for (const fact of changed) for (const id of above(fact)) for (const { turns } of lent) turns[id] = 0
  return true
}

/** Null where they do not have the same records and lists. */
function changedFacts(before: FactSet, after: FactSet): Set<string> | null {
  const changed = new Set<string>()
  for (const entity in before) if (!(entity in after)) return null
  for (const entity in after) {
    const [one, other] = [before[entity], after[entity]!]
    if (one === other) continue
    if (one === undefined || Array.isArray(one) !== Array.isArray(other)) return null
    if (!Array.isArray(one) || !Array.isArray(other)) addChanged(changed, entity, one as Record<string, FactValue>, other as Record<string, FactValue>)
    else if (one.length === other.length) for (const [at, entry] of one.entries()) addChanged(changed, entity, entry, other[at]!)
    else return null
  }
  return changed
}

function addChanged(changed: Set<string>, entity: string, before: Record<string, FactValue>, after: Record<string, FactValue>) {
  if (before === after) return
  for (const name in after) if (before[name] !== after[name]) changed.add(`${entity}.${name}`)
  for (const name in before) if (!(name in after)) changed.add(`${entity}.${name}`)
}

export function createAbove({ nodes, inputs, variables }: Pick<Ir, 'nodes' | 'inputs' | 'variables'>): Above {
  const known = new Map<string, readonly NodeId[]>()
  // Whatever a definition is of, its given value stands with the person or the household (`compile-nodes.ts`).
  const holderOf = (entity: string) => (entity === 'person' ? entity : 'household')
  const restsOn = (fact: string): NodeId[] => {
    const own = new Set(inputs.flatMap((input) => (input.fact === fact ? [input.node] : [])))
    const reached = new Uint8Array(nodes.length)
    // Nodes stand behind those that they rest on.
    for (const node of nodes) {
      const isGiven = node.op === 'variable' && `${holderOf(variables[node.variable]!.entity)}.${variables[node.variable]!.name}` === fact
      if (own.has(node.id) || isGiven || node.args.some((arg) => reached[arg] === 1)) reached[node.id] = 1
    }
    return nodes.flatMap(({ id }) => (reached[id] === 1 ? [id] : []))
  }
  return (fact) => known.getOrInsertComputed(fact, restsOn)
}
