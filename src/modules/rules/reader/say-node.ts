/**
 * What a node of the intermediate form says, in the words of a language: facts by their label, values and figures by their name, every
 * operation by a message of its own. A figure without rows is said by its value on the day of reading.
 */
import type { Wording } from '../../../web/wordings.ts'
import type { Ir, Node, NodeId, Sentence } from '../ir/ir.ts'
import type { Texts } from '../language/syntax.ts'
import { isTable, pickVersion } from '../language/pick-version.ts'
import { withParticles } from '../../../kernel/i18n/particles.ts'
import { needsBrackets } from './needs-brackets.ts'
import { sayConstant } from './say-constant.ts'

export interface Speaker {
  node(id: NodeId): string
  /** A sentence about anybody: names in brackets stand where a household's own values would. */
  sentence(sentence: Sentence): string
  fact(name: string): string
  value(variable: number): string
  figure(parameter: number): string
  scale(scale: number): string
  /** The entries of a list, or who lives in the household. */
  list(list: string): string
}

type Of<Op extends Node['op']> = Extract<Node, { op: Op }>

const ofDates: Partial<Record<Node['op'], string>> = { lt: 'before', gt: 'after', le: 'not-after', ge: 'not-before' }

/** @param on a figure's value is that of this day */
export function createSpeaker({ nodes, inputs, parameters, scales, variables }: Ir, wording: Wording, on: string): Speaker {
  const { t, text, pack } = wording
  const say = (key: string, values?: Record<string, string | number>) => t(`rules.say.${key}`, values)
  const factOf = new Map(pack.facts.map((fact) => [fact.fact, fact]))
  const speaker: Speaker = {
    node: (id) => inWords(nodes[id]!),
    sentence: ({ texts, holes }) => withParticles(text(texts).replaceAll(/\{([a-z0-9_.]+)\}/g, (whole, name: string) => (holes[name] === undefined ? whole : `[${inWords(nodes[holes[name]]!)}]`))),
    fact: (name) => { const fact = factOf.get(name); return fact ? text(fact.label) : name },
    value: (variable) => { const { called, entity, name } = variables[variable]!; return called ? text(called) : plain(`${entity}.${name}`) },
    figure: (parameter) => named(parameters[parameter]!),
    scale: (scale) => named(scales[scale]!),
    list: (list) => {
      const facts = pack.facts.filter(({ fact }) => fact.startsWith(`${list}.`))
      const named = facts.find(({ entry }) => entry !== undefined) ?? facts[0]
      return named ? text(named.entry ?? named.label) : list
    },
  }
  return speaker

  function named({ called, name }: { called: Texts | null; name: string }): string {
    return called ? text(called) : plain(name)
  }

  function inWords(node: Node): string {
    const part = (at: number) => within(node, nodes[node.args[at]!]!)
    switch (node.op) {
      case 'constant': return sayConstant(node.value, node.type, wording)
      case 'today': return say('today')
      case 'input': return speaker.fact(inputs[node.input]!.fact)
      case 'variable': return speaker.value(node.variable)
      case 'parameter': return sayParameter(node)
      case 'scale': return say('scale', { name: speaker.scale(node.scale), of: part(0) })
      case 'certain': case 'of-member': return part(0)
      case 'of-self': return say('of-self', { of: part(0) })
      case 'not': return say('not', { of: part(0) })
      case 'in': return say('one-of', { of: part(0), codes: node.codes.map((code) => sayCode(code, node.args[0]!)).join(', ') })
      case 'if': return say('if', { condition: part(0), value: part(1), otherwise: part(2) })
      case 'round': return say(`round-${node.direction.replace(' ', '-')}`, { of: part(0), unit: node.type === 'money' ? wording.money(node.unit) : wording.number(node.unit) })
      case 'elapsed': return say(`elapsed-${node.unit}`, { from: part(0), on: part(1) })
      case 'span': return say(`span-${node.unit}`, { count: spanCount(node) })
      case 'shift': return say(node.back ? 'earlier' : 'later', { span: part(0), date: part(1) })
      case 'edge': return say(`${node.which}-of-${node.unit}`, { date: part(0) })
      case 'calendar': return say(`the-${node.unit}`, { date: part(0) })
      case 'working-day': return say('working-day', { date: part(0) })
      case 'aggregate': return sayAggregate(node)
      default: return sayPair(node)
    }
  }

  function within(outer: Node, inner: Node): string {
    return needsBrackets(outer, inner) ? say('in-brackets', { of: inWords(inner) }) : inWords(inner)
  }

  function sayPair(node: Extract<Node, { op: 'and' | 'or' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' }>): string {
    const [left, right] = node.args.map((arg) => nodes[arg]!) as [Node, Node]
    const code = (side: Node, other: Node) => (side.op === 'constant' && typeof side.value === 'string' && side.type !== 'date' ? sayCode(side.value, other.id) : within(node, side))
    const key = left.type === 'date' ? ofDates[node.op] ?? node.op : node.op
    return say(key, { left: code(left, right), right: code(right, left) })
  }

  function sayParameter(node: Of<'parameter'>): string {
    const keys = node.args.map((_, at) => within(node, nodes[node.args[at]!]!))
    const value = pickVersion(parameters[node.parameter]!.versions, on, on)?.value
    if (keys.length > 0) return say('figure-for', { name: speaker.figure(node.parameter), keys: keys.join(', ') })
    return value === undefined || isTable(value) ? speaker.figure(node.parameter) : sayConstant(value, parameters[node.parameter]!.type, wording)
  }

  /** “The one who is self” is somebody’s role, and said as it is. */
  function sayAggregate({ how, over, where, value }: Of<'aggregate'>): string {
    const all = speaker.list(over === 'person' ? 'person' : over.slice('list:'.length))
    const among = where === null ? all : say('among', { all, where: inWords(nodes[where]!) })
    return say(value === null || how === 'sum' || how === 'the' ? how : `${how}-of`, { among, of: value === null ? '' : inWords(nodes[value]!) })
  }

  function spanCount(node: Of<'span'>): string {
    const count = nodes[node.args[0]!]!
    return count.op === 'constant' ? wording.number(Number(count.value)) : inWords(count)
  }

  /** In the words of the fact it is compared with. */
  function sayCode(code: string, beside: NodeId): string {
    const words = factsBelow(beside).map((fact) => factOf.get(fact)?.values?.[code]).find((found) => found !== undefined)
    return words ? text(words) : plain(code)
  }

  function factsBelow(id: NodeId): string[] {
    const node = nodes[id]!
    if (node.op === 'input') return [inputs[node.input]!.fact]
    return node.op === 'of-self' || node.op === 'of-member' || node.op === 'aggregate' ? node.args.flatMap(factsBelow).toReversed() : []
  }
}

/** A name that the law's page gives to a value or figure and that nobody has worded: `rent_cap` is read as two words. */
const plain = (name: string) => name.replaceAll(/[_.-]/g, ' ')
