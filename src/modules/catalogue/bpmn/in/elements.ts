/** What stands in a file, beside its picture: elements that are told of, what belongs to one of them, and the ways between them. */
import type { ModdleElement } from 'bpmn-moddle'
import { ownNamespace } from '../own-namespace.ts'

const list = (value: unknown): ModdleElement[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((one): one is ModdleElement => typeof (one as ModdleElement | undefined)?.$type === 'string')

/** What stands in an element, whatever it is called there. */
const childrenOf = (element: ModdleElement) => (element.$descriptor?.properties ?? []).filter(({ isReference, isAttr }) => !isReference && !isAttr)
  .flatMap(({ name, ns }) => list(element[name] ?? element[ns.localName]).filter((child) => child.$parent === element))

/** They say something of the element that they stand in. */
const isPart = ({ $type }: ModdleElement) => /^bpmn:(Documentation|ExtensionElements|Expression|FormalExpression|.*EventDefinition|.*LoopCharacteristics|Assignment|InputSet|OutputSet)$/.test($type) || !$type.startsWith('bpmn:')

/** All but the picture and what belongs to an element: each of them is taken or left with a word. */
export function rowsOf(element: ModdleElement): ModdleElement[] {
  return [element, ...childrenOf(element).filter((child) => !isPart(child)).flatMap((child) => rowsOf(child))]
}

export const shortType = ({ $type }: ModdleElement) => { const own = $type.slice($type.indexOf(':') + 1); return own.charAt(0).toLowerCase() + own.slice(1) }

export const definitionsOf = (element: ModdleElement) => list(element['eventDefinitions'])

/** As the standard writes it; of an event with what it waits for: `startEvent messageEventDefinition`. */
export const kindOf = (element: ModdleElement) => [element, ...definitionsOf(element)].map(shortType).join(' ')

/** What is of no matter to anybody who reads the process, and what is read of every element. */
const silent = new Set(['id', 'name', 'isExecutable', 'isMarkerVisible', 'targetNamespace', 'exporter', 'exporterVersion', 'expressionLanguage', 'typeLanguage', 'gatewayDirection', 'isClosed', 'textFormat', 'processType', 'isForCompensation', 'startQuantity', 'completionQuantity', 'isInterrupting', 'parallelMultiple', 'implementation'])

/** Attributes that say something and are nobody's own: those of other engines, and of the standard. */
export function attributesOf(element: ModdleElement): string[] {
  const standard = Object.keys(element).filter((key) => !key.startsWith('$') && !silent.has(key) && ['string', 'number', 'boolean'].includes(typeof element[key]) && !['text', 'body'].includes(key))
  return [...standard, ...Object.keys(element.$attrs).filter((key) => !/^(xmlns|maru|xsi)(:|$)/.test(key) && !(element.$type === 'bpmn:Definitions'))]
}

/** Names of what stands in an element and is no element of its own. Event definitions are in its kind. */
export const partsOf = (element: ModdleElement): string[] => [...new Set(childrenOf(element).filter((child) => isPart(child) && !child.$type.startsWith('bpmndi:') && !child.$type.endsWith('EventDefinition'))
  .flatMap((child) => (child.$type === 'bpmn:ExtensionElements' ? extensionsOf(element).map(({ $type }) => $type).filter((type) => type !== 'maru:whole') : [partName(child)])))]

const partName = (part: ModdleElement) => (part.$type.endsWith('Expression') ? 'condition' : shortType(part))

export const extensionsOf = (element: ModdleElement): ModdleElement[] => list((element['extensionElements'] as ModdleElement | undefined)?.['values'])

/** Of our own namespace, whatever its prefix is: the reader keeps a prefix as the file has it, and our files have ours. */
export const mark = (element: ModdleElement, name: string): string | undefined => element.$attrs[`maru:${name}`]

export const isOurs = (definitions: ModdleElement) => definitions.$attrs['xmlns:maru'] === ownNamespace

/** What our own file says of an element in every language. */
export const wholeText = (element: ModdleElement): string | undefined => extensionsOf(element).find(({ $type }) => $type === 'maru:whole')?.$body

export const textIn = (element: ModdleElement | undefined, name: string): string => { const value = element?.[name]; return typeof value === 'string' ? value.trim() : '' }

export const documentationOf = (element: ModdleElement) => list(element['documentation']).map((one) => textIn(one, 'text')).filter((text) => text !== '')

export const isFlowNode = (element: ModdleElement) => element.$instanceOf('bpmn:FlowNode')

/** Ways of a process, without those that lead nowhere; what stands on a task's border is reached from the task. */
export function waysIn(rows: readonly ModdleElement[]): { flow?: ModdleElement; from: ModdleElement; to: ModdleElement }[] {
  return rows.flatMap((row) => {
    const [from, to] = row.$type === 'bpmn:SequenceFlow' ? [row['sourceRef'], row['targetRef']] : row.$type === 'bpmn:BoundaryEvent' ? [row['attachedToRef'], row] : []
    if (!from || !to) return []
    return [{ ...(row.$type === 'bpmn:SequenceFlow' ? { flow: row } : {}), from: from as ModdleElement, to: to as ModdleElement }]
  })
}
