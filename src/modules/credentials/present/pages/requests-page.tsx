/** Who may ask people for what: every registered request, for anyone to read. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Details } from '../../../../web/components/details/details.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { LinkList } from '../../../../web/components/link-list/link-list.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { CredentialNames } from '../request-template.ts'
import type { RegisteredTemplate } from '../templates.ts'
import { AskedFor } from './asked-for.tsx'

export function requestsPage(view: View, templates: readonly RegisteredTemplate[]): Page {
  const { t } = view
  return portalPage(view, {
    title: t('credentials.requests.title'),
    children: (
      <>
        <h1>{t('credentials.requests.title')}</h1>
        <Lead>{t('credentials.requests.lead')}</Lead>
        <LinkList items={templates.map(({ template }) => ({
          href: `/requests/${template.id}`, title: view.text(template.name),
          description: view.text(view.pack.agencies.find(({ id }) => id === template.agency)?.name ?? {}),
        }))} />
      </>
    ),
  })
}

export function requestPage(view: View, { template, registeredAt }: RegisteredTemplate, types: readonly CredentialNames[], proof: string | undefined): Page {
  const { t } = view
  return portalPage(view, {
    title: view.text(template.name),
    children: (
      <>
        <BackLink view={view} href="/requests" />
        <h1>{view.text(template.name)}</h1>
        <Lead>{view.text(template.why)}</Lead>
        <AskedFor view={view} template={template} types={types} />
        <p>{t('credentials.request.since', { date: view.dateTime(registeredAt) })}</p>
        {proof === undefined ? <p>{t('credentials.request.unproven')}</p> : <Details summary={t('credentials.request.proof')}><p>{t('credentials.request.proof-how')}</p><pre tabIndex={0}>{proof}</pre></Details>}
      </>
    ),
  })
}
