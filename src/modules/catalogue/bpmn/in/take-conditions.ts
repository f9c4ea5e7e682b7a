/** Ways that part and what decides between them: who answers so is asked the pages that are reached by that way alone. */
import type { ModdleElement } from 'bpmn-moddle'
import type { Question, Step } from '../../../../../packages/pack-kit/schema/life-event.ts'
import { textIn } from './elements.ts'
import type { Way } from './graph.ts'
import { type Condition, readCondition, yesOrNo } from './read-condition.ts'
import type { Page, Pages } from './take-pages.ts'
import type { Taking } from './take-process.ts'

const parting = new Set(['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'])

/** @returns the steps of the life event, each with the condition that the file puts it under */
export function takeConditions(taking: Taking, pages: Pages): Step[] {
  const { places, order, remarks, rows } = taking
  const flows = rows.filter(({ $type }) => $type === 'bpmn:SequenceFlow')
  const under = new Map<Page, Condition | undefined>()
  for (const gateway of order.nodes) {
    if (!parting.has(gateway.$type) || !places.some(({ role, nodes }) => role === 'applicant' && nodes.has(gateway))) continue
    const ways = flows.filter((flow) => flow['sourceRef'] === gateway && flow['targetRef']).map((flow): Way => ({ flow, from: gateway, to: flow['targetRef'] as ModdleElement }))
    const out = ways.filter(({ flow }) => ![...order.back].some((back) => back.flow === flow)).map((way) => ({ way, own: dependents(taking, pages, way) }))
    if (ways.length < 2) continue
    const said = conditionsOf(taking, pages, gateway, out)
    for (const { way: { flow }, own } of out) {
      const condition = said.get(flow!)
      if (own.length === 0) {
        if (condition === undefined && (flow!['conditionExpression'] || flow!.name) && !said.size) remarks.leave(flow!, 'branch')
        else remarks.take(flow!, 'order', { used: ['condition'] })
      } else if (condition === undefined) remarks.leave(flow!, 'condition-unread', { condition: textOf(flow!) || flow!.name || gateway.name || gateway.id || '' })
      else if (own.some((page) => placeOf(pages, condition.fact) >= pages.list.indexOf(page))) remarks.leave(flow!, 'condition-late', { condition: condition.fact })
      else {
        for (const page of own) under.set(page, condition)
        remarks.take(flow!, 'condition', { values: { fact: condition.fact, is: condition.is }, used: ['condition'] })
      }
    }
    if (out.some(({ own }) => own.length > 0) && said.size > 0) remarks.take(gateway, 'condition', { values: { fact: [...said.values()][0]!.fact, is: [...new Set([...said.values()].map(({ is }) => is))].join(', ') }, used: ['default'] })
    else remarks.leave(gateway, out.some(({ own }) => own.length > 0) ? 'gateway' : 'branch')
  }
  return pages.list.map((page) => (page.node ? { ...page.step, questions: asking(page.step.questions, under.get(page)) } : page.step))
}

const textOf = (flow: ModdleElement) => textIn(flow['conditionExpression'] as ModdleElement | undefined, 'body')

/** Pages that are reached by this way alone, a way around everything else among them. */
function dependents({ order }: Taking, { list }: Pages, way: Way): Page[] {
  const known = order.onlyBy(way)
  return list.filter(({ node }) => node !== undefined && known.has(node))
}

const placeOf = ({ list }: Pages, fact: string) => list.findIndex(({ step }) => step.questions.some((question) => question.fact === fact))

interface Out { way: Way; own: Page[] }

function conditionsOf(taking: Taking, pages: Pages, gateway: ModdleElement, out: readonly Out[]): Map<ModdleElement, Condition> {
  const read = new Map(out.flatMap(({ way: { flow } }) => { const condition = readCondition(textOf(flow!), pages.fieldFact); return condition ? [[flow!, condition] as const] : [] }))
  const [first] = read.values()
  if (first) {
    // Of yes and no, what is not said is the other one.
    const rest = out.filter(({ way: { flow } }) => !read.has(flow!) && textOf(flow!) === '')
    if (rest.length === 1 && read.size === 1 && /^(yes|no)$/.test(first.is)) read.set(rest[0]!.way.flow!, { fact: first.fact, is: first.is === 'yes' ? 'no' : 'yes' })
    return read
  }
  if (out.some(({ way: { flow } }) => textOf(flow!) !== '' || !flow!.name?.trim()) || !out.some(({ own }) => own.length > 0) || new Set(out.map(({ way: { flow } }) => flow!.name!.trim())).size < out.length) return read
  return askAt(taking, pages, gateway, out)
}

/** A question that stands in the model and on no page yet: its ways are its answers. */
function askAt({ wording: { language: { tag } }, order }: Taking, pages: Pages, gateway: ModdleElement, out: readonly Out[]): Map<ModdleElement, Condition> {
  const label = gateway.name?.trim() || out.map(({ way: { flow } }) => flow!.name!.trim()).join(' / ')
  const words = out.map(({ way: { flow } }) => ({ flow: flow!, name: flow!.name!.trim() }))
  const plain = words.map(({ name }) => yesOrNo(name))
  const twoWay = words.length === 2 && plain.includes('yes') && plain.includes('no')
  const fact = pages.freeFact(gateway.name?.trim() || gateway.id!)
  const values = words.map(({ flow, name }, at) => ({ flow, name, value: twoWay ? plain[at]! : name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40) || `choice-${at + 1}` }))
  const distinct = new Set(values.map(({ value }) => value)).size === values.length ? values : values.map((one, at) => ({ ...one, value: `choice-${at + 1}` }))
  const question: Question = { fact, type: twoWay ? 'yes-no' : 'choice', label: { [tag]: label }, ...(twoWay ? {} : { choices: distinct.map(({ value, name }) => ({ value, label: { [tag]: name } })) }) }
  const first = Math.min(...out.flatMap(({ own }) => own.map((page) => pages.list.indexOf(page))))
  const at = pages.list.findLastIndex(({ node, step, known }, index) => index < first && node !== undefined && !step.repeat && !known && order.leadsTo(node, gateway))
  const page = pages.list[at]
  if (page) page.step = { ...page.step, questions: [...page.step.questions, question] }
  else pages.list.splice(first, 0, { step: { id: pages.freeId(), title: { [tag]: label }, questions: [question] }, node: gateway, known: false })
  return new Map(distinct.map(({ flow, value }) => [flow, { fact, is: value }]))
}

/** The one condition that all questions of a page share gives way to that of the file; what a question has of its own stays. */
function asking(questions: readonly Question[], condition: Condition | undefined): Question[] {
  const shared = questions.every(({ onlyIf }) => onlyIf?.fact === questions[0]!.onlyIf?.fact && onlyIf?.is === questions[0]!.onlyIf?.is) ? questions[0]!.onlyIf : undefined
  if (shared?.fact === condition?.fact && shared?.is === condition?.is) return [...questions]
  return questions.map(({ onlyIf, ...question }) => ({ ...question, ...(condition ? { onlyIf: condition } : onlyIf && onlyIf !== shared && onlyIf.fact !== shared?.fact ? { onlyIf } : {}) }))
}
