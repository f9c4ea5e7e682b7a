/** Lines between boxes: they leave on the right, arrive on the left, and bend only between the columns, so that none crosses a box. */
import type { Diagram } from './diagram.ts'

export interface Point { x: number; y: number }
interface Placed { id: string; x: number; y: number; width: number; height: number }
export interface Bent { from: string; to: string; otherwise: boolean; points: Point[] }

/** @param between where a line passes columns in which it ends at no box */
export function drawLines(boxes: readonly Placed[], edges: Diagram['edges'], between: (from: string, to: string) => readonly Point[]): Bent[] {
  const at = new Map(boxes.map((box) => [box.id, box]))
  const columns = [...Map.groupBy(boxes, ({ x, width }) => Math.round(x + width / 2))].map(([middle, all]) => {
    const half = Math.max(...all.map(({ width }) => width)) / 2
    return { left: middle - half, right: middle + half }
  })
  const leaving = ports(edges, at, ({ from }) => from, ({ from, to }) => between(from, to)[0]?.y ?? middleOf(at.get(to)!))
  const arriving = ports(edges, at, ({ to }) => to, ({ from, to }) => between(from, to).at(-1)?.y ?? middleOf(at.get(from)!))
  return edges.map((edge) => {
    const [first, last] = [at.get(edge.from)!, at.get(edge.to)!]
    const passed = between(edge.from, edge.to).flatMap(({ x, y }) => {
      const column = columns.find(({ left, right }) => left <= x && x <= right)
      return column === undefined || column.left <= first.x || column.right >= last.x + last.width ? [] : [{ x: column.left, y }, { x: column.right, y }]
    })
    const start = columns.find(({ left, right }) => left <= first.x && first.x <= right)?.right ?? 0
    const end = columns.find(({ left, right }) => left <= last.x && last.x <= right)?.left ?? last.x
    const [out, into] = [leaving.get(edge)!, arriving.get(edge)!]
    return {
      from: edge.from, to: edge.to, otherwise: edge.otherwise === true,
      points: [{ x: first.x + first.width, y: out }, { x: start, y: out }, ...passed, { x: end, y: into }, { x: last.x, y: into }].map(({ x, y }) => ({ x: whole(x), y: whole(y) })),
    }
  })
}

const middleOf = ({ y, height }: Placed) => y + height / 2

/** Lines at one side of a box stand apart, in the order of where they come from. */
function ports(edges: Diagram['edges'], at: ReadonlyMap<string, Placed>, boxOf: (edge: Diagram['edges'][number]) => string, height: (edge: Diagram['edges'][number]) => number): Map<Diagram['edges'][number], number> {
  const places = new Map<Diagram['edges'][number], number>()
  for (const [id, own] of Map.groupBy(edges, boxOf)) {
    const box = at.get(id)!
    for (const [index, edge] of own.toSorted((a, b) => height(a) - height(b)).entries()) places.set(edge, box.y + (box.height * (index + 1)) / (own.length + 1))
  }
  return places
}

/** Level where it goes straight on; elsewhere a curve whose ends lie level. */
export function curve(points: readonly Point[]): string {
  const [first, ...rest] = points
  let from = first!
  const path = [`M${from.x} ${from.y}`]
  for (const to of rest) {
    if (to.x === from.x && to.y === from.y) continue
    const middle = whole((from.x + to.x) / 2)
    path.push(to.y === from.y ? `H${to.x}` : `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`)
    from = to
  }
  return path.join('')
}

/** Tenths of a pixel are enough, and keep the picture small. */
export const whole = (length: number) => Math.round(length * 10) / 10
