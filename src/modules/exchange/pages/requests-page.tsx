import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { RequestWithTold } from '../requests/read-requests.ts'
import { namesIn } from './names.ts'
import { RequestInWords } from './request-in-words.tsx'

/** Everything a person has asked about their data, and what came of it. */
export function requestsPage(view: View, requests: readonly RequestWithTold[]): Page {
  const { t } = view
  const names = namesIn(view)
  return portalPage(view, {
    title: t('exchange.requests.title'),
    children: (
      <>
        <BackLink view={view} href="/my/data" />
        <h1>{t('exchange.requests.title')}</h1>
        {requests.length === 0 ? <Empty title={t('exchange.requests.empty')} /> : requests.map((request) => (
          <RequestInWords key={request.id} view={view} request={request} {...(request.register === null || request.field === null ? {} : { subject: names.field(request.register, request.field) })} />
        ))}
      </>
    ),
  })
}
