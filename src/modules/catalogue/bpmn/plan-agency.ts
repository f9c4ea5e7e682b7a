/** An agency's pool: every service decided on its own, at the same time, each with its legal clock, a refusal with its letter, and what an approval does. */
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { PlanNode, Pool } from './plan.ts'
import { citing, saying } from './words.ts'

export function planAgency(wording: Wording, agency: string, services: readonly PublicService[]): Pool {
  const { t, text, pack } = wording
  const known = pack.agencies.find(({ id }) => id === agency)
  const purposes = pack.purposes.filter((purpose) => purpose.agency === agency && services.some(({ lifeEvents }) => lifeEvents.some((event) => pack.lifeEvents.find(({ id }) => id === event)?.purposes.includes(purpose.id))))
  const pool: Pool = {
    id: `Agency_${agency}`, name: known ? text(known.name) : agency, own: { agency },
    notes: purposes.map(({ legalBasis: { law, article } }) => t('web.law.cited', { law: text(law), article })), nodes: [], flows: [],
  }
  const [begins, ends] = [`Arrives_${agency}`, `Decided_${agency}`]
  pool.nodes.push({ id: begins, kind: 'message-start', name: t('catalogue.bpmn.arrives') })
  const alone = services.length === 1 && !services[0]!.onlyIf
  // Where one of them is not everybody's, as many ways are gone as conditions hold; otherwise all.
  const split = services.some(({ onlyIf }) => onlyIf) ? 'inclusive' : 'parallel'
  const [first, last] = alone ? [begins, ends] : [`Split_${agency}`, `Join_${agency}`]
  if (!alone) {
    pool.nodes.push({ id: first, kind: split, name: '' })
    pool.flows.push({ from: begins, to: first })
  }
  for (const service of services) planService(wording, pool, service, first, last)
  if (!alone) {
    pool.nodes.push({ id: last, kind: split, name: '' })
    pool.flows.push({ from: last, to: ends })
    // A condition holds or not; an inclusive gateway that finds none goes here.
    if (split === 'inclusive' && services.every(({ onlyIf }) => onlyIf)) pool.flows.push({ from: first, to: last, otherwise: true })
  }
  pool.nodes.push({ id: ends, kind: 'message-end', name: t('catalogue.studio.draw.letter') })
  return pool
}

function planService(wording: Wording, { nodes, flows }: Pool, service: PublicService, from: string, to: string) {
  const { t, text } = wording
  const { id, processing, secondSignature } = service
  const decides = `Decide_${id}`
  nodes.push(
    { id: decides, kind: 'user-task', name: text(service.name), own: { service: id }, whole: ownWords(service), notes: [text(service.summary), citing(wording, service.source)] },
    {
      id: `Clock_${id}`, kind: 'time-over', on: decides, name: t(`catalogue.service.${processing.clock}`, { days: processing.days }), duration: `P${processing.days}D`, own: { days: processing.clock },
      notes: [citing(wording, processing.source)],
    },
    { id: `Over_${id}`, kind: 'end', name: t('catalogue.bpmn.over') },
    { id: `Refused_${id}`, kind: 'refused', on: decides, name: t('catalogue.bpmn.refused') },
    { id: `Letter_${id}`, kind: 'send-task', name: t('catalogue.bpmn.refusal'), notes: [text(service.complaint)] },
    { id: `Settled_${id}`, kind: 'exclusive', name: '' },
  )
  flows.push(
    { from, to: decides, ...(service.onlyIf ? { when: saying(service.onlyIf) } : {}) },
    { from: `Clock_${id}`, to: `Over_${id}` },
    { from: `Refused_${id}`, to: `Letter_${id}` }, { from: `Letter_${id}`, to: `Settled_${id}` }, { from: `Settled_${id}`, to },
  )
  let at = decides
  if (secondSignature) {
    nodes.push(
      { id: `Sign_${id}`, kind: 'user-task', name: t('catalogue.bpmn.signs'), own: { role: 'signature' }, notes: [citing(wording, secondSignature.source)] },
      { id: `Signed_${id}`, kind: 'exclusive', name: '' },
    )
    flows.push({ from: at, to: `Sign_${id}` }, { from: `Sign_${id}`, to: `Signed_${id}` }, { from: `Signed_${id}`, to: decides, name: t('catalogue.bpmn.returned'), when: 'returned' })
    at = `Signed_${id}`
  }
  for (const effect of effectsOf(wording, service)) {
    nodes.push(effect)
    flows.push({ from: at, to: effect.id, ...(at === `Signed_${id}` ? { otherwise: true as const } : {}) })
    at = effect.id
  }
  flows.push({ from: at, to: `Settled_${id}`, name: t('catalogue.bpmn.approved'), ...(at === `Signed_${id}` ? { otherwise: true as const } : {}) })
}

/** What a service's owner says of it. What the rules reckon and what registers and banks do stays with the pack that it is of. */
export const ownWords = ({ name, summary, audience, howToApply, cost, complaint, processing, fee, secondSignature, letters, certificate, source }: PublicService): OwnWords =>
  ({ name, summary, audience, howToApply, cost, complaint, processing, ...(fee ? { fee } : {}), ...(secondSignature ? { secondSignature } : {}), ...(letters ? { letters } : {}), certificate, source })

export type OwnWords = Pick<PublicService, 'name' | 'summary' | 'audience' | 'howToApply' | 'cost' | 'complaint' | 'processing' | 'fee' | 'secondSignature' | 'letters' | 'certificate' | 'source'>

/** What an approval does by itself, in its order. */
function effectsOf({ t, text, pack, money }: Wording, { id, effect, writes, fee, collects, certificate, pays }: PublicService): PlanNode[] {
  const task = (name: string, words: string): PlanNode => ({ id: `${name}_${id}`, kind: 'service-task', name: words })
  const register = pack.registers.find((one) => one.id === writes?.register)
  return [
    ...(effect || writes ? [task('Registers', register ? text(register.name) : t('catalogue.bpmn.registers'))] : []),
    ...(fee ? [task('Fee', t('catalogue.studio.draw.fee', { amount: money(fee.amount) }))] : []),
    ...(collects ? [task('Fee', t('catalogue.studio.draw.fee', { amount: text(pack.facts.find(({ fact }) => fact === collects.fact)?.label ?? {}) }))] : []),
    ...(pays ? [task('Pays', t('catalogue.bpmn.pays'))] : []),
    ...(certificate ? [task('Certificate', t('catalogue.studio.draw.certificate'))] : []),
  ]
}
