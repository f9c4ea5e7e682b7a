/** The agency's task is the decision on the service; the timer on its border is the time that the law gives for it. */
import type { ModdleElement } from 'bpmn-moddle'
import type { LifeEvent } from '../../../../../packages/pack-kit/schema/life-event.ts'
import type { PublicService } from '../../../../../packages/pack-kit/schema/service.ts'
import { documentationOf, mark } from './elements.ts'
import type { Taking } from './take-process.ts'
import { timerOf } from './timers.ts'
import { OwnWordsShape, readWhole } from './whole.ts'

const decides = new Set(['bpmn:UserTask', 'bpmn:ManualTask', 'bpmn:Task'])

/** `name`: of the life event, where the file gives it another one. */
export function takeDecision(taking: Taking): { service: PublicService; name: Partial<Pick<LifeEvent, 'name'>> } {
  const { files: { service: before, event }, wording: { language: { tag }, text }, rows, remarks, drawn } = taking
  const task = findDecision(taking)
  const happened = drawn ? rows.find(({ id }) => id === 'Happened') : undefined
  const renamed = happened?.name !== undefined && happened.name !== text(event.name)
  if (renamed) remarks.take(happened, 'texts')
  const name = renamed ? { name: { ...event.name, [tag]: happened.name! } } : {}
  if (!task) return { service: before, name }
  const { value: whole } = mark(task, 'service') === undefined ? { value: undefined } : readWhole(task, OwnWordsShape)
  const said: PublicService = { ...before, ...whole }
  if (whole) for (const part of ['fee', 'secondSignature', 'letters'] as const) if (whole[part] === undefined) delete said[part]
  const summary = documentationOf(task).join(' ')
  // A model that knows nothing of this service names its task, not the service.
  const isNew = (before.name[tag] ?? '') === ''
  if (task.name !== undefined && task.name !== said.name[tag] && (isNew || mark(task, 'service') !== undefined)) said.name = { ...said.name, [tag]: task.name }
  if (summary !== '' && isNew && !whole) said.summary = { ...said.summary, [tag]: summary }
  remarks.take(task, 'decision', { values: { name: task.name ?? '' }, used: isNew || whole ? ['documentation'] : [] })
  for (const row of rows) {
    const timer = row['attachedToRef'] === task ? timerOf(row) : undefined
    if (!timer) continue
    const days = timer.period && 'days' in timer.period ? timer.period.days : undefined
    if (days === undefined) {
      remarks.leave(row, 'timer-shape', { time: timer.body })
      continue
    }
    const clock = mark(row, 'days') === 'office-days' || (mark(row, 'days') === undefined && !isNew && before.processing.clock === 'office-days') ? 'office-days' : 'calendar-days'
    said.processing = { ...said.processing, days, clock }
    remarks.take(row, 'days', { values: { days }, used: ['documentation', 'cancelActivity'] })
  }
  return { service: said, name }
}

/** The one that is marked; otherwise the one with a time; otherwise the last of the officials' tasks. */
function findDecision({ files: { service }, pack, places, order, rows, remarks }: Taking): ModdleElement | undefined {
  const tasks = order.nodes.filter((node) => decides.has(node.$type) && places.some(({ role, nodes }) => role === 'agency' && nodes.has(node)))
  const ofOthers = tasks.filter((task) => { const own = mark(task, 'service'); return own !== undefined && own !== service.id && pack.services.some(({ id }) => id === own) })
  for (const task of ofOthers) remarks.leave(task, 'other-service', { service: task.name ?? '' })
  const own = tasks.filter((task) => !ofOthers.includes(task) && mark(task, 'role') !== 'signature')
  const timed = new Set(rows.filter((row) => timerOf(row)).map((row) => row['attachedToRef'] as ModdleElement))
  return own.find((task) => mark(task, 'service') === service.id) ?? own.find((task) => mark(task, 'service') !== undefined) ?? own.find((task) => timed.has(task)) ?? own.at(-1)
}
