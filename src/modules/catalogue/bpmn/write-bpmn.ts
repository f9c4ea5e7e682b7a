/** A plan as a BPMN 2.0 file with its picture (OMG formal/2011-01-03, chapters 10 and 12); read by whatever reads the standard. */
import { BpmnModdle, type ModdleElement as Element } from 'bpmn-moddle'
import { ownNamespace } from './own-namespace.ts'
import { type Box, placePools, type Point } from './place-pools.ts'
import type { Plan, PlanFlow, PlanNode, Pool } from './plan.ts'

const expressionLanguage = 'urn:maru:rules'

export async function writeBpmn(plan: Plan): Promise<string> {
  const moddle = new BpmnModdle()
  const placed = placePools(plan)
  const elements = new Map<string, Element>()
  const make = (type: string, values: Record<string, unknown>): Element => {
    const element = moddle.create(type, values)
    if (typeof values['id'] === 'string') elements.set(values['id'], element)
    return element
  }
  const own = (attributes: Readonly<Record<string, string>> = {}) => Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`maru:${name}`, value]))
  const notes = (lines: readonly string[] = []) => (lines.length === 0 ? {} : { documentation: lines.map((text) => moddle.create('bpmn:Documentation', { text })) })
  const whole = ({ whole: said }: PlanNode) => (said === undefined ? {} : { extensionElements: moddle.create('bpmn:ExtensionElements', { values: [moddle.createAny('maru:whole', ownNamespace, { $body: JSON.stringify(said) })] }) })
  const refused = make('bpmn:Error', { id: 'Error_refused', name: 'refused', errorCode: 'refused' })

  const messages = plan.messages.map(({ name }, at) => make('bpmn:Message', { id: `Message_${at + 1}`, name }))
  const processes = plan.pools.map((pool) => processOf(pool))
  const participants = plan.pools.map((pool, at) => make('bpmn:Participant', { id: pool.id, name: pool.name, processRef: processes[at], ...own(pool.own), ...notes(pool.notes) }))
  const messageFlows = plan.messages.map(({ from, to, name }, at) => make('bpmn:MessageFlow', { id: `MessageFlow_${at + 1}`, name, sourceRef: elements.get(from), targetRef: elements.get(to), messageRef: messages[at] }))
  const collaboration = make('bpmn:Collaboration', { id: 'Collaboration', participants, messageFlows })
  const definitions = moddle.create('bpmn:Definitions', {
    id: `Definitions_${plan.id}`, name: plan.name, targetNamespace: 'urn:maru:pack', exporter: 'Maru', expressionLanguage,
    rootElements: [...messages, refused, collaboration, ...processes], diagrams: [picture()],
  })
  definitions.$attrs['xmlns:maru'] = ownNamespace
  definitions.$attrs['maru:language'] = plan.language
  const { xml } = await moddle.toXML(definitions, { format: true })
  return xml

  function processOf(pool: Pool): Element {
    const nodes = pool.nodes.map((node) => nodeOf(node))
    const flows = pool.flows.map((flow, at) => flowOf(pool, flow, at))
    for (const { id, on } of pool.nodes) if (on !== undefined) elements.get(id)!['attachedToRef'] = elements.get(on)
    return make('bpmn:Process', { id: `Process_${pool.id}`, name: pool.name, isExecutable: false, flowElements: [...nodes, ...flows] })
  }

  function nodeOf(node: PlanNode): Element {
    const { type, more } = kindOf(node)
    return make(type, { id: node.id, name: node.name || undefined, ...own(node.own), ...notes(node.notes), ...whole(node), ...more })
  }

  function kindOf({ id, kind, duration, many }: PlanNode): { type: string; more: Record<string, unknown> } {
    const defined = (definition: string, values: object = {}) => ({ eventDefinitions: [make(`bpmn:${definition}`, { id: `${definition}_${id}`, ...values })] })
    const timer = () => defined('TimerEventDefinition', { timeDuration: moddle.create('bpmn:FormalExpression', { body: duration }) })
    switch (kind) {
      case 'start': return { type: 'bpmn:StartEvent', more: {} }
      case 'message-start': return { type: 'bpmn:StartEvent', more: defined('MessageEventDefinition') }
      case 'user-task': return { type: 'bpmn:UserTask', more: many ? { loopCharacteristics: moddle.create('bpmn:MultiInstanceLoopCharacteristics', { isSequential: true }) } : {} }
      case 'service-task': return { type: 'bpmn:ServiceTask', more: {} }
      case 'send-task': return { type: 'bpmn:SendTask', more: {} }
      case 'receive-task': return { type: 'bpmn:ReceiveTask', more: {} }
      case 'exclusive': return { type: 'bpmn:ExclusiveGateway', more: {} }
      case 'inclusive': return { type: 'bpmn:InclusiveGateway', more: {} }
      case 'parallel': return { type: 'bpmn:ParallelGateway', more: {} }
      case 'timer': return { type: 'bpmn:IntermediateCatchEvent', more: timer() }
      // The clock runs out, and the task goes on: whoever is late still decides.
      case 'time-over': return { type: 'bpmn:BoundaryEvent', more: { cancelActivity: false, ...timer() } }
      case 'refused': return { type: 'bpmn:BoundaryEvent', more: defined('ErrorEventDefinition', { errorRef: refused }) }
      case 'end': return { type: 'bpmn:EndEvent', more: {} }
      case 'message-end': return { type: 'bpmn:EndEvent', more: defined('MessageEventDefinition') }
      default: return kind satisfies never
    }
  }

  function flowOf(pool: Pool, { from, to, name, when, otherwise }: PlanFlow, at: number): Element {
    const [source, target] = [elements.get(from)!, elements.get(to)!]
    const flow = make('bpmn:SequenceFlow', {
      id: `Flow_${pool.id}_${at + 1}`, name, sourceRef: source, targetRef: target,
      ...(when === undefined ? {} : { conditionExpression: moddle.create('bpmn:FormalExpression', { body: when }) }),
    })
    const add = (element: Element, list: 'outgoing' | 'incoming') => { (element.get(list) as Element[]).push(flow) }
    add(source, 'outgoing')
    add(target, 'incoming')
    if (otherwise && source.$type.endsWith('Gateway')) source['default'] = flow
    return flow
  }

  function picture(): Element {
    const shape = (id: string, more: object = {}) => make('bpmndi:BPMNShape', { id: `${id}_di`, bpmnElement: elements.get(id), bounds: moddle.create('dc:Bounds', { ...placed.boxes.get(id)! } satisfies Box), ...more })
    const edge = (id: string, points: Point[]) => make('bpmndi:BPMNEdge', { id: `${id}_di`, bpmnElement: elements.get(id), waypoint: points.map((point) => moddle.create('dc:Point', { ...point })) })
    const planeElement = [
      ...plan.pools.map(({ id }) => shape(id, { isHorizontal: true })),
      ...plan.pools.flatMap(({ nodes }) => nodes.map(({ id, kind }) => shape(id, kind === 'exclusive' ? { isMarkerVisible: true } : {}))),
      ...plan.pools.flatMap(({ id, flows }) => flows.map((_, at) => edge(`Flow_${id}_${at + 1}`, placed.lines.get(`${id}:${at}`)!))),
      ...plan.messages.map((_, at) => edge(`MessageFlow_${at + 1}`, placed.lines.get(`message:${at}`)!)),
    ]
    return moddle.create('bpmndi:BPMNDiagram', { id: 'Diagram', name: plan.name, plane: moddle.create('bpmndi:BPMNPlane', { id: 'Plane', bpmnElement: collaboration, planeElement }) })
  }
}
