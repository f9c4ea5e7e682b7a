/**
 * Where the boxes and lines of a diagram stand. Layers and crossings are the work of dagre; the same diagram gives the same picture,
 * on every machine, because no font is measured: a letter is taken as wide as letters of its script are in most fonts.
 */
import dagre from '@dagrejs/dagre'
import type { Diagram, DiagramNode } from './diagram.ts'
import { drawLines, type Point, whole } from './draw-lines.ts'

export interface Box extends DiagramNode { x: number; y: number; width: number; height: number; lines: string[]; noteLines: string[] }
export interface Line { points: Point[]; otherwise: boolean; from: string; to: string }
/** Lengths in pixels of the picture; `x`, `y` of a box are its upper left corner. */
export interface LaidOut { width: number; height: number; boxes: Box[]; lines: Line[] }

export const [fontSize, lineHeight, noteSize] = [15, 20, 13] as const
const padding = 12
const widths = { fact: 176, value: 176, condition: 264, time: 200, exception: 200, refusal: 200, rule: 176, amount: 240, choice: 200 } as const
export const bold: ReadonlySet<DiagramNode['kind']> = new Set(['rule', 'refusal', 'exception', 'amount'])
/** The length of an arrow's head. */
export const head = 8
const [margin, gap] = [8, 64]

const kept = new WeakMap<Diagram, LaidOut>()

/** As `layOut`, once for a diagram that is kept: a language has one direction. */
export function laidOut(diagram: Diagram, rightToLeft: boolean): LaidOut {
  const known = kept.get(diagram) ?? layOut(diagram, rightToLeft)
  kept.set(diagram, known)
  return known
}

/** @param rightToLeft facts stand on the right, for those who read from there */
export function layOut({ nodes, edges }: Diagram, rightToLeft: boolean): LaidOut {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: gap, edgesep: 12, marginx: margin, marginy: margin })
  graph.setDefaultEdgeLabel(() => ({}))
  const sized = nodes.map((node) => boxOf(node))
  for (const { id, width, height } of sized) graph.setNode(id, { width, height })
  for (const { from, to } of edges) graph.setEdge(from, to, {})
  dagre.layout(graph)
  const { width = 0, height = 0 } = graph.graph()
  const boxes = sized.map((box) => { const { x, y } = graph.node(box.id) as Point; return { ...box, x: whole(x - box.width / 2), y: whole(y - box.height / 2) } })
  const between = (from: string, to: string) => (graph.edge(from, to) as { points: Point[] }).points.slice(1, -1)
  const lines = drawLines(boxes, edges, between)
  const mirror = (x: number) => whole(width - x)
  return {
    width: Math.ceil(width), height: Math.ceil(height),
    boxes: rightToLeft ? boxes.map((box) => ({ ...box, x: mirror(box.x + box.width) })) : boxes,
    lines: rightToLeft ? lines.map(({ points, ...line }) => ({ ...line, points: points.map(({ x, y }) => ({ x: mirror(x), y })) })) : lines,
  }
}

function boxOf(node: DiagramNode): Omit<Box, 'x' | 'y'> {
  const width = widths[node.kind]
  const lines = wrap(node.words, (width - 2 * padding) / fontSize / (bold.has(node.kind) ? 1.1 : 1))
  const noteLines = node.note === null ? [] : wrap(node.note, (width - 2 * padding) / noteSize)
  return { ...node, width, height: (lines.length + noteLines.length) * lineHeight + 2 * padding - 4, lines, noteLines }
}

/** In em, by Unicode script: Hangul and Han fill their square, capitals and figures more than half of it. */
export function widthOf(text: string): number {
  let width = 0
  for (const sign of text) width += /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/.test(sign) ? 0.96 : /[\s.,:;'’()[\]·|il]/.test(sign) ? 0.32 : /[A-Z₩%×÷+−]/.test(sign) ? 0.7 : /\p{Mark}|\p{Format}/u.test(sign) ? 0 : 0.6
  return width
}

/** Breaks between words; a word that is longer than a line is broken where the line ends. @param room in em */
export function wrap(text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((part) => part !== '').flatMap((part) => pieces(part, room))) {
    if (line !== '' && widthOf(`${line} ${word}`) > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}

function pieces(word: string, room: number): string[] {
  const found = ['']
  for (const sign of word) {
    if (found.at(-1) !== '' && widthOf(found.at(-1)! + sign) > room) found.push('')
    found[found.length - 1] += sign
  }
  return found
}
