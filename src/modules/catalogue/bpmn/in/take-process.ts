/** A file as a change to a service: pages, their order and conditions, the decision and its clock; and a word on every element of it. */
import type { ModdleElement } from 'bpmn-moddle'
import type { Pack } from '../../../../../packages/pack-kit/schema/pack.ts'
import type { Wording } from '../../../../web/wordings.ts'
import { declareAnswers } from '../../studio/change-form.ts'
import type { ServiceFiles } from '../../studio/service-files.ts'
import { documentationOf, isOurs, rowsOf, shortType, waysIn } from './elements.ts'
import { drawnHere, type Drawn } from './drawn-here.ts'
import { orderOf, type Order } from './graph.ts'
import { leaveRest } from './leave-rest.ts'
import type { Place } from './places.ts'
import type { BpmnFile } from './read-file.ts'
import { Remarks, type Remark } from './remarks.ts'
import { takeClocks } from './take-clocks.ts'
import { takeConditions } from './take-conditions.ts'
import { takeDecision } from './take-decision.ts'
import { takePages } from './take-pages.ts'

/** What is read, and onto what. */
export interface Taking {
  /** In the language that the file's words are in. */
  wording: Wording
  pack: Pack
  agency: string
  files: ServiceFiles
  rows: readonly ModdleElement[]
  places: readonly Place[]
  order: Order
  /** What this house draws of the same service, where the file is one of ours. */
  drawn: Drawn | undefined
  remarks: Remarks
}

export interface Taken { files: ServiceFiles; remarks: Remark[] }

/** @param before the service as it stands, or as it begins. @param places with the roles that were chosen */
export function takeProcess(wording: Wording, { definitions, unread }: BpmnFile, places: readonly Place[], before: ServiceFiles, agency: string): Taken {
  const rows = rowsOf(definitions)
  const ways = waysIn(rows)
  const remarks = new Remarks()
  const nodes = new Set(places.flatMap((place) => [...place.nodes]))
  const taking: Taking = {
    wording, pack: wording.pack, agency, files: before, rows, places, remarks,
    order: orderOf([...nodes], ways.filter(({ from, to }) => nodes.has(from) && nodes.has(to))),
    drawn: isOurs(definitions) ? drawnHere(wording, before, rows) : undefined,
  }
  for (const place of places) if (place.role !== 'out') remarks.take(place.element, place.role === 'applicant' ? 'applicant' : 'agency', { used: documentationOf(place.element).length > 0 && taking.drawn ? ['documentation'] : [] })
  const pages = takePages(taking)
  const steps = takeConditions(taking, pages)
  const clocks = takeClocks(taking)
  const { service, name } = takeDecision(taking)
  const files = declareAnswers({ ...before, service, event: { ...before.event, ...name, steps, ...(clocks ? { clocks } : {}) } }, pages.added())
  taking.drawn?.settle(taking, pages.gone)
  leaveRest(taking)
  for (const message of unread) remarks.say({ element: '', kind: shortType(definitions), name: '', taken: false, why: 'unread', values: { said: message } })
  return { files, remarks: remarks.list(definitions) }
}
