/** A file of ours that comes back: what stands in it as this house draws it has not changed, and what is drawn here and not there was taken out. */
import type { ModdleElement } from 'bpmn-moddle'
import type { Wording } from '../../../../web/wordings.ts'
import type { ServiceFiles } from '../../studio/service-files.ts'
import { planLifeEvent } from '../plan-life-event.ts'
import type { PlanNode } from '../plan.ts'
import { documentationOf, mark } from './elements.ts'
import type { Taking } from './take-process.ts'
import { timerOf } from './timers.ts'

export interface Drawn {
  node(id: string | undefined): PlanNode | undefined
  /** A word on whatever is as it is drawn here, was renamed where only the platform names things, or is missing. */
  settle(taking: Taking, gone: readonly string[]): void
}

/** @returns undefined where the file is of another life event */
export function drawnHere(wording: Wording, { service, event }: ServiceFiles, rows: readonly ModdleElement[]): Drawn | undefined {
  if (!rows.some((row) => mark(row, 'role') === 'applicant' && mark(row, 'event') === event.id)) return undefined
  const marked = new Set(rows.map((row) => mark(row, 'service')))
  const services = event.services.flatMap((id) => (id === service.id ? [service] : marked.has(id) ? wording.pack.services.filter((one) => one.id === id) : []))
  const plan = planLifeEvent(wording, event, services, '')
  const nodes = new Map(plan.pools.flatMap((pool) => pool.nodes).map((node) => [node.id, node]))
  const leads = new Set([...plan.pools.flatMap((pool) => pool.flows), ...plan.messages].map(({ from, to }) => `${from} ${to}`))
  const pools = new Set(plan.pools.map(({ id }) => id))
  const sameNotes = (row: ModdleElement, notes: readonly string[] = []) => { const said = documentationOf(row); return said.length === notes.length && said.every((text, at) => text === notes[at]!.trim()) }

  return {
    node: (id) => (id === undefined ? undefined : nodes.get(id)),
    settle({ remarks }, gone) {
      for (const row of rows) {
        if (remarks.has(row)) continue
        const node = nodes.get(row.id ?? '')
        const used = node && sameNotes(row, node.notes) ? ['documentation', ...(node.many ? ['multiInstanceLoopCharacteristics'] : []), 'cancelActivity', 'default'] : ['cancelActivity', 'default', 'condition']
        if (node) {
          if ((row.name ?? '') === node.name && (node.duration === undefined || timerOf(row)?.body === node.duration)) remarks.take(row, 'drawn', { used })
          else remarks.leave(row, 'own-words', { name: node.name })
        } else if (/^bpmn:(SequenceFlow|MessageFlow)$/.test(row.$type) && leads.has(`${idOf(row['sourceRef'])} ${idOf(row['targetRef'])}`)) remarks.take(row, 'drawn', { used })
        else if (pools.has(row.id ?? '') || /^bpmn:(Message|Error)$/.test(row.$type)) remarks.take(row, 'drawn', { used: ['documentation', 'errorCode'] })
      }
      const present = new Set(rows.map(({ id }) => id))
      for (const node of nodes.values()) {
        if (present.has(node.id) || gone.some((step) => node.id === `Step_${step}` || node.id === `Asked_${step}`)) continue
        remarks.say({ element: node.id, kind: node.kind, name: node.name, taken: false, why: 'missing' })
      }
    },
  }
}

const idOf = (element: unknown) => (element as ModdleElement | undefined)?.id ?? ''
