/** Why a value is not known: the facts that are open and can still decide it, and the figures that nobody published for the day. */
import type { Ir, Node, NodeId } from '../ir/ir.ts'
import { counted, type Aggregate } from './aggregate.ts'
import type { Read } from './compile-nodes.ts'
import type { Frame } from './frame.ts'

/** An open fact; `at`: of which entry of its list. */
export interface OpenFact { fact: string; at: number | null }

export interface Missing {
  facts: Map<string, OpenFact>
  /** Lists of which nobody knows whether they have entries. */
  lists: Set<string>
  /** Names of parameters and scales that do not count on the day, or have no row for this case. */
  figures: Set<string>
  /** Where it was looked already, of whom. */
  seen: Map<Frame, Set<NodeId>>
}

export const nothingMissing = (): Missing => ({ facts: new Map(), lists: new Set(), figures: new Set(), seen: new Map() })

/** Adds what leaves `id` open for somebody; nothing where it is known. */
export function collectMissing(id: NodeId, frame: Frame, ir: Ir, reads: readonly Read[], missing: Missing): void {
  const visit = (at: NodeId, where: Frame): void => {
    if (reads[at]!(where) !== null) return
    const visited = missing.seen.getOrInsertComputed(where, () => new Set<NodeId>())
    if (visited.has(at)) return
    visited.add(at)
    const node = ir.nodes[at]!
    switch (node.op) {
      case 'input': addFact(ir.inputs[node.input]!.fact, node, where, missing); break
      case 'aggregate': visitMembers(node, where); break
      case 'of-self': visit(node.args[0]!, where.self!); break
      case 'of-member': visit(node.args[0]!, where.member!); break
      case 'if': visitBranches(node.args, where); break
      case 'parameter': case 'scale': {
        const open = node.args.filter((arg) => reads[arg]!(where) === null)
        if (open.length === 0) missing.figures.add((node.op === 'parameter' ? ir.parameters[node.parameter] : ir.scales[node.scale])!.name)
        for (const arg of open) visit(arg, where)
        break
      }
      default: for (const arg of node.args) visit(arg, where)
    }
  }
  /** A branch that cannot be chosen any more decides nothing. */
  const visitBranches = ([condition, then, otherwise]: readonly NodeId[], where: Frame) => {
    const known = reads[condition!]!(where)
    visit(condition!, where)
    if (known !== false) visit(then!, where)
    if (known !== true) visit(otherwise!, where)
  }
  const visitMembers = (node: Aggregate, where: Frame) => {
    const members = counted(node, where)
    if (members === null || members.length === 0) {
      missing.lists.add(node.over.replace('list:', ''))
      return
    }
    for (const member of members) {
      const fits = node.where === null ? true : reads[node.where]!(member)
      if (fits === false) continue
      if (node.where !== null) visit(node.where, member)
      if (node.value !== null) visit(node.value, member)
    }
  }
  visit(id, frame)
}

function addFact(fact: string, { entity }: Node, frame: Frame, missing: Missing) {
  const list = entity === 'person' ? entity : entity.startsWith('list:') ? entity.slice('list:'.length) : null
  const at = list === null ? null : (frame.run.members(list) ?? []).indexOf(frame)
  missing.facts.set(`${fact} ${at ?? ''}`, { fact, at })
}
