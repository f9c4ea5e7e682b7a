import { Tag } from '../../../web/components/tag/tag.tsx'
import type { View } from '../../../web/view.ts'
import type { RequestWithTold } from '../requests/read-requests.ts'
import { namesIn } from './names.ts'
import { stateInWords } from './told-in-words.ts'

/** What was asked, of whom, until when; and the answer. */
export function RequestInWords({ view, request, subject }: { view: View; request: RequestWithTold; subject?: string }) {
  const { t } = view
  const names = namesIn(view)
  const { kind, agency, words, asked_at, due_on, outcome, answer, answered_at, told, companies } = request
  return (
    <section class="part">
      <h2>{t(`exchange.request.kind.${kind}`)}{subject === undefined ? '' : `: ${subject}`}</h2>
      <p>
        {outcome === null ? <Tag kind="info">{t('exchange.request.open')}</Tag> : <Tag kind={outcome === 'refused' ? 'refused' : 'done'}>{t(`exchange.request.outcome.${outcome}`)}</Tag>}
        {' '}{outcome === null ? t('exchange.request.due', { agency: names.agency(agency), date: view.date(due_on) }) : t('exchange.request.answered', { agency: names.agency(agency), date: view.dateTime(answered_at!) })}
      </p>
      <p class="hint">{t('exchange.request.asked', { date: view.dateTime(asked_at) })}</p>
      <p><q>{words}</q></p>
      {answer === null ? null : <p>{answer}</p>}
      {companies.length === 0 ? null : <ul class="plain-list">{companies.map(({ name, consent, ...state }, at) => <li key={at}><a href={`/my/data/consents/${consent}`}>{name}</a>: {stateInWords(view, { ...state, madeAt: answered_at! })}</li>)}</ul>}
      {told.length === 0 ? null : <p>{t('exchange.request.told', { agencies: told.map((id) => names.agency(id)).join(', ') })}</p>}
    </section>
  )
}
