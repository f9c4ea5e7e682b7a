/** For whom the reader may act, and who may act for the reader. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { LinkList } from '../../../../web/components/link-list/link-list.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { Tag } from '../../../../web/components/tag/tag.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { ShownMandate } from '../mandates.ts'
import { namesIn } from './names.ts'

export interface MandatesPage {
  acting: readonly ShownMandate[]
  represented: readonly ShownMandate[]
  /** The register was asked just now, and said nothing. */
  silent?: boolean
}

export function mandatesPage(view: View, { acting, represented, silent = false }: MandatesPage): Page {
  const { t, pack } = view
  return portalPage(view, {
    title: t('mandates.title'), ...(silent ? { status: 503 } : {}),
    children: (
      <>
        <h1>{t('mandates.title')}</h1>
        <Lead>{t('mandates.lead')}</Lead>
        {silent ? <Notice kind="attention" title={t('identity.fault.mandate-unconfirmed')}><p>{t('identity.fault.mandate-unconfirmed.next')}</p></Notice> : null}
        <h2>{t('mandates.acting')}</h2>
        {acting.length === 0 ? <Empty title={t('mandates.acting-none')} /> : <List view={view} mandates={acting} nameOf={({ subject_name }) => subject_name} />}
        {pack.mandates.some(({ comes }) => comes === 'register') ? (
          <Form view={view} action="/my/mandates/register"><p>{t('mandates.ask-register-lead')}</p><Button kind="secondary">{t('mandates.ask-register')}</Button></Form>
        ) : null}
        <p><a href="/my/mandates/accept">{t('mandates.accept.title')}</a></p>
        <h2>{t('mandates.represented')}</h2>
        {represented.length === 0 ? <Empty title={t('mandates.represented-none')} /> : <List view={view} mandates={represented} nameOf={({ actor_name }) => actor_name} />}
        {pack.mandates.some(({ comes }) => comes === 'grant') ? <ButtonLink href="/my/mandates/new">{t('mandates.new.title')}</ButtonLink> : null}
      </>
    ),
  })
}

function List({ view, mandates, nameOf }: { view: View; mandates: readonly ShownMandate[]; nameOf(mandate: ShownMandate): string }) {
  const { t } = view
  const names = namesIn(view)
  return (
    <LinkList items={mandates.map((mandate) => ({
      href: `/my/mandates/${mandate.id}`, title: nameOf(mandate),
      description: `${names.kind(mandate.kind)} · ${mandate.ending === undefined ? names.until(mandate) : names.ended(mandate.ending)}`,
      tag: mandate.ending !== undefined ? <Tag>{t('mandates.status.ended')}</Tag> : mandate.status === 'offered' ? <Tag kind="attention">{t('mandates.status.offered')}</Tag> : <Tag kind="done">{t('mandates.status.active')}</Tag>,
    }))} />
  )
}
