/** An answer asked again: as it was given, whether it still follows from what is kept, what has changed since, and what is said today. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Again } from '../converse/answer-again.ts'
import type { ReadAnswer } from '../converse/read-answer.ts'
import { AnswerText } from './answer-view.tsx'

export function againPage(view: View, wording: Wording, { id, at, answer }: ReadAnswer, { holds, changed, same, today }: Again): Page {
  const { t } = view
  const unchanged = same && changed.length === 0
  return portalPage(view, {
    title: t('assistant.again.title'),
    children: (
      <>
        <BackLink view={view} href={`/ask/answers/${id}`} />
        <h1>{t('assistant.again.title')}</h1>
        <h2>{t('assistant.again.then')}</h2>
        <p class="caption">{t('assistant.answer.given', { at: view.dateTime(at), on: view.date(answer.trace.on) })}</p>
        <AnswerText view={view} wording={wording} answer={answer} turn={id} open={false} />
        <Notice kind={holds ? 'done' : 'attention'} title={t(holds ? 'assistant.again.holds' : 'assistant.again.broken')} />
        <h2>{t('assistant.again.today')}</h2>
        <p class="caption">{t('assistant.again.figures', { on: view.date(today.trace.on) })}</p>
        <p>{t(unchanged ? 'assistant.again.same' : changed.length === 0 ? 'assistant.again.reworded' : 'assistant.again.changed')}</p>
        {changed.length === 0 ? null : <ul>{changed.map(({ source, isGone }) => <li key={source.id}><a href={source.href}>{source.title}</a>{source.law === undefined ? null : ` (${source.law})`}: {t(isGone ? 'assistant.again.gone' : 'assistant.again.other')}</li>)}</ul>}
        {unchanged ? null : <AnswerText view={view} wording={wording} answer={today} turn={undefined} open={false} />}
      </>
    ),
  })
}
