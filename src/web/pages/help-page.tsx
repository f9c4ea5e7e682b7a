import { Lead } from '../components/lead/lead.tsx'
import { SummaryList } from '../components/summary-list/summary-list.tsx'
import { portalPage } from '../portal/portal-page.tsx'
import type { View } from '../view.ts'

const questions = ['money', 'wrong', 'refused', 'device', 'language'] as const
const uses = ['need', 'log', 'consent', 'withdraw'] as const

/** Call, come by, let someone do it for you; then what happens with data. */
export function helpPage(view: View) {
  const { t, pack } = view
  const { phone, hours } = pack.helpLine
  return portalPage(view, {
    title: t('web.help.title'),
    children: (
      <>
        <h1>{t('web.help.title')}</h1>
        <Lead>{t('web.help.lead')}</Lead>
        <section id="call" tabIndex={-1}>
          <h2>{t('web.help.call')}</h2>
          <p><a class="phone" href={`tel:${phone}`}>{t('web.help-band.call', { phone })}</a></p>
          <p>{view.text(hours)}</p>
          <p>{t('web.help.call-text')}</p>
        </section>
        <h2>{t('web.help.visit')}</h2>
        <p>{t('web.help.visit-text')}</p>
        <h2>{t('web.help.other')}</h2>
        <p>{t('web.help.other-text')}</p>
        <h2>{t('web.help.questions')}</h2>
        {questions.map((question) => (
          <details key={question}>
            <summary>{t(`web.help.question.${question}`)}</summary>
            <div class="details-body"><p>{t(`web.help.question.${question}-text`)}</p></div>
          </details>
        ))}
        <h2>{t('web.help.agencies')}</h2>
        <SummaryList rows={pack.agencies.map((agency) => ({
          key: view.text(agency.name), value: <a href={`tel:${agency.contact.phone}`}>{agency.contact.phone}</a>,
        }))} />
        <h2 id="data">{t('web.help.data')}</h2>
        <ul>{uses.map((use) => <li key={use}>{t(`web.help.data.${use}`)}</li>)}</ul>
      </>
    ),
  })
}
