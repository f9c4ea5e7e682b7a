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

/** A literal, or the number of the value that stands here. */
type Part = string | number

/** A sentence without values is the same object every time; nobody writes into it. */
export function compileSentence({ texts, holes }: Sentence, { nodes, inputs }: Pick<Ir, 'nodes' | 'inputs'>, reads: readonly Read[], wording: Wording): Fill {
  const numberOf = new Map(Object.keys(holes).map((name, number) => [name, number]))
  const of = Object.entries(holes).map(([name, node]) => ({ name: factOf(node, nodes, inputs) ?? name, type: nodes[node]!.type, read: reads[node]! }))
  const languages = Object.entries(texts).map(([tag, text]) => ({ tag, parts: partsOf(text, numberOf) }))
  if (languages.every(({ parts }) => parts.every((part) => typeof part === 'string'))) {
    const filled = Object.fromEntries(languages.map(({ tag, parts }) => [tag, fill(parts, String)]))
    return () => filled
  }
  return (frame) => {
    const values = of.map(({ read }) => read(frame))
    const filled: Texts = {}
    for (const { tag, parts } of languages) filled[tag] = fill(parts, (number) => inWords(values[number]!, of[number]!.type, of[number]!.name, tag, wording))
    return filled
  }
}

const partsOf = (text: string, numberOf: ReadonlyMap<string, number>): Part[] =>
  text.split(/\{([a-z0-9_.]+)\}/).map((part, index) => (index % 2 === 1 ? numberOf.get(part) ?? part : part)).filter((part) => part !== '')

/** A name that stands for a fact is worded as the fact is. */
function factOf(id: NodeId, nodes: Ir['nodes'], inputs: Ir['inputs']): string | undefined {
  const node = nodes[id]!
  return node.op === 'input' ? inputs[node.input]!.fact : undefined
}

function fill(parts: readonly Part[], wordOf: (number: number) => string): string {
  const [first] = parts
  if (parts.length <= 1 && typeof first !== 'number') return first ?? ''
  let text = ''
  for (const part of parts) text += typeof part === 'number' ? wordOf(part) : part
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
