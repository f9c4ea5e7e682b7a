/** The order of a process: what comes before what, and what is only reached by one way. Ways back are set aside. */
import type { ModdleElement } from 'bpmn-moddle'

export interface Way { flow?: ModdleElement; from: ModdleElement; to: ModdleElement }

export interface Order {
  /** Every node once, none before one that leads to it; otherwise as the file has them. */
  nodes: ModdleElement[]
  back: ReadonlySet<Way>
  /** Nodes that are reached by this way alone. */
  onlyBy(way: Way): ReadonlySet<ModdleElement>
  leadsTo(from: ModdleElement, to: ModdleElement): boolean
}

export function orderOf(nodes: readonly ModdleElement[], ways: readonly Way[]): Order {
  const leaving = Map.groupBy(ways, ({ from }) => from)
  const entered = new Set(ways.map(({ to }) => to))
  const begins = [...nodes.filter((node) => !entered.has(node)), ...nodes.filter((node) => entered.has(node))]
  const back = findBack(begins, leaving)
  const ahead = ways.filter((way) => !back.has(way))
  const waiting = new Map(nodes.map((node) => [node, 0]))
  for (const { to } of ahead) waiting.set(to, (waiting.get(to) ?? 0) + 1)
  const place = new Map(nodes.map((node, at) => [node, at]))
  const sorted: ModdleElement[] = []
  const free = nodes.filter((node) => waiting.get(node) === 0)
  while (free.length > 0) {
    const node = free.shift()!
    sorted.push(node)
    for (const way of leaving.get(node) ?? []) {
      if (back.has(way)) continue
      waiting.set(way.to, waiting.get(way.to)! - 1)
      // What has just become free goes on where it is, so that a branch stays together.
      if (waiting.get(way.to) === 0 && place.has(way.to)) free.unshift(way.to)
    }
  }
  const led = new Set(ahead.map(({ to }) => to))
  const roots = nodes.filter((node) => !led.has(node))
  const reached = (from: readonly ModdleElement[], without?: Way) => {
    const seen = new Set(from)
    for (const node of seen) for (const way of leaving.get(node) ?? []) if ((without === undefined || way.flow !== without.flow) && !back.has(way)) seen.add(way.to)
    return seen
  }
  return {
    nodes: sorted, back,
    onlyBy(without) {
      const others = reached(roots, without)
      return new Set([...reached([without.to])].filter((node) => !others.has(node)))
    },
    leadsTo: (from, to) => from !== to && reached([from]).has(to),
  }
}

/** Without recursion: a file may be one long chain. */
function findBack(begins: readonly ModdleElement[], leaving: ReadonlyMap<ModdleElement, readonly Way[]>): Set<Way> {
  const back = new Set<Way>()
  const state = new Map<ModdleElement, 'open' | 'done'>()
  for (const begin of begins) {
    if (state.has(begin)) continue
    const path: { node: ModdleElement; next: number }[] = [{ node: begin, next: 0 }]
    state.set(begin, 'open')
    while (path.length > 0) {
      const top = path.at(-1)!
      const way = leaving.get(top.node)?.[top.next]
      top.next += 1
      if (way === undefined) {
        state.set(top.node, 'done')
        path.pop()
      } else if (state.get(way.to) === 'open') back.add(way)
      else if (!state.has(way.to)) {
        state.set(way.to, 'open')
        path.push({ node: way.to, next: 0 })
      }
    }
  }
  return back
}
