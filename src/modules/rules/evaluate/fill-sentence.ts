/** Sentences for people: `{household.size}` or `{income_limit}` becomes its value in the words of each language. */
import { withParticles } from '../../../kernel/i18n/particles.ts'
import type { Formats } from '../../../kernel/i18n/format.ts'
import type { Ir, NodeId, Sentence, ValueType } from '../ir/ir.ts'
import type { Texts } from '../language/syntax.ts'
import type { Read } from './compile-nodes.ts'
import { asNumber } from './exact.ts'
import type { Frame } from './frame.ts'
import { textOfDay, type Value } from './value.ts'

export interface Wording {
  /** Language tag → formats. */
  formats: Record<string, Formats>
  /** The code of a fact in words. */
  codeInWords(fact: string, code: string): Texts | undefined
}

export type Fill = (frame: Frame) => Texts

interface Hole { name: string; type: ValueType; read: Read }

export function compileSentence({ texts, holes }: Sentence, { nodes, inputs }: Pick<Ir, 'nodes' | 'inputs'>, reads: readonly Read[], wording: Wording): Fill {
  const languages = Object.entries(texts).map(([tag, text]) => ({ tag, parts: text.split(/\{([a-z0-9_.]+)\}/) }))
  const of = new Map(Object.entries(holes).map(([name, node]) => [name, { name: factOf(node, nodes, inputs) ?? name, type: nodes[node]!.type, read: reads[node]! }]))
  return (frame) => Object.fromEntries(languages.map(({ tag, parts }) => [tag, fill(parts, of, frame, tag, wording)]))
}

/** A name that stands for a fact is worded as the fact is. */
function factOf(id: NodeId, nodes: Ir['nodes'], inputs: Ir['inputs']): string | undefined {
  const node = nodes[id]!
  return node.op === 'input' ? inputs[node.input]!.fact : undefined
}

function fill(parts: readonly string[], holes: ReadonlyMap<string, Hole>, frame: Frame, tag: string, wording: Wording): string {
  if (parts.length === 1) return parts[0]!
  const text = parts.map((part, index) => {
    const hole = index % 2 === 1 ? holes.get(part) : undefined
    return hole ? inWords(hole.read(frame), hole.type, hole.name, tag, wording) : part
  }).join('')
  return withParticles(text)
}

export function inWords(value: Value, type: ValueType, name: string, tag: string, { formats, codeInWords }: Wording): string {
  const format = formats[tag]
  if (value === null || !format) return '?'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return codeInWords(name, value)?.[tag] ?? value
  if (typeof value === 'object' && 'unit' in value) return String(value.count)
  if (type === 'date') return format.date(textOfDay(value as number))
  const number = asNumber(value)
  if (type === 'rate') return `${format.number(Math.round(number * 10_000) / 100)} %`
  return type === 'money' ? format.money(number) : format.number(number)
}
