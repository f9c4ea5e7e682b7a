/** Where everything of a plan stands: pools one below the other, each laid out from left to right. Lengths are in pixels, as BPMN DI has them. */
import dagre from '@dagrejs/dagre'
import type { Plan, PlanNode, Pool } from './plan.ts'

export interface Box { x: number; y: number; width: number; height: number }
export interface Point { x: number; y: number }
/** By the ids of the plan; a pool's flows by their place in it, `<pool>:<number>`; a message by `message:<number>`. */
export interface Placed { boxes: Map<string, Box>; lines: Map<string, Point[]> }

const task = { width: 120, height: 80 }
const gateway = { width: 50, height: 50 }
const event = { width: 36, height: 36 }
/** The band with the pool's name; the space around what stands in a pool; between two pools. */
const [band, margin, gap] = [40, 40, 60]

export const sizeOf = ({ kind }: PlanNode) => (kind.endsWith('-task') ? task : ['exclusive', 'inclusive', 'parallel'].includes(kind) ? gateway : event)

export function placePools({ pools, messages }: Plan): Placed {
  const boxes = new Map<string, Box>()
  const lines = new Map<string, Point[]>()
  const inner = pools.map((pool) => placeNodes(pool))
  const width = Math.max(...inner.map((one) => one.width)) + band + 2 * margin
  let top = 0
  for (const [at, pool] of pools.entries()) {
    const own = inner[at]!
    const shift = { x: band + margin, y: top + margin }
    boxes.set(pool.id, { x: 0, y: top, width, height: own.height + 2 * margin })
    for (const [id, box] of own.boxes) boxes.set(id, { ...box, x: box.x + shift.x, y: box.y + shift.y })
    for (const [number, { from, to }] of pool.flows.entries()) lines.set(`${pool.id}:${number}`, between(boxes.get(from)!, boxes.get(to)!, pool.nodes.some(({ id, on }) => id === from && on !== undefined)))
    top += own.height + 2 * margin + gap
  }
  for (const [number, { from, to }] of messages.entries()) lines.set(`message:${number}`, across(boxes.get(from)!, boxes.get(to)!))
  return { boxes, lines }
}

function placeNodes({ nodes, flows }: Pool): { boxes: Map<string, Box>; width: number; height: number } {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 50, ranksep: 60 })
  graph.setDefaultEdgeLabel(() => ({}))
  // What stands on a task's border moves with the task.
  const host = new Map(nodes.filter(({ on }) => on !== undefined).map(({ id, on }) => [id, on!]))
  for (const node of nodes) if (!host.has(node.id)) graph.setNode(node.id, { ...sizeOf(node) })
  for (const { from, to } of flows) graph.setEdge(host.get(from) ?? from, host.get(to) ?? to, {})
  dagre.layout(graph)
  const boxes = new Map<string, Box>()
  for (const node of nodes) {
    if (host.has(node.id)) continue
    const { x, y } = graph.node(node.id) as Point
    const size = sizeOf(node)
    boxes.set(node.id, { x: Math.round(x - size.width / 2), y: Math.round(y - size.height / 2), ...size })
  }
  const beside = new Map<string, number>()
  for (const node of nodes) {
    const on = host.get(node.id)
    if (on === undefined) continue
    const { x, y, height } = boxes.get(on)!
    const before = beside.get(on) ?? 0
    beside.set(on, before + 1)
    // Far enough apart for the names below them.
    boxes.set(node.id, { x: x + 2 + before * 80, y: y + height - event.height / 2, ...event })
  }
  const all = [...boxes.values()]
  // An event's name stands below it.
  return { boxes, width: Math.max(...all.map(({ x, width }) => x + width)), height: Math.max(...all.map(({ y, height }) => y + height)) + 20 }
}

const middle = ({ y, height }: Box) => y + height / 2
const centre = ({ x, width }: Box) => x + width / 2

/** @param down it begins below, on the border of a task */
function between(from: Box, to: Box, down: boolean): Point[] {
  if (down) {
    const [x, y] = [centre(from), from.y + from.height]
    if (middle(to) > y) return [{ x, y }, { x, y: middle(to) }, { x: to.x, y: middle(to) }]
    // What stands as high as the task is reached around the task, not through it.
    return [{ x, y }, { x, y: y + 8 }, { x: to.x - 30, y: y + 8 }, { x: to.x - 30, y: middle(to) }, { x: to.x, y: middle(to) }]
  }
  const [start, end] = [{ x: from.x + from.width, y: middle(from) }, { x: to.x, y: middle(to) }]
  if (end.x < start.x) {
    const above = Math.min(from.y, to.y) - 20
    return [{ x: centre(from), y: from.y }, { x: centre(from), y: above }, { x: centre(to), y: above }, { x: centre(to), y: to.y }]
  }
  if (start.y === end.y) return [start, end]
  const turn = end.x - 30
  return [start, { x: turn, y: start.y }, { x: turn, y: end.y }, end]
}

function across(from: Box, to: Box): Point[] {
  const down = from.y < to.y
  const [start, end] = [{ x: centre(from), y: down ? from.y + from.height : from.y }, { x: centre(to), y: down ? to.y : to.y + to.height }]
  const turn = down ? end.y - 20 : end.y + 20
  return [start, { x: start.x, y: turn }, { x: end.x, y: turn }, end]
}
