/** Nodes are put in once: equal subexpressions of the whole pack are one node, and arguments come before those that use them. */
import type { Entity, Node, NodeId } from './ir.ts'

type WithoutId<N> = N extends Node ? Omit<N, 'id' | 'entity' | 'args'> & { args?: readonly NodeId[]; entity?: Entity } : never
/** `entity` is that of the narrowest argument unless it is given. */
export type NewNode = WithoutId<Node>

export interface Graph {
  nodes: Node[]
  add(node: NewNode): NodeId
  bool(value: boolean): NodeId
  all(tests: readonly NodeId[]): NodeId
  any(tests: readonly NodeId[]): NodeId
  not(test: NodeId): NodeId
  choose(condition: NodeId, then: NodeId, otherwise: NodeId): NodeId
}

const rank = (entity: Entity) => ({ none: 0, case: 1, household: 2, person: 3, pair: 4 }[entity as string] ?? 3)
const narrower = (a: Entity, b: Entity): Entity => (rank(b) > rank(a) ? b : a)

/** Equal nodes have equal keys, in whatever order their properties were written. */
const keyOf = (node: object) => JSON.stringify(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)))

export function createGraph(): Graph {
  const nodes: Node[] = []
  const known = new Map<string, NodeId>()
  const add = (node: NewNode): NodeId => {
    const args = node.args ?? []
    const entity = node.entity ?? args.map((id) => nodes[id]!.entity).reduce<Entity>(narrower, 'none')
    const key = keyOf({ ...node, args, entity })
    const same = known.get(key)
    if (same !== undefined) return same
    const id = nodes.length
    nodes.push({ ...node, id, args, entity } as Node)
    known.set(key, id)
    return id
  }
  const bool = (value: boolean) => add({ op: 'constant', type: 'bool', value })
  const not = (test: NodeId) => {
    const node = nodes[test]!
    return node.op === 'constant' ? bool(!(node.value as boolean)) : node.op === 'not' ? node.args[0]! : add({ op: 'not', type: 'bool', args: [test] })
  }
  /** A constant side either settles the whole or says nothing. */
  const joined = (op: 'and' | 'or', settling: boolean) => (tests: readonly NodeId[]): NodeId =>
    tests.reduce<NodeId>((left, right) => {
      for (const [side, other] of [[left, right], [right, left]] as const) {
        const node = nodes[side]!
        if (node.op === 'constant') return node.value === settling ? side : other
      }
      return left === right ? left : add({ op, type: 'bool', args: [left, right] })
    }, bool(!settling))
  return {
    nodes, add, bool, not, all: joined('and', false), any: joined('or', true),
    choose: (condition, then, otherwise) => {
      const node = nodes[condition]!
      if (node.op === 'constant') return node.value === true ? then : otherwise
      return then === otherwise ? then : add({ op: 'if', type: nodes[then]!.type, args: [condition, then, otherwise] })
    },
  }
}
