/** A service as a picture: what is asked, page by page, then who decides and until when, what it costs, and what comes of it. */
import type { Step } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Diagram, DiagramNode } from '../../../web/diagram/diagram.ts'
import type { View } from '../../../web/view.ts'
import { inAnyLanguage } from './pages/in-any-language.ts'
import type { ServiceFiles } from './service-files.ts'

export function drawService(view: View, { service, event }: ServiceFiles): Diagram {
  const { t, text, pack } = view
  const node = (id: string, kind: DiagramNode['kind'], words: string, note: string | null = null, unverified = false): DiagramNode => ({ id, kind, words, note, unverified })
  const pages = [
    node('known', 'value', t('catalogue.studio.draw.known')),
    ...event.steps.map((step) => node(stepId(step), 'fact', inAnyLanguage(view, step.title) || step.id, t(dependsOn(event, step) ? 'catalogue.studio.draw.some' : 'catalogue.studio.draw.questions', { count: step.questions.length }))),
  ]
  const agency = pack.agencies.find(({ id }) => id === service.agency)
  const { processing: { days, clock, source } } = service
  const decision = node('decision', 'rule', t('catalogue.studio.draw.decides', { agency: agency ? text(agency.name) : service.agency }), t(`catalogue.service.${clock}`, { days }), source.unverified === true)
  const ends = [
    ...(service.fee ? [node('fee', 'amount', t('catalogue.studio.draw.fee', { amount: view.money(service.fee.amount) }), service.fee.source.article, service.fee.source.unverified === true)] : []),
    ...(service.collects ? [node('collects', 'amount', t('catalogue.studio.draw.fee', { amount: text(pack.facts.find(({ fact }) => fact === service.collects?.fact)?.label ?? {}) }), service.collects.source.article, service.collects.source.unverified === true)] : []),
    ...(service.certificate ? [node('certificate', 'choice', t('catalogue.studio.draw.certificate'))] : []),
    node('letter', 'choice', t('catalogue.studio.draw.letter')),
  ]
  const sent = node('sent', 'condition', t('catalogue.studio.draw.sent', { pages: event.steps.length }))
  return {
    nodes: [...pages, sent, decision, ...ends],
    edges: [
      // What has no order of its own is stacked from below.
      ...pages.toReversed().map(({ id }) => ({ from: id, to: 'sent' })),
      ...event.steps.flatMap((step) => { const before = dependsOn(event, step); return before ? [{ from: stepId(before), to: stepId(step), otherwise: true as const }] : [] }),
      { from: 'sent', to: 'decision' }, ...ends.map(({ id }) => ({ from: 'decision', to: id })),
    ],
  }
}

const stepId = ({ id }: Step) => `step-${id}`

/** The earlier page whose answer decides what is asked on this one. */
const dependsOn = ({ steps }: ServiceFiles['event'], { questions }: Step) => steps.find((step) => step.questions.some(({ fact }) => questions.some(({ onlyIf }) => onlyIf?.fact === fact)))
