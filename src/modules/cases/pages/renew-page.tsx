/** The form has changed, or is there no more: what happened, what becomes of each answer, and the way on. Nothing is lost by reading it. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { CounterBar } from '../counter/pages/counter-bar.tsx'
import type { Renewal } from '../apply/renew-draft.ts'
import { type Filled, stepPath } from './step-page.tsx'
import { agencyName, answerInWords, eventName, factLabel } from './value-in-words.ts'

export interface RenewPage { application: Filled; renewal: Renewal }

export function renewPage(view: View, { application, renewal: { gone, offered, carried, asked, dropped } }: RenewPage): Page {
  const { t } = view
  const { event, draft } = application
  const title = t(gone ? 'cases.renew.gone-title' : 'cases.renew.title')
  const answered = (fact: string) => answerInWords(view, view.pack.facts.find((one) => one.fact === fact), draft.answers[fact] ?? '')
  const { atCounter } = application
  const page = {
    title,
    children: (
      <>
        <BackLink view={view} href={gone ? (atCounter ? '/console/counter' : '/my') : stepPath(application, 'continue')} />
        <p class="caption">{eventName(view, event)}</p>
        <h1>{title}</h1>
        <Lead>{t(gone ? 'cases.renew.nothing-lost' : 'cases.renew.your-choice')}</Lead>
        {gone?.withdrawal ? <Notice kind="attention" title={t('cases.renew.withdrawn', { agency: agencyName(view, gone.withdrawal.agency), date: view.dateTime(gone.withdrawal.at) })}><p lang={view.pack.languages.find(({ tag }) => tag === view.pack.defaultLanguage)?.html}>{gone.withdrawal.why}</p></Notice> : null}
        {offered ? (
          <>
            {asked.length === 0 ? null : <><h2>{t('cases.renew.asked')}</h2><ul>{asked.map(({ fact, label }) => <li key={fact}>{view.text(label)}</li>)}</ul></>}
            {carried.length === 0 ? null : <><h2>{t('cases.renew.carried')}</h2><SummaryList rows={carried.map(({ fact, label }) => ({ key: view.text(label), value: answered(fact) }))} /></>}
            {dropped.length === 0 ? null : <><h2>{t('cases.renew.dropped')}</h2><SummaryList rows={dropped.map((fact) => ({ key: factLabel(view, fact), value: answered(fact) }))} /></>}
            <p>{t('cases.renew.agree-again')}</p>
            <Form view={view} action={stepPath(application, 'newer-form')}><Button>{t('cases.renew.go')}</Button></Form>
          </>
        ) : <Notice kind="attention" title={t('cases.renew.not-offered')}><p><a href="/help">{t('cases.renew.help')}</a></p></Notice>}
      </>
    ),
  }
  return atCounter ? consolePage(view, { ...page, banner: <CounterBar view={view} at={atCounter} step="newer-form" /> }) : portalPage(view, page)
}
