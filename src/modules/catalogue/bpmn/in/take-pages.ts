/** Tasks of the person who applies are pages of the form, in the order of the process. */
import type { ModdleElement } from 'bpmn-moddle'
import { type Question, Step } from '../../../../../packages/pack-kit/schema/life-event.ts'
import { factOf } from '../../studio/read-question.ts'
import { documentationOf, mark, rowsOf } from './elements.ts'
import { type Field, fieldsOf } from './form-fields.ts'
import type { Taking } from './take-process.ts'
import { readWhole } from './whole.ts'

export interface Page { step: Step; node?: ModdleElement; known: boolean }

export interface Pages {
  /** In their order; what is taken of conditions adds to it. */
  list: Page[]
  /** Ids of those that the file takes out. */
  gone: string[]
  /** The fact behind a field of the file. */
  fieldFact(field: string): string | undefined
  freeFact(name: string): string
  freeId(): string
  /** What is asked and was not before. */
  added(): Question[]
}

const asked = new Set(['bpmn:UserTask', 'bpmn:ManualTask', 'bpmn:Task'])

export function takePages(taking: Taking): Pages {
  const { files: { event, facts }, wording: { language: { tag } }, places, order, drawn, remarks, rows } = taking
  const processes = rows.filter(({ $type }) => $type === 'bpmn:Process')
  const ids = new Set(event.steps.map(({ id }) => id))
  const known = new Set([...facts.map(({ fact }) => fact), ...event.steps.flatMap(({ questions }) => questions.map(({ fact }) => fact))])
  const before = new Set(known)
  const fields = new Map<string, string>()
  const list: Page[] = drawn ? [] : event.steps.map((step) => ({ step, known: true }))
  const applicants = places.filter(({ role }) => role === 'applicant')

  const freeId = () => {
    let number = ids.size + 1
    while (ids.has(`page-${number}`)) number += 1
    ids.add(`page-${number}`)
    return `page-${number}`
  }
  const freeFact = (name: string) => {
    const plain = name.toLowerCase().replaceAll(/[^a-z]+/g, '_').replaceAll(/^_+|_+$/g, '').slice(0, 40) || 'answer'
    let fact = factOf(event.id, plain)
    // Facts are named in letters: the second of a name ends in b.
    for (let number = 1; known.has(fact); number += 1) fact = factOf(event.id, `${plain}_${number.toString(26).replaceAll(/[0-9a-p]/g, (digit) => String.fromCodePoint(97 + Number.parseInt(digit, 26)))}`)
    known.add(fact)
    return fact
  }
  const questionOf = ({ name, label, type, choices }: Field): Question => {
    const fact = freeFact(name)
    fields.set(name, fact)
    return { fact, type, label: { [tag]: label }, ...(choices ? { choices: choices.map((choice) => ({ value: choice.value, label: { [tag]: choice.label } })) } : {}) }
  }

  for (const node of order.nodes) {
    if (!asked.has(node.$type) || !applicants.some(({ nodes }) => nodes.has(node))) continue
    const own = mark(node, 'step')
    const found = drawn && own !== undefined ? event.steps.find(({ id }) => id === own) : undefined
    const { value: whole, broken } = readWhole(node, Step)
    const step = whole && (whole.id === found?.id || !ids.has(whole.id)) ? whole : found
    if (broken) remarks.leave(node, 'whole')
    if (step) {
      const named = node.name === undefined || node.name === step.title[tag] ? step : { ...step, title: { ...step.title, [tag]: node.name } }
      ids.add(step.id)
      for (const { fact } of step.questions) known.add(fact)
      list.push({ step: named, node, known: true })
      remarks.take(node, found ? 'page-known' : 'page', { values: { title: node.name ?? step.id }, used: ['documentation', ...(step.repeat ? ['multiInstanceLoopCharacteristics'] : [])] })
      continue
    }
    const said = fieldsOf(node, processes.find((process) => rowsOf(process).includes(node)))
    const title = node.name?.trim() || node.id!
    const lead = documentationOf(node).join(' ')
    const questions = (said.fields.length > 0 ? said.fields : [{ name: title, label: title, type: 'text' as const }]).map((field) => questionOf(field))
    list.push({ step: { id: freeId(), title: { [tag]: title }, ...(lead === '' ? {} : { lead: { [tag]: lead } }), questions }, node, known: false })
    remarks.take(node, 'page', { values: { title }, used: [...said.used, 'documentation'] })
  }
  const gone = drawn ? event.steps.filter(({ id }) => !list.some(({ step }) => step.id === id)) : []
  for (const { id, title } of gone) remarks.say({ element: `Step_${id}`, kind: 'userTask', name: title[tag] ?? id, taken: true, why: 'page-gone' })
  return {
    list, gone: gone.map(({ id }) => id), freeFact, freeId, fieldFact: (field) => fields.get(field) ?? (known.has(field) ? field : undefined),
    added: () => list.flatMap(({ step }) => step.questions).filter(({ fact }) => !before.has(fact)),
  }
}
