/** What will happen when the person presses the button, exactly, built here and not by the program that asks. */
import type { ComponentChildren } from 'preact'
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { Sending } from '../../../cases/index.ts'
import { ChangesView, type Plan } from '../../../notices/index.ts'
import type { Confirmation } from '../confirm/confirmations.ts'
import { hostInWords } from './host-in-words.ts'
import { sumInWords } from '../tools/shapes.ts'

export type Effect = { act: 'start'; event: string } | { act: 'submit'; sending: Sending } | { act: 'setting'; plan: Plan }

export interface ConfirmPage {
  confirmation: Confirmation
  /** The program: what it calls itself, and the site that it belongs to. */
  agent: { name: string; host: string }
  effect: Effect
  /** The draft is another one than the person has read. */
  changed?: boolean
}

export function confirmPage(view: View, { confirmation, agent, effect, changed = false }: ConfirmPage): Page {
  const { t } = view
  const title = effect.act === 'setting' ? t('assistant.setting.title') : t(`assistant.agents.confirm.${effect.act}`, { event: eventOf(view, effect) })
  const notReady = effect.act === 'submit' && (effect.sending.missing !== null || effect.sending.services.length === 0)
  return portalPage(view, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        <Lead>{t('assistant.agents.confirm.lead', { name: agent.name, host: hostInWords(view, agent.host) })}</Lead>
        {changed ? <Notice kind="attention" title={t(effect.act === 'setting' ? 'assistant.setting.changed' : 'assistant.agents.confirm.changed')} /> : null}
        {effect.act === 'start' ? <StartEffect view={view} event={effect.event} /> : effect.act === 'submit' ? <SubmitEffect view={view} sending={effect.sending} /> : <ChangesView view={view} plan={effect.plan} />}
        {notReady ? <Notice kind="attention" title={t('assistant.agents.confirm.not-ready')}><p><a href={`/apply/${confirmation.object}/continue`}>{t('assistant.agents.go-on')}</a></p></Notice> : (
          <Form view={view} action={`/my/agents/confirm/${confirmation.id}`}>
            {effect.act === 'setting' ? <input type="hidden" name="standing" value={effect.plan.version} /> : null}
            {effect.act === 'submit' ? <input type="hidden" name="version" value={effect.sending.version} /> : null}
            <Button name="answer" value="confirm">{t(effect.act === 'setting' ? 'assistant.setting.confirm' : `assistant.agents.confirm.yes-${effect.act}`)}</Button>
          </Form>
        )}
        <Form view={view} action={`/my/agents/confirm/${confirmation.id}`}><Button kind="secondary" name="answer" value="decline">{t('assistant.agents.confirm.no')}</Button></Form>
      </>
    ),
  })
}

/** After the answer: what came of it, and where it goes on. */
export function answeredPage(view: View, { act, object, status, result }: Confirmation): Page {
  const { t } = view
  const title = t(status === 'confirmed' ? `assistant.agents.done-${act}` : 'assistant.agents.declined')
  const onward = status === 'declined' ? '/my/agents' : act === 'setting' ? '/my/inbox/settings' : act === 'start' ? `/apply/${result ?? object}/continue` : `/my/applications/${result ?? ''}`
  return portalPage(view, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        {status === 'confirmed' && act === 'submit' ? <Lead>{t('cases.application.receipt', { receipt: result ?? '' })}</Lead> : null}
        <p>{t('assistant.agents.tell')}</p>
        <p><ButtonLink href={onward}>{t(status === 'declined' ? 'assistant.agents.title' : act === 'setting' ? 'notices.settings.title' : 'assistant.agents.go-on')}</ButtonLink></p>
      </>
    ),
  })
}

function StartEffect({ view, event: id }: { view: View; event: string }) {
  const { t } = view
  const event = view.pack.lifeEvents.find((one) => one.id === id)
  return (
    <Effects lead={t('assistant.start.effect')} items={[t('assistant.start.effect-draft'), t('assistant.start.effect-services', { count: event?.services.length ?? 0 }), t('assistant.start.effect-data')]} />
  )
}

function SubmitEffect({ view, sending: { services } }: { view: View; sending: Sending }) {
  const { t, text, pack } = view
  const agencyOf = (id: string) => text(pack.agencies.find((agency) => agency.id === id)?.name ?? {})
  const agencies = Map.groupBy(services, ({ service }) => service.agency)
  return (
    <>
      <p>{t('assistant.agents.confirm.sends', { count: agencies.size })}</p>
      <SummaryList rows={[...agencies].map(([agency, assessed]) => ({
        key: agencyOf(agency),
        value: <ul>{assessed.map(({ service, finding }) => <li key={service.id}>{[text(service.name), ...(finding?.amounts ?? []).map(({ value, per, voucher }) => t(`cases.amount.${per}`, { amount: sumInWords(view, value, voucher) }))].join(' · ')}</li>)}</ul>,
      }))} />
      <Effects lead={t('assistant.start.effect')} items={[t('assistant.agents.confirm.effect-data'), t('assistant.agents.confirm.effect-clock'), t('assistant.agents.confirm.effect-undo')]} />
    </>
  )
}

const Effects = ({ lead, items }: { lead: string; items: readonly ComponentChildren[] }) => <><p>{lead}</p><ul>{items.map((item, at) => <li key={at}>{item}</li>)}</ul></>

const eventOf = (view: View, effect: Exclude<Effect, { act: 'setting' }>) => {
  const id = effect.act === 'start' ? effect.event : effect.sending.event
  return view.text(view.pack.lifeEvents.find((event) => event.id === id)?.name ?? {})
}
