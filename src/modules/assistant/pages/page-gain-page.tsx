/** Before a version of a service is published: what people would be told of it that they are not told today, and what would be lost. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { PageGain } from '../improve/measure-page.ts'
import { GainTable, serviceName } from './lesson-pages.tsx'

export function pageGainPage(view: View, { id, service }: { id: string; service: string }, gain: PageGain): Page {
  const { t, pack } = view
  const said = (sentences: readonly string[], language: string) => (sentences.length === 0 ? t('assistant.page-gain.nothing') : <span lang={pack.languages.find(({ tag }) => tag === language)?.html}>{sentences.join(' ')}</span>)
  return consolePage(view, {
    title: t('assistant.page-gain.title'), wide: true,
    children: (
      <>
        <BackLink view={view} href={`/console/services/versions/${id}`} />
        <p class="caption">{serviceName(view, service)}</p>
        <h1>{t('assistant.page-gain.title')}</h1>
        <Lead>{t('assistant.page-gain.lead')}</Lead>
        <GainTable view={view} gain={gain} words={{ after: t('assistant.page-gain.after'), asked: t('assistant.page-gain.asked'), none: t('assistant.page-gain.none') }} />
        {gain.changed.length === 0 ? null : <h2>{t('assistant.page-gain.changed')}</h2>}
        {gain.changed.map(({ question, language, before, after }) => (
          <section key={`${language} ${question}`}>
            <h3 lang={pack.languages.find(({ tag }) => tag === language)?.html}>{question}</h3>
            <SummaryList rows={[{ key: t('assistant.lessons.gain-before'), value: said(before, language) }, { key: t('assistant.page-gain.after'), value: said(after, language) }]} />
          </section>
        ))}
      </>
    ),
  })
}
