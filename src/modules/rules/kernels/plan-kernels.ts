/** Which nodes are reckoned in which kernel: V8 makes fast code of functions of moderate length, and shared values are reckoned once. */
import type { ColumnHeader } from '../columns/column-header.ts'
import type { Entity, NodeId } from '../ir/ir.ts'
import type { Setting } from './emit-node.ts'
import { writeKernel, type Kernel, type Output, type Wanted } from './write-kernel.ts'

/** Nodes in one function; beyond about a thousand V8 takes its time, or gives up. */
const longest = 600
/** Counters in one function: more of them do not stay in registers or near them. */
const mostTallies = 64

/** Which nodes are asked for, each after those it rests on; `never`: nodes that are true together of no household. */
export function planKernels(wanted: readonly Wanted[], never: readonly (readonly NodeId[])[], setting: Omit<Setting, 'done'>): Kernel[] {
  const kernels: Kernel[] = []
  const done = new Map<NodeId, ColumnHeader>()
  for (const group of groupsOf(wanted, setting)) {
    const kernel = writeKernel(group, kernels.length === 0 ? never : [], { ...setting, done })
    kernels.push(kernel)
    for (const output of kernel.outputs) if (isColumn(output)) done.set(output.node, { ...headerOf(output), holes: output.open ? 1 : 0 })
  }
  return kernels
}

function groupsOf(wanted: readonly Wanted[], { ir: { nodes } }: Pick<Setting, 'ir'>): Wanted[][] {
  const groups: Wanted[][] = []
  const settled = new Set<NodeId>()
  let reached = new Set<NodeId>()
  for (const one of inOrder(wanted, nodes)) {
    const own = coneOf(one.node, settled, nodes)
    const union = reached.union(own)
    if (groups.length === 0 || union.size > longest || groups.at(-1)!.length >= mostTallies) {
      for (const { node, tally } of groups.at(-1) ?? []) if (!tally) settled.add(node)
      groups.push([])
      reached = coneOf(one.node, settled, nodes)
    } else reached = union
    groups.at(-1)!.push(one)
  }
  return groups
}

/** Columns first, since they are read again; then what is counted, side by side where it asks the same of the household. */
function inOrder(wanted: readonly Wanted[], nodes: Setting['ir']['nodes']): Wanted[] {
  const columns = wanted.filter(({ tally }) => !tally).toSorted((a, b) => a.node - b.node)
  const tallies = wanted.filter(({ tally }) => tally).map((one) => ({ one, key: homeOf(one.node, nodes) }))
  return [...columns, ...tallies.toSorted((a, b) => (a.key === b.key ? a.one.node - b.one.node : a.key < b.key ? -1 : 1)).map(({ one }) => one)]
}

function homeOf(node: NodeId, nodes: Setting['ir']['nodes']): string {
  const { op, args, entity } = nodes[node]!
  if (op === 'and') return args.map((arg) => homeOf(arg, nodes)).filter((key) => key !== '').toSorted().join(' ')
  return entity === 'household' ? String(node).padStart(8, '0') : ''
}

/** What must be reckoned for a node beside what other kernels have. */
function coneOf(root: NodeId, settled: ReadonlySet<NodeId>, nodes: Setting['ir']['nodes']): Set<NodeId> {
  const cone = new Set<NodeId>()
  const open = [root]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (cone.has(id) || settled.has(id)) continue
    cone.add(id)
    open.push(...nodes[id]!.args)
  }
  return cone
}

const isColumn = ({ entity }: Output) => entity !== 'none'

export const rowsEntity = (entity: Entity) => (entity === 'none' || entity === 'case' ? 'household' : entity.replace('list:', ''))

export function headerOf({ name, entity, type, storage, codes }: Output): ColumnHeader {
  return {
    entity: rowsEntity(entity), name, storage, type: typeof type === 'object' ? 'code' : type === 'fraction' || type === 'rate' ? 'int' : type as ColumnHeader['type'],
    // What the scalar evaluation could not answer is a hole, whatever the code says.
    rows: 0, min: 0, max: 0, holes: 1, ...(codes ? { codes: [...codes] } : {}),
  }
}
