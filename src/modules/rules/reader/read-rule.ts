/** One rule of the intermediate form in the words of one language. */
import type { Wording } from '../../../web/wordings.ts'
import type { Branch, Ir, NodeId, Scale, ServiceRule } from '../ir/ir.ts'
import { reach } from '../ir/reach.ts'
import { isTable } from '../language/pick-version.ts'
import type { Table } from '../language/syntax.ts'
import { listOf } from '../evaluate/compile-service.ts'
import { drawDiagram } from './draw-diagram.ts'
import type { ReadBranch, ReadFigure, Reading, ReadRows, ReadValue } from './reading.ts'
import { sayConstant } from './say-constant.ts'
import { createSpeaker, type Speaker } from './say-node.ts'

/** @param on the legal day on which single figures inside sentences are read, `YYYY-MM-DD` */
export function readRule(ir: Ir, rule: ServiceRule, wording: Wording, on: string): Reading {
  const speaker = createSpeaker(ir, wording, on)
  const { t, text, pack } = wording
  const nameOf = (service: string) => { const found = pack.services.find(({ id }) => id === service); return found ? text(found.name) : service }
  const reached = [...reach(ir.nodes, rootsOf(rule))].toSorted((a, b) => a - b).map((id) => ir.nodes[id]!)
  const list = listOf(rule)
  const reading = {
    service: rule.service, name: nameOf(rule.service), language: wording.language.tag, on, source: rule.source,
    each: list === null ? null : speaker.list(list), where: rule.where === null ? null : speaker.node(rule.where),
    span: { from: rule.span.from && wording.date(rule.span.from), until: rule.span.until && wording.date(rule.span.until) },
    branches: rule.branches.map((branch, at) => readBranch(branch, at === rule.branches.length - 1, speaker)),
    choices: ir.choices.filter(({ services }) => services.includes(rule.service)).map(({ kind, services, says, source }) =>
      ({ kind, services: services.map((id) => ({ id, name: nameOf(id) })), says: text(says), source })),
    facts: reached.flatMap((node) => (node.op === 'input' ? { fact: ir.inputs[node.input]!.fact, words: speaker.fact(ir.inputs[node.input]!.fact) } : [])),
    values: reached.flatMap((node) => (node.op === 'variable' ? readValue(ir, node.variable, speaker) : [])),
    figures: [
      ...unique(reached.flatMap((node) => (node.op === 'parameter' ? node.parameter : []))).map((index) => readParameter(ir, index, speaker.figure(index), wording)),
      ...unique(reached.flatMap((node) => (node.op === 'scale' ? node.scale : []))).map((index) => readScale(ir.scales[index]!, speaker.scale(index), wording)),
    ],
    text: rule.text, place: rule.place, hash: rule.hash,
  }
  return { ...reading, diagram: drawDiagram(ir, rule, reading, speaker, (key, values) => t(`rules.diagram.${key}`, values)) }
}

const unique = (indexes: readonly number[]) => [...new Set(indexes)]

/** What the text of the rule itself reads; the rivals of `only best of` have pages of their own. */
const rootsOf = ({ where, branches }: ServiceRule): NodeId[] => [
  ...(where === null ? [] : [where]),
  ...branches.flatMap(({ conditions, payments, deadline }) => [
    ...conditions.map(({ test }) => test), ...(deadline ? [deadline.date] : []),
    ...payments.flatMap(({ value, from, until }) => [value, from, until].filter((id) => id !== null)),
  ]),
]

function readBranch(branch: Branch, own: boolean, speaker: Speaker): ReadBranch {
  const { name, conditions, payments, deadline, refuses, source } = branch
  return {
    kind: own ? 'own' : refuses ? 'refuses' : 'pays-otherwise', name, source,
    conditions: conditions.map(({ test, says, source: cited }) =>
      ({ holds: speaker.sentence(says!.holds), fails: speaker.sentence(says!.fails), formula: speaker.node(test), source: cited })),
    payments: payments.map(({ value, per, upTo, voucher, from, until, note }) => ({
      formula: speaker.node(value), per, upTo, voucher, from: from === null ? null : speaker.node(from), until: until === null ? null : speaker.node(until), note: note && speaker.sentence(note),
    })),
    deadline: deadline && { date: speaker.node(deadline.date), says: speaker.sentence(deadline.says) },
  }
}

function readValue(ir: Ir, variable: number, speaker: Speaker): ReadValue {
  const { entity, name, node, exceptions, source } = ir.variables[variable]!
  return {
    name: `${entity}.${name}`, words: speaker.value(variable), formula: speaker.node(ir.nodes[node]!.args[0]!), source,
    exceptions: exceptions.map(({ conditions, value, source: cited }) => ({ conditions: conditions.map(({ test }) => speaker.node(test)), value: speaker.node(value), source: cited })),
  }
}

function readParameter(ir: Ir, index: number, words: string, wording: Wording): ReadFigure {
  const { name, type, versions, source } = ir.parameters[index]!
  const readBy = keyFacts(ir, index)
  const row = ({ keys, more, value }: Table['rows'][number]) => {
    const said = sayConstant(value, type, wording)
    return { key: sayKey(keys.at(-1)!, readBy[keys.length - 1], more, wording), value: more === 'each' ? wording.t('rules.reader.each-adds', { value: said }) : said }
  }
  const groupsOf = (table: Table): ReadRows[] => [...Map.groupBy(table.rows, ({ keys }) => (keys.length > 1 ? keys[0]! : null))]
    .map(([of, rows]) => ({ of: of === null ? null : sayKey(of, readBy[0], null, wording), rows: rows.map(row) }))
  return {
    name, words, source,
    versions: versions.map(({ from, known, unverified, value }) => ({
      from, known, unverified, groups: isTable(value) ? groupsOf(value) : [{ of: null, rows: [{ key: null, value: sayConstant(value, type, wording) }] }],
    })),
  }
}

/** The facts by whose codes a table is read, for each of its keys. */
function keyFacts({ nodes, inputs }: Ir, parameter: number): string[][] {
  const lookups = nodes.filter((node) => node.op === 'parameter' && node.parameter === parameter)
  return [0, 1].map((at) => lookups.flatMap(({ args }) => { const key = nodes[args[at] ?? -1]; return key?.op === 'input' ? inputs[key.input]!.fact : [] }))
}

/** A row's key: a number, a code in the words of its fact, or all the others. */
function sayKey(key: string, readBy: readonly string[] | undefined, more: 'same' | 'each' | null, { t, text, pack }: Wording): string {
  if (key === 'others') return t('rules.reader.others')
  if (more !== null) return t('rules.reader.and-more', { key })
  const words = pack.facts.find(({ fact }) => readBy?.includes(fact))?.values?.[key]
  return words ? text(words) : key.replaceAll(/[_-]/g, ' ')
}

function readScale({ name, how, type, versions, source }: Scale, words: string, wording: Wording): ReadFigure {
  return {
    name, words, source,
    versions: versions.map(({ from, known, unverified, steps }) => ({
      from, known, unverified, groups: [{ of: null, rows: steps.map(({ from: at, value }) => ({ key: wording.t('rules.reader.step-from', { value: wording.number(at) }), value: sayConstant(value, how === 'marginal' ? 'rate' : type, wording) })) }],
    })),
  }
}
