/** On the phone, after showing: the six digits that prove that the screen and the phone belong to one person. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { RequestTemplate } from '../request-template.ts'

export function codePage(view: View, code: string, template: RequestTemplate): Page {
  const { t } = view
  return portalPage(view, {
    title: t('credentials.code.title'),
    children: (
      <>
        <h1>{t('credentials.code.title')}</h1>
        <Lead>{t('credentials.code.lead', { name: view.text(template.name) })}</Lead>
        <SummaryList rows={[{ key: t('credentials.code.number'), value: <strong>{`${code.slice(0, 3)} ${code.slice(3)}`}</strong> }]} />
        <Notice kind="attention" title={t('credentials.code.warning-title')}><p>{t('credentials.code.warning')}</p></Notice>
      </>
    ),
  })
}
