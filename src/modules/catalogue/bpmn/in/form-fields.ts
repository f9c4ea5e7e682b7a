/** Questions of a task as other tools write them: Camunda 7, Flowable and Activiti as form fields, Camunda 8 as a form of form-js. */
import type { ModdleElement } from 'bpmn-moddle'
import type { Question } from '../../../../../packages/pack-kit/schema/life-event.ts'
import { extensionsOf } from './elements.ts'

export interface Field { name: string; label: string; type: Question['type']; choices?: { value: string; label: string }[] }

const attribute = (element: ModdleElement, name: string): string => { const value = element[name] ?? element.$attrs?.[name]; return typeof value === 'string' ? value : '' }
const named = (element: ModdleElement, name: string) => element.$type.slice(element.$type.indexOf(':') + 1) === name
const within = (element: ModdleElement): ModdleElement[] => element.$children ?? []

/** @param process whose extensions hold forms. @returns the fields, and the names of what was read */
export function fieldsOf(task: ModdleElement, process: ModdleElement | undefined): { fields: Field[]; used: string[] } {
  const extensions = extensionsOf(task)
  const lists = extensions.filter((one) => named(one, 'formData') || named(one, 'formProperty'))
  const key = extensions.filter((one) => named(one, 'formDefinition')).map((one) => /^camunda-forms:bpmn:(.+)$/.exec(attribute(one, 'formKey'))?.[1])[0]
  const form = key === undefined || !process ? undefined : extensionsOf(process).find((one) => named(one, 'userTaskForm') && attribute(one, 'id') === key)
  const fields = [
    ...lists.flatMap((one) => (named(one, 'formData') ? within(one) : [one])).flatMap((field) => fieldOf(attribute(field, 'id'), attribute(field, 'label') || attribute(field, 'name'), attribute(field, 'type'), within(field).filter((one) => named(one, 'value')).map((one) => ({ value: attribute(one, 'id'), label: attribute(one, 'name') })))),
    ...(form?.$body === undefined ? [] : formJs(form.$body)),
  ]
  return { fields, used: [...lists.map(({ $type }) => $type), ...(form ? extensions.filter((one) => named(one, 'formDefinition')).map(({ $type }) => $type) : [])] }
}

function fieldOf(name: string, label: string, type: string, choices: { value: string; label: string }[]): Field[] {
  if (name === '') return []
  const said = label || name
  if (/^(boolean|checkbox)$/.test(type)) return [{ name, label: said, type: 'yes-no' }]
  if (/^(date|datetime)$/.test(type)) return [{ name, label: said, type: 'date' }]
  if (/^(enum|select|radio)$/.test(type) && choices.length > 1) return [{ name, label: said, type: 'choice', choices: choices.map(({ value, label: own }) => ({ value, label: own || value })) }]
  return [{ name, label: said, type: 'text' }]
}

/** A component of a form that another tool keeps as JSON: anything may stand where a text is expected. */
interface Component { key?: unknown; label?: unknown; type?: unknown; values?: unknown }

function formJs(json: string): Field[] {
  const said = (value: unknown) => (typeof value === 'string' ? value : '')
  try {
    const { components } = JSON.parse(json) as { components?: Component[] }
    return (components ?? []).flatMap(({ key, label, type, values }) => {
      const choices = Array.isArray(values) ? (values as { value?: unknown; label?: unknown }[]).map((one) => ({ value: said(one.value), label: said(one.label) })) : []
      return fieldOf(said(key), said(label), said(type), choices)
    })
  } catch {
    return []
  }
}
