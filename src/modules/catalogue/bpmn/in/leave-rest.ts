/** A word on every element that nothing has been made of. */
import type { ModdleElement } from 'bpmn-moddle'
import { definitionsOf, isFlowNode } from './elements.ts'
import type { Place } from './places.ts'
import type { LeftBecause, TakenAs } from './remarks.ts'
import type { Taking } from './take-process.ts'
import { timerOf } from './timers.ts'

/** By what the standard calls them; whatever is not named here is not known here. */
const reasons: readonly [RegExp, LeftBecause][] = [
  [/^(SubProcess|AdHocSubProcess|Transaction|CallActivity|SubChoreography)$/, 'process-in-process'],
  [/^(ServiceTask|ScriptTask|BusinessRuleTask)$/, 'program-task'],
  [/^SendTask$/, 'send-task'],
  [/^(UserTask|ManualTask|Task)$/, 'second-task'],
  [/^(ReceiveTask|.*Event)$/, 'event'],
  [/Gateway$/, 'gateway'],
  [/^(MessageFlow|Message)$/, 'message'],
  [/^(DataObject|DataObjectReference|DataStore|DataStoreReference|DataInput|DataOutput|DataInputAssociation|DataOutputAssociation|DataAssociation|InputOutputSpecification|Property|ItemDefinition|DataState|InputOutputBinding)$/, 'data'],
  [/^(TextAnnotation|Association|Group|Category|CategoryValue)$/, 'note'],
  [/^(Participant|Lane)$/, 'place-out'],
]

const frames = /^bpmn:(Definitions|Process|Collaboration|LaneSet)$/

export function leaveRest({ rows, places, order, remarks }: Taking) {
  const lies = new Map(places.flatMap((place) => [...place.nodes].map((node) => [node, place] as const)))
  const back = new Set([...order.back].map(({ flow }) => flow))
  const later: ModdleElement[] = []
  for (const row of rows) {
    if (remarks.has(row)) continue
    if (row.$type === 'bpmn:SequenceFlow') {
      later.push(row)
      continue
    }
    const place = lies.get(row)
    const around = parentOf(row)
    if (frames.test(row.$type) || holdsLanes(row)) remarks.take(row, 'frame')
    else if (around) remarks.leave(row, 'inside', { name: around.name ?? around.id ?? '' })
    else if (place?.role === 'out') remarks.leave(row, place.other === undefined ? 'place-out' : 'other-agency', { name: place.name })
    else if (place && isFlowNode(row)) settle(row, place)
    else remarks.leave(row, reasonFor(row))
  }
  for (const flow of later) {
    const ends = [flow['sourceRef'], flow['targetRef']] as (ModdleElement | undefined)[]
    const around = parentOf(flow)
    if (around) remarks.leave(flow, 'inside', { name: around.name ?? around.id ?? '' })
    else if (back.has(flow)) remarks.leave(flow, 'back')
    else if (ends.every((end) => end !== undefined && remarks.took(end))) remarks.take(flow, 'order')
    else remarks.leave(flow, 'way')
  }

  function settle(row: ModdleElement, { role }: Place) {
    // Whoever applies sends by a button; what an agency sends has words of its own.
    const how = role === 'applicant' && row.$type === 'bpmn:SendTask' ? 'begins' : byItself(row)
    if (how) remarks.take(row, how)
    else remarks.leave(row, timerOf(row) ? 'timer-place' : reasonFor(row))
  }
}

/** What the platform does alike in every process. */
function byItself(row: ModdleElement): TakenAs | undefined {
  const kinds = definitionsOf(row).map(({ $type }) => $type)
  const plain = kinds.every((kind) => kind === 'bpmn:MessageEventDefinition')
  if (/^bpmn:(StartEvent|EndEvent)$/.test(row.$type) && (plain || kinds.every((kind) => kind === 'bpmn:TerminateEventDefinition'))) return 'begins'
  const merges = ((row['outgoing'] ?? []) as unknown[]).length < 2
  return row.$type === 'bpmn:ParallelGateway' || (/^bpmn:(Exclusive|Inclusive)Gateway$/.test(row.$type) && merges) ? 'order' : undefined
}

const reasonFor = ({ $type }: ModdleElement): LeftBecause => reasons.find(([type]) => type.test($type.replace('bpmn:', '')))?.[1] ?? 'other'

const holdsLanes = (row: ModdleElement) => (row.$type === 'bpmn:Lane' && row['childLaneSet'] !== undefined) || (row.$type === 'bpmn:Participant' && (((row['processRef'] as ModdleElement | undefined)?.['laneSets'] ?? []) as unknown[]).length > 0)

/** The process within a process in which it stands. */
function parentOf(row: ModdleElement): ModdleElement | undefined {
  for (let parent = row.$parent; parent; parent = parent.$parent) if (/^bpmn:(SubProcess|AdHocSubProcess|Transaction)$/.test(parent.$type)) return parent
  return undefined
}
