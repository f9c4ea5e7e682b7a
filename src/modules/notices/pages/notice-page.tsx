import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Happening, NoticeRow } from '../index.ts'
import { fieldName, purposeName, serviceName, titleInWords } from './notice-in-words.ts'

/** What happened, what it means, and where to go on. */
export function noticePage(view: View, { data, receipt, created_at }: NoticeRow): Page {
  const { t } = view
  const title = titleInWords(view, data)
  return portalPage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href="/my/inbox" />
        <h1>{title}</h1>
        <p class="hint">{receipt === null ? view.dateTime(created_at) : t('notices.inbox.about', { date: view.dateTime(created_at), receipt })}</p>
        <p>{t(`notices.text.${data.kind}`)}</p>
        <Details view={view} happening={data} />
        {receipt === null ? null : <ButtonLink href={`/my/applications/${receipt}`}>{t(data.kind === 'more-asked' ? 'notices.notice.answer' : 'notices.notice.application')}</ButtonLink>}
        {data.kind === 'disclosed' ? <ButtonLink href="/my/data" kind="secondary">{t('notices.notice.data')}</ButtonLink> : null}
      </>
    ),
  })
}

function Details({ view, happening }: { view: View; happening: Happening }) {
  const { t } = view
  switch (happening.kind) {
    case 'decided': return (
      <>
        <Names title={t('notices.notice.approved')} names={happening.approved.map((id) => serviceName(view, id))} />
        <Names title={t('notices.notice.refused')} names={happening.refused.map((id) => serviceName(view, id))} />
      </>
    )
    case 'disclosed': return (
      <>
        <Names title={t('notices.notice.purpose')} names={[purposeName(view, happening.purpose)]} />
        <Names title={t('notices.notice.facts')} names={happening.fields.map((field) => fieldName(view, field))} />
      </>
    )
    case 'submitted': case 'more-asked': case 'closed': case 'withdrawn': return null
    default: return happening satisfies never
  }
}

function Names({ title, names }: { title: string; names: string[] }) {
  if (names.length === 0) return null
  return <><h2>{title}</h2><ul>{names.map((name) => <li key={name}>{name}</li>)}</ul></>
}
