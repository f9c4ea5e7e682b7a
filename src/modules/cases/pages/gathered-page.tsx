/** What the registers say now, source by source: shown once, kept nowhere here. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import { valueInWords } from '../../exchange/index.ts'
import type { GatheredFacts } from '../parts/gather-facts.ts'
import { eventName, fieldOf, registerName } from './value-in-words.ts'

export function gatheredPage(view: View, { part, receipt, event, sources, silent }: GatheredFacts): Page {
  const { t } = view
  const title = t('cases.gathered.title')
  return consolePage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href={`/console/parts/${part}`} />
        <h1>{title}</h1>
        <p>{t('cases.part.title', { event: eventName(view, event), receipt })}</p>
        {sources.length === 0 ? null : <Notice kind="attention" title={t('cases.gathered.logged')}><p>{t('cases.gathered.logged-lead')}</p></Notice>}
        {sources.map(({ register, evidence, answeredAt, entry, known }) => (
          <section key={register}>
            <h2>{registerName(view, register)}</h2>
            <SummaryList rows={[
              ...known.map((value) => {
                const field = fieldOf(view, value)
                return { key: field ? view.text(field.label) : value.field, value: valueInWords(view, field, value.value) }
              }),
              { key: t('cases.gathered.evidence'), value: evidence.map(({ name }) => view.text(name)).join(', ') },
              { key: t('cases.gathered.as-of'), value: view.dateTime(answeredAt) },
              { key: t('cases.gathered.entry'), value: view.number(entry) },
            ]} />
          </section>
        ))}
        {silent.map(({ register, reason }) => (
          <section key={register}>
            <h2>{registerName(view, register)}</h2>
            <p>{t(reason === 'unknown-person' ? 'cases.gathered.unknown' : 'cases.gathered.silent')}</p>
          </section>
        ))}
      </>
    ),
  })
}
