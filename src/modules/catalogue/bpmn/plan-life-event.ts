/** What happens in a life event, or for one of its services: the applicant's pool, and one for each agency that decides. */
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { Wording } from '../../../web/wordings.ts'
import { planAgency } from './plan-agency.ts'
import type { Plan, PlanNode, Pool } from './plan.ts'
import { citing, saying } from './words.ts'

/** @param services of the event, all of them or one */
export function planLifeEvent(wording: Wording, event: LifeEvent, all: readonly PublicService[], name: string): Plan {
  // What the law does by itself is nobody's task.
  const services = all.filter(({ follows }) => !follows)
  const agencies = [...new Set(services.map(({ agency }) => agency))]
  const pools = agencies.map((agency) => planAgency(wording, agency, services.filter((service) => service.agency === agency)))
  const applicant = planApplicant(wording, event, pools)
  return {
    id: event.id, name, language: wording.language.tag, pools: [applicant, ...pools],
    messages: agencies.flatMap((agency) => [
      { from: 'Send', to: `Arrives_${agency}`, name: wording.t('catalogue.bpmn.application') },
      { from: `Decided_${agency}`, to: `Hears_${agency}`, name: wording.t('catalogue.bpmn.decision') },
    ]),
  }
}

function planApplicant({ t, text, pack }: Wording, event: LifeEvent, agencies: readonly Pool[]): Pool {
  const pool: Pool = { id: 'Applicant', name: t('catalogue.bpmn.applicant'), own: { role: 'applicant', event: event.id }, notes: [], nodes: [], flows: [] }
  const { nodes, flows } = pool
  // What leads to whatever comes next: the way on, and the way past a page that is not asked of everybody.
  let open: { from: string; otherwise?: true }[] = []
  const put = (node: PlanNode, when?: string) => {
    nodes.push(node)
    flows.push(...open.map((way) => ({ ...way, to: node.id, ...(when === undefined ? {} : { when }) })))
    open = [{ from: node.id }]
  }
  put({ id: 'Happened', kind: 'start', name: text(event.name) })
  const own = pack.purposes.filter(({ id, agency }) => agency === null && event.purposes.includes(id))
  put({ id: 'Known', kind: 'service-task', name: t('catalogue.studio.draw.known'), notes: own.map(({ legalBasis: { law, article } }) => t('web.law.cited', { law: text(law), article })) })
  for (const step of event.steps) {
    const asked = conditionOf(step.questions)
    const node: PlanNode = {
      id: `Step_${step.id}`, kind: 'user-task', name: text(step.title), own: { step: step.id }, whole: step,
      notes: [...(step.lead ? [text(step.lead)] : []), ...step.questions.map(({ label }) => text(label))], ...(step.repeat ? { many: true as const } : {}),
    }
    if (asked === undefined) { put(node); continue }
    const gateway = `Asked_${step.id}`
    put({ id: gateway, kind: 'exclusive', name: '' })
    put(node, asked)
    open.push({ from: gateway, otherwise: true })
  }
  put({ id: 'Send', kind: 'send-task', name: t('catalogue.studio.draw.sent', { pages: event.steps.length }) })
  const clocks = event.clocks ?? []
  for (const clock of clocks.filter(({ settled }) => settled)) {
    nodes.push({ ...timerOf(clock), kind: 'time-over', on: 'Send' }, { id: `Passed_${clock.id}`, kind: 'end', name: t('catalogue.bpmn.over') })
    flows.push({ from: `Legal_${clock.id}`, to: `Passed_${clock.id}` })
  }
  const later = clocks.filter(({ settled }) => !settled)
  if (agencies.length + later.length > 1) put({ id: 'Meanwhile', kind: 'parallel', name: '' })
  // A life event that nobody decides anything of yet.
  if (agencies.length + later.length === 0) put({ id: 'Sent', kind: 'end', name: '' })
  const from = open[0]!.from
  for (const clock of later) {
    nodes.push(timerOf(clock), { id: `Passed_${clock.id}`, kind: 'end', name: t('catalogue.bpmn.over') })
    flows.push({ from, to: `Legal_${clock.id}` }, { from: `Legal_${clock.id}`, to: `Passed_${clock.id}` })
  }
  for (const { own: { agency = '' }, name } of agencies) {
    nodes.push({ id: `Hears_${agency}`, kind: 'receive-task', name: t('catalogue.bpmn.hears', { agency: name }) }, { id: `Heard_${agency}`, kind: 'end', name: t('catalogue.bpmn.told') })
    flows.push({ from, to: `Hears_${agency}` }, { from: `Hears_${agency}`, to: `Heard_${agency}` })
  }
  return pool

  function timerOf(clock: NonNullable<LifeEvent['clocks']>[number]): PlanNode {
    const { days, months, years } = clock.period
    return {
      id: `Legal_${clock.id}`, kind: 'timer', name: text(clock.name), duration: days ? `P${days}D` : months ? `P${months}M` : `P${years}Y`, own: { clock: clock.id }, whole: clock,
      notes: [text(clock.from), citing({ t, text }, clock.source)],
    }
  }
}

/** The answer without which nothing on a page is asked; undefined: something always is. */
function conditionOf(questions: LifeEvent['steps'][number]['questions']): string | undefined {
  const [first] = questions
  if (!first?.onlyIf || !questions.every(({ onlyIf }) => onlyIf?.fact === first.onlyIf!.fact && onlyIf.is === first.onlyIf!.is)) return undefined
  return saying(first.onlyIf)
}
