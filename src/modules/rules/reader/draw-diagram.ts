import { paymentWords } from './payment-words.ts'
import type { Ir, NodeId, ServiceRule } from '../ir/ir.ts'
import type { Diagram, DiagramNode, Kind } from '../../../web/diagram/diagram.ts'
import type { ReadBranch, Reading } from './reading.ts'
import type { Speaker } from './say-node.ts'

/** An amount with a longer formula is drawn by its note alone: the formula stands in the text. */
const longestFormula = 90

/** @param t a message of `rules.diagram` */
export function drawDiagram(ir: Ir, rule: ServiceRule, reading: Omit<Reading, 'diagram'>, speaker: Speaker, t: (key: string, values?: Record<string, string>) => string): Diagram {
  const nodes = new Map<string, DiagramNode>()
  const edges = new Map<string, Diagram['edges'][number]>()
  const put = (id: string, kind: Kind, words: string, note: string | null = null, unverified = false) => {
    if (!nodes.has(id)) nodes.set(id, { id, kind, words, note, unverified })
    return id
  }
  const link = (from: string, to: string, otherwise = false) => { edges.set(`${from} ${to}`, { from, to, ...(otherwise ? { otherwise } : {}) }) }

  /** Puts in what a node rests on, down to the facts. */
  const rest = (root: NodeId, on: string) => {
    for (const id of namedBelow(ir, root)) {
      const node = ir.nodes[id]!
      if (node.op === 'input') link(put(`fact-${node.input}`, 'fact', speaker.fact(ir.inputs[node.input]!.fact)), on)
      if (node.op !== 'variable') continue
      const { source: { article, unverified } } = ir.variables[node.variable]!
      const value = `value-${node.variable}`
      const known = nodes.has(value)
      link(put(value, 'value', speaker.value(node.variable), article || null, unverified), on)
      if (!known) rest(node.args[0]!, value)
    }
  }

  const asked = rule.where === null ? null : put('where', 'condition', t('asked-where', { condition: reading.where! }))
  if (rule.where !== null) rest(rule.where, 'where')
  const { from, until } = reading.span
  const time = from === null && until === null ? null : put('time', 'time', from === null ? t('until', { until: until! }) : until === null ? t('from', { from }) : t('from-until', { from, until }))
  let before: string | null = null
  for (const [at, branch] of rule.branches.entries()) {
    const read = reading.branches[at]!
    const gate = put(`branch-${at}`, read.kind === 'own' ? 'rule' : read.kind === 'refuses' ? 'refusal' : 'exception', t(read.kind), read.source.article || null, read.source.unverified)
    for (const [index, condition] of branch.conditions.entries()) {
      const { holds, source } = read.conditions[index]!
      const id = put(`condition-${at}-${index}`, 'condition', holds, source.article === read.source.article ? null : source.article, source.unverified)
      rest(condition.test, id)
      link(id, gate)
    }
    for (const first of [asked, at === rule.branches.length - 1 ? time : null]) if (first !== null) link(first, gate)
    if (before !== null) link(before, gate, true)
    before = gate
    for (const [index, payment] of branch.payments.entries()) {
      const id = put(`amount-${at}-${index}`, 'amount', amountWords(read.payments[index]!, t))
      link(gate, id)
      rest(payment.value, id)
    }
  }
  const ends = [...nodes.keys()].filter((id) => id.startsWith('amount-'))
  for (const [at, { kind, services }] of reading.choices.entries()) {
    const names = services.filter(({ id }) => id !== reading.service).map(({ name }) => name).join(', ')
    const id = put(`choice-${at}`, 'choice', t(kind === 'best' ? 'best' : services[0]!.id === reading.service ? 'displaces' : 'displaced', { services: names }))
    for (const end of ends.length > 0 ? ends : [`branch-${rule.branches.length - 1}`]) link(end, id)
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] }
}

function amountWords({ formula, note, until, ...payment }: ReadBranch['payments'][number], t: (key: string, values?: Record<string, string>) => string): string {
  const words = formula.length <= longestFormula ? formula : note ?? t('reckoned')
  const amount = paymentWords(payment, words, t)
  return until === null || until.length > longestFormula ? amount : t('amount-until', { amount, until })
}

/** The nearest facts and values with a name beneath a node, each once. */
function namedBelow({ nodes, variables }: Ir, root: NodeId): NodeId[] {
  const found = new Set<NodeId>()
  const seen = new Set<NodeId>()
  const visit = (id: NodeId) => {
    if (seen.has(id)) return
    seen.add(id)
    const node = nodes[id]!
    if (node.op === 'input' || (node.op === 'variable' && variables[node.variable]!.called !== null)) found.add(id)
    else for (const arg of node.args) visit(arg)
  }
  visit(root)
  return [...found]
}
